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
 * The first moment, no earlier than `at`, at which one more turn leaves no window with too many. Turns that another limit has put off stand in the future: what
 * fits before them goes before them.
 */
export function nextFree(turns: readonly number[], at: number, { count, windowMs }: PaceLimit): number {
  const spanMs = windowMs + skewMs;
  let free = at;
  for (;;) {
    const place = turns.findLastIndex((turn) => turn <= free) + 1;
    // Every run of as many turns as are allowed that the new one would stand in, or next to.
    let blocked: number | undefined;
    for (
      let first = Math.max(0, place - count);
      first <= Math.min(place, turns.length - count) && blocked === undefined;
      first += 1
    ) {
      const [start = 0, end = 0] = [turns[first], turns[first + count - 1]];
      if (Math.max(end, free) - Math.min(start, free) < spanMs) blocked = start + spanMs;
    }
    if (blocked === undefined) return free;
    free = Math.max(blocked, free + 1);
  }
}

/**
 * Keeps to a vendor's limits from this side: a request that would be refused with 429 is only a slower one that costs a call.
 */
export function createPace(limits: readonly PaceLimit[]): Pace {
  const taken = new Map<string, number[]>();
  return {
    async turn(request, deadline) {
      const now = Date.now();
      const concerned = limits.flatMap((limit, index) => {
        const key = limit.keyOf(request);
        if (key === null) return [];
        const name = `${index} ${key}`;
        const turns = taken.get(name) ?? [];
        taken.set(name, turns);
        // Nobody is hindered any more by what lies a window back.
        const past = turns.findIndex((turn) => turn > now - limit.windowMs - skewMs);
        turns.splice(0, past < 0 ? turns.length : past);
        return [{ limit, turns }];
      });
      let at = now;
      for (let settled = false; !settled;) {
        const before = at;
        for (const { limit, turns } of concerned) at = nextFree(turns, at, limit);
        settled = at === before;
      }
      if (at >= deadline) return false;
      for (const { turns } of concerned) turns.splice(turns.findLastIndex((turn) => turn <= at) + 1, 0, at);
      if (at > now) await delay(at - now);
      return true;
    },
  };
}
