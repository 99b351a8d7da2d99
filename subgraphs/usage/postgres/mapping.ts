import { z } from 'zod';
import { aggregations } from '../domain/meter.ts';
import { isAnchor, isTimeZone, type BillingInterval } from '../domain/period.ts';
import type { Tenant } from '../domain/tenant.ts';
import { parseRow } from './parse-row.ts';

const intervals = {
  month: 'MONTH',
  monthly: 'MONTH',
  year: 'YEAR',
  yearly: 'YEAR',
  annual: 'YEAR',
} as const satisfies Record<string, BillingInterval>;

const limits = z.record(z.string(), z.number().nullable()).nullish();

const tenantRow = z.object({
  id: z.string(),
  anchor: z.string().refine(isAnchor, 'must be an ISO 8601 date or time').nullish(),
  interval: z
    .string()
    .toLowerCase()
    .pipe(z.enum(Object.keys(intervals) as (keyof typeof intervals)[], 'must be month or year'))
    .nullish(),
  timeZone: z.string().nullish(),
  allowances: limits,
  overrides: limits,
});

const timeZoneName = z.string().refine(isTimeZone, 'must be an IANA time zone');

/** A tenant's row, as JSON. */
export function fromTenantRow(row: unknown, defaultTimeZone: string): Tenant {
  const { id, anchor, interval, timeZone, allowances, overrides } = parseRow(tenantRow, row, 'accounts');
  return {
    id,
    anchor: anchor ?? null,
    interval: intervals[interval ?? 'month'],
    timeZone: parseRow(timeZoneName, timeZone ?? defaultTimeZone, 'accounts.timeZone'),
    allowances: new Map(Object.entries({ ...allowances, ...overrides })),
  };
}

export const meterRow = z.object({
  key: z.string(),
  name: z.string(),
  unit: z.string(),
  aggregation: z.enum(aggregations),
});

/** A timestamptz, as the driver reads it, in milliseconds since the epoch. */
export const moment = z
  .date()
  .nullish()
  .transform((date) => date?.getTime() ?? null);
