import type { SizePoint } from './measure.ts';

export type Verdict = 'constant' | 'at most linear' | 'worse than linear';

/** Growth within this share counts as noise. */
const noise = 0.15;
/** How much steeper the whole line may be than the one that ends before the last point. A quadratic cost is twice as steep. */
const steeper = 1.3;

const slope = (from: SizePoint, to: SizePoint): number => (to.cpuMs - from.cpuMs) / (to.size - from.size);

/** Judges how processor time grows with a size. The points are in ascending order, and the last size is about twice the one before or more. */
export function verdictOf(points: readonly SizePoint[]): Verdict {
  const [first] = points;
  const last = points.at(-1);
  const before = points.at(-2);
  if (!first || !last || !before || first === before) return 'constant';
  if (last.cpuMs <= first.cpuMs * (1 + noise)) return 'constant';
  // Below the fixed cost of a request, a slope is noise.
  const permitted = Math.max(slope(first, before), first.cpuMs / last.size) * steeper;
  return slope(first, last) <= permitted ? 'at most linear' : 'worse than linear';
}
