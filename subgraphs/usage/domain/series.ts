import { DateTime } from 'luxon';
import { addsUp, type MeterAggregation } from './meter.ts';

export type Granularity = 'HOUR' | 'DAY' | 'MONTH';

export interface UsagePoint {
  /** Milliseconds since the epoch. */
  readonly start: number;
  readonly value: number;
}

const units = { HOUR: 'hour', DAY: 'day', MONTH: 'month' } as const;

const hour = 3_600_000;
/** The shortest that a step can be: a day may lack an hour or two where clocks change. */
const shortest = { HOUR: hour, DAY: 22 * hour, MONTH: 27 * 24 * hour } as const;

export const maxSteps = 1_500;

/** Whether a series would be too long, told without counting it out. */
export const isTooLong = (from: number, to: number, granularity: Granularity): boolean =>
  (to - from) / shortest[granularity] > maxSteps;

/** Where steps begin between two moments, on the clock of a time zone; the first is cut by the earlier of them. */
export function stepsBetween(from: number, to: number, granularity: Granularity, timeZone: string): number[] {
  if (from >= to) return [];
  const unit = units[granularity];
  const starts = [from];
  for (let at = DateTime.fromMillis(from, { zone: timeZone }).startOf(unit); ;) {
    const next = at.plus({ [unit]: 1 }).startOf(unit);
    // A clock that is set back by half an hour comes by the same start twice.
    at = next > at ? next : at.plus({ [unit]: 1 });
    if (at.toMillis() >= to) return starts;
    if (at.toMillis() > from) starts.push(at.toMillis());
  }
}

/** What was measured, in every step: nothing is 0 for what adds up, and no point at all for a level. */
export function seriesOf(
  steps: readonly number[],
  measured: readonly UsagePoint[],
  aggregation: MeterAggregation,
): UsagePoint[] {
  const values = new Map(measured.map(({ start, value }) => [start, value]));
  return steps.flatMap((start) => {
    const value = values.get(start);
    return value === undefined ? (addsUp(aggregation) ? [{ start, value: 0 }] : []) : [{ start, value }];
  });
}
