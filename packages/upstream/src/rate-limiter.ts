import { setTimeout as delay } from 'node:timers/promises';

/** A vendor's limit: at most `count` requests with the same key in any window. */
export interface RateLimit {
  readonly count: number;
  /** Length of the window, in milliseconds. */
  readonly windowMs: number;
  /** Returns the key under which requests are counted together; null for requests without this limit. */
  readonly keyOf: (request: { method: string; path: string }) => string | null;
}

/** Delays requests so that they stay within a vendor's limits. */
export interface RateLimiter {
  /**
   * Waits until all limits permit the request. Returns false at once if that is only after the deadline.
   *
   * @param deadline milliseconds since the epoch
   * @param left ends the wait: it then returns false, and another request may have the turn
   */
  acquire(request: { method: string; path: string }, deadline: number, left?: AbortSignal): Promise<boolean>;
}

/** Extra length of each window, in milliseconds: the vendor counts arrivals, but this side counts departures. */
const skewMs = 50;

/**
 * Returns the first time at or after `at` at which one more request stays within the limit in every window. Some earlier
 * requests may be scheduled for the future; a request that fits before them is sent before them.
 *
 * @param times sent and scheduled times of earlier requests, ascending; milliseconds since the epoch
 */
export function nextFree(times: readonly number[], at: number, { count, windowMs }: RateLimit): number {
  const spanMs = windowMs + skewMs;
  let free = at;
  for (;;) {
    const place = times.findLastIndex((time) => time <= free) + 1;
    // Each run of `count` times that would contain the new one or be next to it.
    let blocked: number | undefined;
    for (
      let first = Math.max(0, place - count);
      first <= Math.min(place, times.length - count) && blocked === undefined;
      first += 1
    ) {
      const [start = 0, end = 0] = [times[first], times[first + count - 1]];
      if (Math.max(end, free) - Math.min(start, free) < spanMs) blocked = start + spanMs;
    }
    if (blocked === undefined) return free;
    free = Math.max(blocked, free + 1);
  }
}

/** Keeps requests within a vendor's limits on this side: a request that the vendor rejects with 429 counts as a call too. */
export function createRateLimiter(limits: readonly RateLimit[]): RateLimiter {
  const timesByKey = new Map<string, number[]>();
  return {
    async acquire(request, deadline, left) {
      const now = Date.now();
      const applicable = limits.flatMap((limit, index) => {
        const key = limit.keyOf(request);
        if (key === null) return [];
        const name = `${index} ${key}`;
        const times = timesByKey.get(name) ?? [];
        timesByKey.set(name, times);
        // Requests more than one window ago no longer count.
        const current = times.findIndex((time) => time > now - limit.windowMs - skewMs);
        times.splice(0, current < 0 ? times.length : current);
        return [{ limit, times }];
      });
      let at = now;
      for (let settled = false; !settled;) {
        const before = at;
        for (const { limit, times } of applicable) at = nextFree(times, at, limit);
        settled = at === before;
      }
      if (at >= deadline) return false;
      for (const { times } of applicable) times.splice(times.findLastIndex((time) => time <= at) + 1, 0, at);
      if (at <= now) return true;
      const isWaited = await delay(at - now, true, left && { signal: left }).catch(() => false);
      if (!isWaited) for (const { times } of applicable) times.splice(times.lastIndexOf(at), 1);
      return isWaited;
    },
  };
}
