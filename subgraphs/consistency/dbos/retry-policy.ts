import type { Failed } from '../port.ts';

/** Delays in milliseconds. The first are short; the longest bounds how long a recovered system waits for a write. */
const shortestDelayMs = 250;
const longestDelayMs = 10_000;
/** During a long outage. */
const outageDelayMs = 60_000;
/** After this number of attempts an outage counts as long. */
const longOutageAttempts = 90;
/** About a day of attempts. After that the operation fails, and a sweep restarts it. */
const maxAttempts = 1_500;
/** Errors not caused by an outage are retried 5 times. */
const maxUnexplainedAttempts = 5;

const unexplainedCodes: ReadonlySet<string> = new Set(['INTERNAL', 'UPSTREAM_INVALID_RESPONSE']);

/** Whether to try again, after `attempts` earlier failures and this one. */
export function shouldRetry(attempts: number, { code, isRetryable }: Failed): boolean {
  if (isRetryable) return attempts + 1 < maxAttempts;
  return unexplainedCodes.has(code) && attempts + 1 < maxUnexplainedAttempts;
}

/** Whether a new operation could not succeed either: the account no longer exists. */
export const isFinal = (code: string): boolean => code === 'NOT_FOUND';

/** How long to wait before the next attempt, in milliseconds. */
export const delayAfter = (attempts: number): number =>
  attempts < longOutageAttempts
    ? Math.min(longestDelayMs, shortestDelayMs * 2 ** Math.min(attempts, 10))
    : outageDelayMs;
