import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { GraphError } from '@customer-graph/protocol/errors';
import type { Journal } from './journal.ts';
import { leaseSeconds, renewLease } from './lease.ts';

/**
 * Runs `work` while no other work with the same name runs, in any process that shares the journal.
 * Rejects with UPSTREAM_TIMEOUT, without running `work`, if the lock is not free before `deadline` (milliseconds since
 * the epoch).
 *
 * @example await withLock(`account ${id}`, deadline, () => writeAccount(id));
 */
export type WithLock = <T>(name: string, deadline: number, work: () => Promise<T>) => Promise<T>;

const pollMs = 20;

const timeout = (): GraphError =>
  new GraphError('UPSTREAM_TIMEOUT', {
    message: 'Another change to the same object is still running. Nothing was changed; try again.',
  });

export function createLocks(journal: Journal): WithLock {
  /** The last work in line by name. Within this process, waiting needs no queries. */
  const last = new Map<string, Promise<unknown>>();

  async function acquire(name: string, holder: string): Promise<boolean> {
    const rows = await journal.query(
      `insert into customer_graph.turns as t (name, holder, held_until) values ($1, $2, now() + make_interval(secs => $3))
       on conflict (name) do update set holder = excluded.holder, held_until = excluded.held_until where t.held_until < now() returning 1 as taken`,
      [name, holder, leaseSeconds],
    );
    return rows.length > 0;
  }

  async function runLocked<T>(name: string, deadline: number, work: () => Promise<T>): Promise<T> {
    const holder = randomUUID();
    while (!(await acquire(name, holder))) {
      if (Date.now() + pollMs >= deadline) throw timeout();
      await delay(pollMs);
    }
    const lease = renewLease(journal, 'turns', 'name', name, holder);
    try {
      return await work();
    } finally {
      lease[Symbol.dispose]();
      // A lock that is not released expires with its lease.
      await journal
        .query(`delete from customer_graph.turns where name = $1 and holder = $2`, [name, holder])
        .catch(() => undefined);
    }
  }

  return async (name, deadline, work) => {
    const previous = last.get(name) ?? Promise.resolve();
    const run = () => {
      if (Date.now() >= deadline) throw timeout();
      return runLocked(name, deadline, work);
    };
    const own = previous.then(run, run);
    last.set(name, own);
    try {
      return await own;
    } finally {
      if (last.get(name) === own) last.delete(name);
    }
  };
}
