import { z } from 'zod';
import type { GraphError } from '@customer-graph/protocol/errors';
import { fieldByField } from '@customer-graph/upstream/field-by-field';
import { identifier, optional, text } from '@customer-graph/upstream/shapes';
import { aggregations, type Meter } from '../domain/meter.ts';
import { isAnchor, isTimeZone, type BillingInterval } from '../domain/period.ts';
import type { Tenant } from '../domain/tenant.ts';
import { orError, parse } from './parse.ts';

const intervals = {
  month: 'MONTH',
  monthly: 'MONTH',
  year: 'YEAR',
  yearly: 'YEAR',
  annual: 'YEAR',
} as const satisfies Record<string, BillingInterval>;

/** Amounts by meter. A database can hold NaN and infinity, which JSON tells as texts. */
const limits = z.record(z.string(), z.unknown()).nullish();
const amountOfMeter = z.number();

const interval = z
  .string()
  .toLowerCase()
  .pipe(z.enum(Object.keys(intervals) as (keyof typeof intervals)[], 'must be month or year'));

const anchorTime = text.refine(isAnchor, 'must be an ISO 8601 date or time');
const timeZoneName = z.string().refine(isTimeZone, 'must be an IANA time zone');

export const tenantRow = z.object({
  id: identifier,
  anchor: z.unknown(),
  interval: z.unknown(),
  timeZone: z.unknown(),
  allowances: z.unknown(),
  overrides: z.unknown(),
});

/** An unusable value throws when it is read; an unusable allowance is an error of its meter. */
export const fromTenantRow = (row: z.output<typeof tenantRow>, defaultTimeZone: string): Tenant =>
  fieldByField<Tenant>({
    id: () => row.id,
    anchor: () => parse(optional(anchorTime), row.anchor, 'accounts.anchor'),
    interval: () => intervals[parse(optional(interval), row.interval, 'accounts.interval') ?? 'month'],
    timeZone: () => parse(timeZoneName, row.timeZone ?? defaultTimeZone, 'accounts.timeZone'),
    allowances: () =>
      new Map(
        Object.entries({
          ...parse(limits, row.allowances, 'allowances'),
          ...parse(limits, row.overrides, 'overrides'),
        }).map(([meter, amount]) => [meter, orError(() => parse(optional(amountOfMeter), amount, 'allowance'))]),
      ),
  });

const meterRow = z.object({
  key: identifier,
  name: text,
  unit: text,
  aggregation: z.enum(aggregations),
});

export const fromMeterRow = (row: unknown): Meter | GraphError => orError(() => parse(meterRow, row, 'meters'));

/** A timestamptz, as the driver reads it, in milliseconds since the epoch. */
export const moment = z
  .date()
  .nullish()
  .transform((date) => date?.getTime() ?? null);
