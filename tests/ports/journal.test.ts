import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { createJournal, type Journal } from '@customer-graph/journal/journal';
import { createIdempotency, type Attempt } from '@customer-graph/journal/idempotency';
import { createLocks } from '@customer-graph/journal/locks';
import { silentLog } from '@customer-graph/process/log';
import type { Principal } from '@customer-graph/protocol/principal';
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
  /** Two instances on the same journal, as in two processes. */
  const two = <T>(create: (of: Journal) => T): [T, T] => [create(journal), create(journal)];

  describe('idempotency', () => {
    test('runs concurrent requests with the same key once and returns one outcome to all', async () => {
      let done = 0;
      const work = async () => {
        done += 1;
        await delay(50);
        return { done: { id: done } };
      };
      const instances = two(createIdempotency);
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, index) => instances[index % 2 === 0 ? 0 : 1](attempt('same'), kept, work)),
      );
      expect(done).toBe(1);
      expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome)))).toEqual(
        new Set([JSON.stringify({ done: { id: 1 }, vendorKey: outcomes[0]?.vendorKey })]),
      );
      expect(await createIdempotency(journal)(attempt('same'), kept, work)).toEqual(outcomes[0]);
      expect(done).toBe(1);
    });

    test('runs again for another account, caller or mutation, and refuses another input with CONFLICT', async () => {
      const once = createIdempotency(journal);
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

    test('stores a refusal, but repeats a failed attempt with the key and start time of the first', async () => {
      const once = createIdempotency(journal);
      const seen: { key: string; isRepeat: boolean; startedAt: number }[] = [];
      await expect(
        once(attempt('fails'), kept, async (started) => {
          seen.push(started);
          throw new Error('unknown outcome');
        }),
      ).rejects.toThrow('unknown outcome');
      const refusal = { refused: [{ code: 'CONFLICT' as const, message: 'No.', field: null }] };
      const refuse = () =>
        once(attempt('fails'), kept, async (started) => {
          seen.push(started);
          return refusal;
        });
      expect(await refuse()).toMatchObject(refusal);
      expect(await refuse()).toMatchObject(refusal);
      expect(seen.map(({ isRepeat }) => isRepeat)).toEqual([false, true]);
      expect(seen[1]).toMatchObject({ key: seen[0]?.key, startedAt: seen[0]?.startedAt });
    });

    const countOf = async () =>
      Number(
        (
          await journal.query<{ count: string }>('select count(*)::text as count from customer_graph.idempotency_keys')
        )[0]?.count,
      );

    test('keeps no record of a refused input, so that the corrected input may use the same key', async () => {
      const [once] = two(createIdempotency);
      const before = await countOf();
      const refusal = { code: 'INVALID_INPUT' as const, message: 'x', field: ['value'] };
      const wrong = () => once(attempt('typo'), kept, async () => ({ refused: [refusal] }));
      expect(await wrong()).toMatchObject({ refused: [refusal] });
      expect(await wrong()).toMatchObject({ refused: [refusal] });
      expect(await countOf()).toBe(before);
      const right = await once(attempt('typo', { value: 'y' }), kept, async () => ({ done: { id: 7 } }));
      expect(right).toMatchObject({ done: { id: 7 } });
    });

    test('keeps the newest thousand records of a caller, and those of other callers', async () => {
      const [once] = two(createIdempotency);
      const run = (key: string, subject: string) =>
        once(attempt(key, { principal: customer(subject) }), kept, async () => ({ done: { id: 1 } }));
      await run('first', 'eager');
      await run('first', 'quiet');
      await journal.query(
        `insert into customer_graph.idempotency_keys (id, input_hash, holder, held_until, outcome, principal)
         select 'made ' || n, 'x', 'x', now(), '{"done":{"id":1}}', principal
         from generate_series(1, 1005) n, (select principal from customer_graph.idempotency_keys order by created_at desc offset 1 limit 1) of_eager`,
      );
      await run('last', 'eager');
      const rows = await journal.query<{ count: string }>(
        'select count(*)::text as count from customer_graph.idempotency_keys group by principal having count(*) > 900',
      );
      expect(rows).toEqual([{ count: '1000' }]);
      let again = 0;
      await once(attempt('first', { principal: customer('quiet') }), kept, async () => {
        again += 1;
        return { done: { id: 2 } };
      });
      expect(again).toBe(0);
      await journal.query(`delete from customer_graph.idempotency_keys where id like 'made %'`);
    });

    test('a request that waits for a running attempt fails at its deadline', async () => {
      const [first, second] = two(createIdempotency);
      let finish: () => void = () => undefined;
      const held = new Promise<void>((resolve) => (finish = resolve));
      let markStarted: () => void = () => undefined;
      const started = new Promise<void>((resolve) => (markStarted = resolve));
      const running = first(attempt('long'), kept, async () => {
        markStarted();
        await held;
        return { done: { id: 1 } };
      });
      // Otherwise the second could claim the key first.
      await started;
      await expect(second(attempt('long', { deadline: Date.now() + 300 }), kept, () => running)).rejects.toMatchObject({
        extensions: { code: 'UPSTREAM_TIMEOUT', retryable: true },
      });
      finish();
      expect(await running).toMatchObject({ done: { id: 1 } });
    });

    test('an attempt whose process is gone can be repeated after its lease', async () => {
      await createIdempotency(journal)(attempt('gone'), kept, async () => ({ done: { id: 1 } }));
      await journal.query(
        `update customer_graph.idempotency_keys set outcome = null, holder = 'gone', held_until = now() - interval '1 second'`,
      );
      expect(
        await createIdempotency(journal)(attempt('gone'), kept, async ({ isRepeat }) => ({
          done: { id: isRepeat ? 2 : 3 },
        })),
      ).toMatchObject({ done: { id: 2 } });
    });

    test('runs every request without a key, with different vendor keys', async () => {
      const once = createIdempotency(journal);
      const keyless = () => once({ ...attempt(''), input: {} }, kept, async () => ({ done: { id: 1 } }));
      expect((await keyless()).vendorKey).not.toBe((await keyless()).vendorKey);
    });

    test('stores hashes and outcomes, but no input', async () => {
      await createIdempotency(journal)(
        attempt('secret-key', { value: 'secret-value', principal: customer('secret-subject') }),
        kept,
        async () => ({ done: { id: 7 } }),
      );
      const rows = await journal.query('select * from customer_graph.idempotency_keys');
      expect(rows.length).toBeGreaterThan(0);
      expect(JSON.stringify(rows)).not.toContain('secret');
    });
  });

  describe('locks', () => {
    test('runs work with the same name one at a time, and other names concurrently', async () => {
      const locks = two(createLocks);
      const running = new Set<number>();
      let most = 0;
      let free = false;
      const one = (index: number) =>
        locks[index % 2 === 0 ? 0 : 1]('one', Date.now() + 20_000, async () => {
          running.add(index);
          most = Math.max(most, running.size);
          free ||= await locks[1]('another', Date.now() + 20_000, async () => true);
          running.delete(index);
        });
      await Promise.all(Array.from({ length: 8 }, (_, index) => one(index)));
      expect([most, free]).toEqual([1, true]);
    });

    test('releases a lock after a failure, and does not run work whose deadline passed', async () => {
      const [first, second] = two(createLocks);
      await expect(first('failing', Date.now() + 20_000, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
      let finish: () => void = () => undefined;
      const held = new Promise<void>((resolve) => (finish = resolve));
      let markStarted: () => void = () => undefined;
      const started = new Promise<void>((resolve) => (markStarted = resolve));
      const long = first('failing', Date.now() + 20_000, () => {
        markStarted();
        return held;
      });
      await started;
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

    test('grants a lock after the lease of a gone holder', async () => {
      await journal.query(`insert into customer_graph.turns values ('left', 'gone', now() - interval '1 second')`);
      expect(await createLocks(journal)('left', Date.now() + 5_000, async () => 'mine')).toBe('mine');
    });
  });

  test('deletes keys older than the retention when it is opened, and no younger ones', async () => {
    const once = createIdempotency(journal);
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

test('an unavailable journal lets no work start', async () => {
  await using unavailable = createJournal({
    config: { databaseUrl: 'postgres://127.0.0.1:1/journal', directory: null, retentionDays: 30 },
    name: 'unavailable',
    log: silentLog,
  });
  let isStarted = false;
  const work = async () => {
    isStarted = true;
    return { done: { id: 1 } };
  };
  await expect(createIdempotency(unavailable)(attempt('any'), kept, work)).rejects.toMatchObject({
    extensions: { code: 'UPSTREAM_UNAVAILABLE' },
  });
  await expect(createLocks(unavailable)('any', Date.now() + 1_000, work)).rejects.toMatchObject({
    extensions: { code: 'UPSTREAM_UNAVAILABLE' },
  });
  expect(isStarted).toBe(false);
});
