import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { createJournal, type Journal } from '../../subgraphs/shared/journal/journal.ts';
import { createOnce, type Attempt } from '../../subgraphs/shared/journal/once.ts';
import { createTurns } from '../../subgraphs/shared/journal/turns.ts';
import { silentLog } from '../../subgraphs/shared/log.ts';
import type { Principal } from '../../subgraphs/shared/principal.ts';
import { journals, type Journals } from './journals.ts';

const customer = (subject: string): Principal => ({
  kind: 'CUSTOMER',
  subject,
  contactId: '1',
  name: 'A',
  email: null,
  memberships: [],
});
const kept = z.object({ id: z.number() });
const attempt = (key: string, change: Partial<Attempt> & { readonly value?: string } = {}): Attempt => {
  const { value = 'x', ...rest } = change;
  return {
    mutation: 'change',
    tenant: '1',
    principal: customer('a'),
    input: { idempotencyKey: key, value } as Attempt['input'],
    deadline: Date.now() + 20_000,
    ...rest,
  };
};

describe.each(journals)('a journal on %s', (_name, start) => {
  let all: Journals;
  let journal: Journal;
  beforeAll(async () => {
    all = await start();
    journal = all.open();
  });
  afterAll(async () => {
    await journal[Symbol.asyncDispose]();
    await all[Symbol.asyncDispose]();
  });
  /** As in two processes, where that is possible. */
  const two = <T>(create: (of: Journal) => T): [T, T] => [create(journal), create(journal)];

  describe('does once', () => {
    test('what is asked with one key, however often and from wherever, and says the same to all', async () => {
      let done = 0;
      const work = async () => {
        done += 1;
        await delay(50);
        return { done: { id: done } };
      };
      const onces = two(createOnce);
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, index) => onces[index % 2 === 0 ? 0 : 1](attempt('same'), kept, work)),
      );
      expect(done).toBe(1);
      expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome)))).toEqual(
        new Set([JSON.stringify({ done: { id: 1 }, vendorKey: outcomes[0]?.vendorKey })]),
      );
      expect(await createOnce(journal)(attempt('same'), kept, work)).toEqual(outcomes[0]);
      expect(done).toBe(1);
    });

    test('and anew for another account, caller or mutation; with another input it is a conflict, and nothing is done', async () => {
      const once = createOnce(journal);
      let done = 0;
      const work = async () => ({ done: { id: (done += 1) } });
      const keys = new Set<string>();
      for (const change of [{}, { tenant: '2' }, { principal: customer('b') }, { mutation: 'other' }])
        keys.add((await once(attempt('shared', change), kept, work)).vendorKey);
      expect(done).toBe(4);
      expect(keys.size).toBe(4);
      expect(await once(attempt('shared', { value: 'y' }), kept, work)).toMatchObject({
        refused: [{ code: 'CONFLICT', field: ['idempotencyKey'] }],
      });
      expect(done).toBe(4);
    });

    test('a refusal is an outcome, a failure is none: it is begun again, with the key and the time of the first', async () => {
      const once = createOnce(journal);
      const seen: { key: string; isRepeat: boolean; begunAt: number }[] = [];
      await expect(
        once(attempt('fails'), kept, async (begun) => {
          seen.push(begun);
          throw new Error('nobody knows');
        }),
      ).rejects.toThrow('nobody knows');
      const refusal = { refused: [{ code: 'CONFLICT' as const, message: 'No.', field: null }] };
      const refuse = () =>
        once(attempt('fails'), kept, async (begun) => {
          seen.push(begun);
          return refusal;
        });
      expect(await refuse()).toMatchObject(refusal);
      expect(await refuse()).toMatchObject(refusal);
      expect(seen.map(({ isRepeat }) => isRepeat)).toEqual([false, true]);
      expect(seen[1]).toMatchObject({ key: seen[0]?.key, begunAt: seen[0]?.begunAt });
    });

    test('whoever asks while it is being done waits no longer than they said', async () => {
      const [first, second] = two(createOnce);
      let finish: () => void = () => undefined;
      const held = new Promise<void>((resolve) => (finish = resolve));
      const begun = first(attempt('long'), kept, async () => {
        await held;
        return { done: { id: 1 } };
      });
      await expect(second(attempt('long', { deadline: Date.now() + 300 }), kept, () => begun)).rejects.toMatchObject({
        extensions: { code: 'UPSTREAM_TIMEOUT', retryable: true },
      });
      finish();
      expect(await begun).toMatchObject({ done: { id: 1 } });
    });

    test('whoever was at it and is gone holds nobody up', async () => {
      await createOnce(journal)(attempt('gone'), kept, async () => ({ done: { id: 1 } }));
      await journal.query(
        `update customer_graph.idempotency_keys set outcome = null, holder = 'gone', held_until = now() - interval '1 second'`,
      );
      expect(
        await createOnce(journal)(attempt('gone'), kept, async ({ isRepeat }) => ({ done: { id: isRepeat ? 2 : 3 } })),
      ).toMatchObject({ done: { id: 2 } });
    });

    test('without a key each is its own', async () => {
      const once = createOnce(journal);
      const keyless = () => once({ ...attempt(''), input: {} }, kept, async () => ({ done: { id: 1 } }));
      expect((await keyless()).vendorKey).not.toBe((await keyless()).vendorKey);
    });

    test('and keeps hashes and outcomes of it, nothing that was said', async () => {
      await createOnce(journal)(
        attempt('secret-key', { value: 'secret-value', principal: customer('secret-subject') }),
        kept,
        async () => ({ done: { id: 7 } }),
      );
      const rows = await journal.query('select * from customer_graph.idempotency_keys');
      expect(rows.length).toBeGreaterThan(0);
      expect(JSON.stringify(rows)).not.toContain('secret');
    });
  });

  describe('takes turns', () => {
    test('one after another for one name, from wherever; others go on meanwhile', async () => {
      const turns = two(createTurns);
      const running = new Set<number>();
      let most = 0;
      let free = false;
      const one = (index: number) =>
        turns[index % 2 === 0 ? 0 : 1]('one', Date.now() + 20_000, async () => {
          running.add(index);
          most = Math.max(most, running.size);
          free ||= await turns[1]('another', Date.now() + 20_000, async () => true);
          running.delete(index);
        });
      await Promise.all(Array.from({ length: 8 }, (_, index) => one(index)));
      expect([most, free]).toEqual([1, true]);
    });

    test('what fails gives its turn up, and whoever waits too long does nothing', async () => {
      const [first, second] = two(createTurns);
      await expect(first('failing', Date.now() + 20_000, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
      let finish: () => void = () => undefined;
      const held = new Promise<void>((resolve) => (finish = resolve));
      let begin: () => void = () => undefined;
      const begun = new Promise<void>((resolve) => (begin = resolve));
      const long = first('failing', Date.now() + 20_000, () => {
        begin();
        return held;
      });
      await begun;
      let done = false;
      await expect(
        second('failing', Date.now() + 200, async () => {
          done = true;
        }),
      ).rejects.toMatchObject({ extensions: { code: 'UPSTREAM_TIMEOUT' } });
      finish();
      await long;
      expect(done).toBe(false);
    });

    test('whoever had it and is gone holds nobody up', async () => {
      await journal.query(`insert into customer_graph.turns values ('left', 'gone', now() - interval '1 second')`);
      expect(await createTurns(journal)('left', Date.now() + 5_000, async () => 'mine')).toBe('mine');
    });
  });

  test('forgets what is older than it is to be kept, when it is opened and from then on, and nothing younger', async () => {
    const once = createOnce(journal);
    for (const key of ['old', 'young']) await once(attempt(key), kept, async () => ({ done: { id: 1 } }));
    const count = async (of: Journal) =>
      Number(
        (await of.query<{ count: string }>('select count(*)::text as count from customer_graph.idempotency_keys'))[0]
          ?.count,
      );
    const before = await count(journal);
    await journal.query(`update customer_graph.idempotency_keys set created_at = now() - interval '29 days'`);
    await journal.query(
      `update customer_graph.idempotency_keys set created_at = now() - interval '31 days' where id = (select id from customer_graph.idempotency_keys limit 1)`,
    );
    await journal[Symbol.asyncDispose]();
    journal = all.open();
    expect(await count(journal)).toBe(before - 1);
    await journal[Symbol.asyncDispose]();
    journal = all.open(7);
    expect(await count(journal)).toBe(0);
  });
});

test('a journal that cannot be reached lets nothing begin, and is used again once it can', async () => {
  await using away = createJournal({
    config: { databaseUrl: 'postgres://127.0.0.1:1/journal', directory: null, retentionDays: 30 },
    name: 'away',
    log: silentLog,
  });
  let begun = false;
  const work = async () => {
    begun = true;
    return { done: { id: 1 } };
  };
  await expect(createOnce(away)(attempt('any'), kept, work)).rejects.toMatchObject({
    extensions: { code: 'UPSTREAM_UNAVAILABLE' },
  });
  await expect(createTurns(away)('any', Date.now() + 1_000, work)).rejects.toMatchObject({
    extensions: { code: 'UPSTREAM_UNAVAILABLE' },
  });
  expect(begun).toBe(false);
});
