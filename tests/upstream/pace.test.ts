import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nextFree, type RateLimit } from '@customer-graph/upstream/rate-limiter';

const limit = (count: number): RateLimit => ({ count, windowMs: 1_000, keyOf: () => 'all' });

/** Assigns turns as the rate limiter does, without waiting: each at the first time that all limits of its endpoint permit. */
function take(endpoints: readonly number[], all: RateLimit, each: RateLimit): number[][] {
  const total: number[] = [];
  const own = new Map<number, number[]>();
  for (const endpoint of endpoints) {
    const turns = own.get(endpoint) ?? [];
    own.set(endpoint, turns);
    let at = 0;
    for (let before = -1; before !== at;) {
      before = at;
      at = nextFree(turns, nextFree(total, at, all), each);
    }
    for (const list of [total, turns]) list.splice(list.findLastIndex((turn) => turn <= at) + 1, 0, at);
  }
  return [total, ...own.values()];
}

const most = (turns: readonly number[], windowMs: number): number =>
  Math.max(...turns.map((from) => turns.filter((turn) => turn >= from && turn < from + windowMs).length));

test('no time window exceeds its limit, in any order of requests', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(3), { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 2, max: 12 }),
      fc.integer({ min: 1, max: 6 }),
      (endpoints, all, each) => {
        const [total = [], ...own] = take(endpoints, limit(all), limit(each));
        expect(most(total, 1_000)).toBeLessThanOrEqual(all);
        for (const turns of own) expect(most(turns, 1_000)).toBeLessThanOrEqual(each);
      },
    ),
  );
});

test('a request delayed by its endpoint’s limit does not delay other endpoints', () => {
  const byEndpoint = Array.from({ length: 400 }, (_, index) => Math.floor(index / 100));
  const [total = []] = take(byEndpoint, limit(100), limit(25));
  expect(total.at(-1)).toBeLessThan(4_000);
});
