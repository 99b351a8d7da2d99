import { describe, expect, test } from '@jest/globals';
import { silentLog } from '@customer-graph/process/log';
import { badInput, GraphError } from '@customer-graph/protocol/errors';
import { createSweep, type SweepOptions } from '../subgraphs/consistency/services/sweep.ts';

const pageSize = 100;

interface Change {
  readonly id: string;
  readonly at: number;
}

/** A billing system with a list of changes, each of an account of its own. `pageMs` is the time that a page takes. */
function startBilling(changes: readonly Change[], pageMs: number) {
  const newestFirst = [...changes].sort((a, b) => b.at - a.at);
  const pages: string[] = [];
  const compared: string[] = [];
  let broken: Error | null = null;
  const reconciler: SweepOptions['reconciler'] = {
    accountOfCustomer: () => Promise.resolve(null),
    compare(ids) {
      compared.push(...ids);
      return Promise.resolve(ids.map(() => ({ kind: 'AGREES' as const })));
    },
    async changedAccounts({ since, after }) {
      await new Promise((done) => setTimeout(done, pageMs));
      if (broken) throw broken;
      pages.push(after ?? 'newest');
      const inRange = newestFirst.filter(({ at }) => at >= since);
      const start = after === null ? 0 : inRange.findIndex(({ id }) => id === after) + 1;
      const page = inRange.slice(start, start + pageSize);
      return {
        accountIds: page.map(({ id }) => id),
        next: inRange.length > start + pageSize ? (page.at(-1)?.id ?? null) : null,
      };
    },
  };
  return {
    reconciler,
    pages,
    compared,
    break: (error: Error | null) => {
      broken = error;
    },
  };
}

const workflows = {
  recoverAbandoned: () => Promise.resolve(),
  failedSince: () => Promise.resolve([]),
  accountsSince: () => Promise.resolve([]),
} as unknown as SweepOptions['workflows'];

const sweepOf = (reconciler: SweepOptions['reconciler'], readMs: number) =>
  createSweep({ workflows, reconciler, withLock: (_name, _deadline, work) => work(), log: silentLog, readMs });

const changesOfADay = (count: number): Change[] => {
  const now = Date.now();
  return Array.from({ length: count }, (_, index) => ({ id: `c${index}`, at: now - 3_600_000 - index * 1_000 }));
};

describe('a sweep', () => {
  test('that cannot read all changes in its time is continued by the next ones', async () => {
    const changes = changesOfADay(3_000);
    const billing = startBilling(changes, 5);
    const sweep = sweepOf(billing.reconciler, 40);
    await sweep();
    const first = billing.compared.length;
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThan(changes.length);
    for (let sweeps = 0; billing.compared.length < changes.length && sweeps < 200; sweeps += 1) await sweep();
    expect([...billing.compared].sort()).toEqual(changes.map(({ id }) => id).sort());
    // No page of the backlog was read twice.
    const backlog = billing.pages.filter((after) => after !== 'newest');
    expect(new Set(backlog).size).toBe(backlog.length);
  });

  test('goes on after a failure where it stopped', async () => {
    const changes = changesOfADay(1_000);
    const billing = startBilling(changes, 5);
    const sweep = sweepOf(billing.reconciler, 30);
    await sweep();
    const before = billing.compared.length;
    billing.break(new GraphError('UPSTREAM_UNAVAILABLE', { system: 'BILLING' }));
    await sweep();
    expect(billing.compared).toHaveLength(before);
    billing.break(null);
    for (let sweeps = 0; billing.compared.length < changes.length && sweeps < 200; sweeps += 1) await sweep();
    expect(billing.compared).toHaveLength(changes.length);
  });

  test('starts again from the newest change if billing no longer knows its place', async () => {
    const changes = changesOfADay(500);
    const billing = startBilling(changes, 5);
    const sweep = sweepOf(billing.reconciler, 15);
    await sweep();
    billing.break(badInput('after is not a cursor of this list.'));
    await sweep();
    billing.break(null);
    for (let sweeps = 0; new Set(billing.compared).size < changes.length && sweeps < 200; sweeps += 1) await sweep();
    expect(new Set(billing.compared).size).toBe(changes.length);
  });

  test('keeps a bounded number of unread parts', async () => {
    const billing = startBilling(changesOfADay(200), 0);
    billing.break(new GraphError('UPSTREAM_UNAVAILABLE', { system: 'BILLING' }));
    const sweep = sweepOf(billing.reconciler, 1_000);
    for (let sweeps = 0; sweeps < 60; sweeps += 1) await sweep();
    billing.break(null);
    await sweep();
    expect(billing.pages.length).toBeLessThanOrEqual(2 * 20);
    expect(new Set(billing.compared).size).toBe(200);
  });
});
