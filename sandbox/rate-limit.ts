/** Counts requests in fixed time windows. */
export interface RateLimiter {
  /** Counts one request. Returns the remaining requests of the window, or -1 above the limit. */
  take(key: string): number;
}

export function createRateLimiter(count: number, windowMs: number, now = Date.now): RateLimiter {
  const windows = new Map<string, { start: number; taken: number }>();
  return {
    take(key) {
      const start = Math.floor(now() / windowMs) * windowMs;
      const known = windows.get(key);
      const window = known && known.start === start ? known : { start, taken: 0 };
      windows.set(key, window);
      window.taken += 1;
      return count - window.taken < 0 ? -1 : count - window.taken;
    },
  };
}
