import type { Failed } from '../port.ts';

/** In milliseconds: soon at first, and never so late that a system which is back waits for long. */
const shortest = 250;
const longest = 10_000;
const longestAtLast = 60_000;
/** After how many tries a system is taken to be away for long. */
const patientTries = 90;
/** About a day; to what was given up by then the sweep comes back. */
const mostTries = 1_500;
/** For what is nobody's absence, and might pass all the same. */
const fewTries = 5;

const passing: ReadonlySet<string> = new Set(['INTERNAL', 'UPSTREAM_INVALID_RESPONSE']);

/** Whether to try again after so many tries. */
export function isWorthwhile(tried: number, { code, isRetryable }: Failed): boolean {
  if (isRetryable) return tried + 1 < mostTries;
  return passing.has(code) && tried + 1 < fewTries;
}

/** There is nobody any more whom it would be about. */
export const isFinal = (code: string): boolean => code === 'NOT_FOUND';

/** How long to wait after so many tries. */
export const delayAfter = (tried: number): number =>
  tried < patientTries ? Math.min(longest, shortest * 2 ** Math.min(tried, 10)) : longestAtLast;
