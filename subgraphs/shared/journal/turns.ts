import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { GraphError } from '../errors.ts';
import type { Journal } from './journal.ts';
import { heldSeconds, renewing } from './lease.ts';

/** One after another for each name, in every process that shares the journal. */
export type Turns = <T>(name: string, deadline: number, work: () => Promise<T>) => Promise<T>;

const pollMs = 20;

export function createTurns(journal: Journal): Turns {
  /** Within this process they stand in line without asking the database. */
  const last = new Map<string, Promise<unknown>>();

  async function taken(name: string, holder: string): Promise<boolean> {
    const rows = await journal.query(
      `insert into customer_graph.turns as t (name, holder, held_until) values ($1, $2, now() + make_interval(secs => $3))
       on conflict (name) do update set holder = excluded.holder, held_until = excluded.held_until where t.held_until < now() returning 1 as taken`,
      [name, holder, heldSeconds],
    );
    return rows.length > 0;
  }

  async function inTurn<T>(name: string, deadline: number, work: () => Promise<T>): Promise<T> {
    const holder = randomUUID();
    while (!(await taken(name, holder))) {
      if (Date.now() + pollMs >= deadline)
        throw new GraphError('UPSTREAM_TIMEOUT', { message: 'Others are changing the same: nothing was changed.' });
      await delay(pollMs);
    }
    const lease = renewing(journal, 'turns', 'name', name, holder);
    try {
      return await work();
    } finally {
      lease[Symbol.dispose]();
      await journal
        .query(`delete from customer_graph.turns where name = $1 and holder = $2`, [name, holder])
        .catch(() => undefined);
    }
  }

  return async (name, deadline, work) => {
    const before = last.get(name) ?? Promise.resolve();
    const run = () => {
      if (Date.now() >= deadline)
        throw new GraphError('UPSTREAM_TIMEOUT', { message: 'Others are changing the same: nothing was changed.' });
      return inTurn(name, deadline, work);
    };
    const own = before.then(run, run);
    last.set(name, own);
    try {
      return await own;
    } finally {
      if (last.get(name) === own) last.delete(name);
    }
  };
}
