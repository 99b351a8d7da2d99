const baseMs = 50;
const capMs = 2_000;

/**
 * Returns the wait before the next attempt, in milliseconds: that of `Retry-After` (seconds or an HTTP date, RFC 9110 10.2.3),
 * else exponential backoff with full jitter, so that requests that failed together are not repeated together.
 *
 * @param tried number of retries so far
 */
export function retryDelay(tried: number, retryAfter?: string, now = Date.now(), random = Math.random): number {
  if (retryAfter !== undefined) {
    const seconds = Number(retryAfter);
    if (Number.isFinite(seconds) && seconds >= 0) return seconds * 1_000;
    const date = Date.parse(retryAfter);
    if (!Number.isNaN(date)) return Math.max(0, date - now);
  }
  return Math.ceil(random() * Math.min(capMs, baseMs * 2 ** (tried + 1)));
}
