import { DateTime } from 'luxon';
import { addsUp, type MeterAggregation } from './meter.ts';

export type Granularity = 'HOUR' | 'DAY' | 'MONTH';

export interface UsagePoint {
  /** Milliseconds since the epoch. */
  readonly start: number;
  readonly value: number;
}

const units = { HOUR: 'hour', DAY: 'day', MONTH: 'month' } as const;

export const maxSteps = 1_500;

/** Where steps begin between two moments, the first cut by the earlier of them; null where there are too many. */
export function stepsBetween(from: number, to: number, granularity: Granularity, timeZone: string): number[] | null {
  const unit = units[granularity];
  const starts: number[] = [];
  for (let at = DateTime.fromMillis(from, { zone: timeZone }).startOf(unit); at.toMillis() < to; at = at.plus({ [unit]: 1 }).startOf(unit)) {
    starts.push(Math.max(from, at.toMillis()));
    if (starts.length > maxSteps) return null;
  }
  return starts;
}

/** What was measured, in every step: nothing is 0 for what adds up, and no point at all for a level. */
export function seriesOf(steps: readonly number[], measured: readonly UsagePoint[], aggregation: MeterAggregation): UsagePoint[] {
  const values = new Map(measured.map(({ start, value }) => [start, value]));
  return steps.flatMap((start) => {
    const value = values.get(start);
    return value === undefined ? (addsUp(aggregation) ? [{ start, value: 0 }] : []) : [{ start, value }];
  });
}
