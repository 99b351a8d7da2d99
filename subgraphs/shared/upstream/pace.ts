import { setTimeout as delay } from 'node:timers/promises';

/** So many requests of one kind in any window of this length. */
export interface PaceLimit {
  readonly count: number;
  readonly windowMs: number;
  /** What is counted together: null for requests that this limit does not concern. */
  readonly keyOf: (request: { method: string; path: string }) => string | null;
}

export interface Pace {
  /** Waits for the request's turn. False, at once, where that comes after the deadline. */
  turn(request: { method: string; path: string }, deadline: number): Promise<boolean>;
}

/** The vendor counts arrivals, we count departures: a little longer than its window keeps the two apart. */
const skewMs = 50;

/**
 * Keeps to a vendor's limits from this side: a request that would be refused with 429 is only a slower one that costs a call.
 */
export function createPace(limits: readonly PaceLimit[]): Pace {
  const taken = new Map<string, number[]>();
  return {
    async turn(request, deadline) {
      const now = Date.now();
      let at = now;
      const concerned = limits.flatMap((limit, index) => {
        const key = limit.keyOf(request);
        if (key === null) return [];
        const name = `${index} ${key}`;
        const turns = taken.get(name) ?? [];
        taken.set(name, turns);
        const before = turns.at(-limit.count);
        if (before !== undefined) at = Math.max(at, before + limit.windowMs + skewMs);
        return [{ limit, turns }];
      });
      if (at >= deadline) return false;
      for (const { limit, turns } of concerned) {
        // A turn that one limit puts off stands in the others' lists after later requests that it did not: by time, not by asking.
        turns.splice(turns.findLastIndex((turn) => turn <= at) + 1, 0, at);
        if (turns.length > limit.count) turns.splice(0, turns.length - limit.count);
      }
      if (at > now) await delay(at - now);
      return true;
    },
  };
}
