import { LRUCache } from 'lru-cache';
import { DateTime } from 'luxon';
import { addsUp, type MeterAggregation } from './meter.ts';

export type Granularity = 'HOUR' | 'DAY' | 'MONTH';

export interface UsagePoint {
  /** Start of the time bucket; milliseconds since the epoch. */
  readonly start: number;
  readonly value: number;
}

const units = { HOUR: 'hour', DAY: 'day', MONTH: 'month' } as const;

const hour = 3_600_000;
/** Shortest possible bucket: a day loses an hour or two when clocks change. */
const shortest = { HOUR: hour, DAY: 22 * hour, MONTH: 27 * 24 * hour } as const;

export const maxTimeBuckets = 1_500;

/** Whether a series could exceed `maxTimeBuckets`. Does not compute the buckets. */
export const isTooLong = (from: number, to: number, granularity: Granularity): boolean =>
  (to - from) / shortest[granularity] > maxTimeBuckets;

/** All meters of an account have the same buckets, in every request of a period. Calendar arithmetic for each costs more than the rest. */
const remembered = new LRUCache<string, readonly number[]>({ max: 200 });

/** Starts of the time buckets between two moments, in a time zone. The first bucket starts at `from`. */
export function timeBucketsBetween(
  from: number,
  to: number,
  granularity: Granularity,
  timeZone: string,
): readonly number[] {
  const key = `${from} ${to} ${granularity} ${timeZone}`;
  const known = remembered.get(key) ?? computeBuckets(from, to, granularity, timeZone);
  remembered.set(key, known);
  return known;
}

function computeBuckets(from: number, to: number, granularity: Granularity, timeZone: string): readonly number[] {
  if (from >= to) return [];
  const unit = units[granularity];
  const starts = [from];
  for (let at = DateTime.fromMillis(from, { zone: timeZone }).startOf(unit); ;) {
    const next = at.plus({ [unit]: 1 }).startOf(unit);
    // A clock that is set back by half an hour has the same start twice.
    at = next > at ? next : at.plus({ [unit]: 1 });
    if (at.toMillis() >= to) return starts;
    if (at.toMillis() > from) starts.push(at.toMillis());
  }
}

/** One point for each bucket. A bucket without events is 0 for additive meters, and has no point for levels. */
export function seriesOf(
  buckets: readonly number[],
  measured: readonly UsagePoint[],
  aggregation: MeterAggregation,
): UsagePoint[] {
  const values = new Map(measured.map(({ start, value }) => [start, value]));
  return buckets.flatMap((start) => {
    const value = values.get(start);
    return value === undefined ? (addsUp(aggregation) ? [{ start, value: 0 }] : []) : [{ start, value }];
  });
}
