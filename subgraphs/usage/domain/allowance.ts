import { growsWithTime, type MeterAggregation } from './meter.ts';
import type { Period } from './period.ts';

export type AllowanceState = 'OK' | 'NEARING' | 'REACHED' | 'EXCEEDED' | 'UNLIMITED';

const nearing = 0.8;
const hour = 3_600_000;

export function stateOf(used: number, allowance: number | null): AllowanceState {
  if (allowance === null) return 'UNLIMITED';
  if (used > allowance) return 'EXCEEDED';
  if (used === allowance) return 'REACHED';
  return used >= nearing * allowance ? 'NEARING' : 'OK';
}

export const remainingOf = (used: number, allowance: number | null): number | null =>
  allowance === null ? null : Math.max(0, allowance - used);

/** Rounds elapsed time up to whole hours: the first minutes of a period would give an extreme projection. */
export function projectionOf(used: number, aggregation: MeterAggregation, period: Period, asOf: number): number {
  if (!growsWithTime(aggregation)) return used;
  const whole = period.end - period.start;
  const elapsed = Math.min(whole, Math.max(hour, Math.ceil((asOf - period.start) / hour) * hour));
  return Math.round((used * whole * 100) / elapsed) / 100;
}
