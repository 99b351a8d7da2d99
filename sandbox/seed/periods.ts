import { periodEnd } from '../stripe/pricing.ts';
import type { SeedCompany } from './company.ts';

/** Seconds. */
export const day = 86_400;

/** The start of today, in seconds since the epoch: a moving time would change the seed between two reads. */
export const today = (): number => Math.floor(Date.now() / 1_000 / day) * day;

/** The running period of a company, in seconds since the epoch; null without a subscription. */
export function runningPeriod({ index, subscription }: SeedCompany): { start: number; end: number } | null {
  if (subscription === 'none') return null;
  const start = today() - (5 + (index % 20)) * day;
  return { start, end: periodEnd(start, { interval: 'month', interval_count: 1 }) };
}
