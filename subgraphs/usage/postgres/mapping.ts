import { createExpect } from '../../shared/upstream/expect.ts';
import { aggregations, type Meter } from '../domain/meter.ts';
import { isAnchor, isTimeZone, type BillingInterval } from '../domain/period.ts';
import type { Tenant } from '../domain/tenant.ts';
import { GraphError } from '../../shared/errors.ts';
import type { Row } from './client.ts';

const expect = createExpect('PRODUCT');

const invalid = (what: string): never => {
  throw new GraphError('UPSTREAM_INVALID_RESPONSE', { system: 'PRODUCT', cause: new TypeError(what) });
};

type Limits = Readonly<Record<string, unknown>> | null;

/** A row of the tenants, as JSON has it. */
export interface TenantRow {
  readonly id: unknown;
  readonly anchor: unknown;
  readonly interval: unknown;
  readonly timeZone: unknown;
  readonly allowances: Limits;
  readonly overrides: Limits;
}

const intervals = new Map<unknown, BillingInterval>([
  ['month', 'MONTH'],
  ['monthly', 'MONTH'],
  ['year', 'YEAR'],
  ['yearly', 'YEAR'],
  ['annual', 'YEAR'],
]);

export function fromTenantRow(row: TenantRow, defaultTimeZone: string): Tenant {
  const timeZone = expect.optionalString(row.timeZone, 'accounts.timeZone') ?? defaultTimeZone;
  const anchor = expect.optionalString(row.anchor, 'accounts.anchor');
  const interval = expect.optionalString(row.interval, 'accounts.interval');
  return {
    id: expect.string(row.id, 'accounts.id'),
    anchor: anchor === null || isAnchor(anchor) ? anchor : invalid('accounts.anchor is no moment'),
    interval:
      interval === null
        ? 'MONTH'
        : (intervals.get(interval.toLowerCase()) ?? invalid('accounts.interval is neither month nor year')),
    timeZone: isTimeZone(timeZone) ? timeZone : invalid('accounts.timeZone is no time zone'),
    allowances: new Map(
      Object.entries({ ...row.allowances, ...row.overrides }).map(([meter, included]) => [
        meter,
        included === null ? null : fromNumber(included),
      ]),
    ),
  };
}

export function fromMeterRow(row: Row): Meter {
  const aggregation = aggregations.find((known) => known === row.aggregation);
  return {
    key: expect.string(row.key, 'meters.key'),
    name: expect.string(row.name, 'meters.name'),
    unit: expect.string(row.unit, 'meters.unit'),
    aggregation: aggregation ?? invalid('meters.aggregation is none that there is'),
  };
}

/** A timestamptz, as the driver reads it. */
export const fromMoment = (value: unknown): number | null =>
  value === null || value === undefined
    ? null
    : value instanceof Date && !Number.isNaN(value.getTime())
      ? value.getTime()
      : invalid('a moment is none');

export const fromNumber = (value: unknown): number =>
  typeof value === 'number' && Number.isFinite(value) ? value : invalid('a figure is no number');
