import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createDurableWith } from '../../subgraphs/consistency/adapter.ts';
import type { FollowingSystem, Promised } from '../../subgraphs/consistency/domain/operation.ts';
import type { Delivery, Durable, Tried } from '../../subgraphs/consistency/port.ts';
import { inspectJournal } from '../../subgraphs/shared/journal/inspection.ts';
import type { Journal } from '../../subgraphs/shared/journal/journal.ts';
import { silentLog } from '../../subgraphs/shared/log.ts';
import { journals, type Journals } from './journals.ts';

const promised = (id: string, change: Partial<Promised> = {}): Promised => ({
  id,
  kind: 'CHANGE_SUBSCRIPTION',
  accountId: `account-${id}`,
  contactId: null,
  subscriptionId: null,
  ...change,
});
const done: Tried = { kind: 'DONE' };
const failed = (code: string, isRetryable: boolean): Tried => ({ kind: 'FAILED', code, isRetryable });
const patience = () => Date.now() + 30_000;

async function eventually(isSo: () => boolean): Promise<void> {
  for (let tried = 0; !isSo(); tried += 1) {
    if (tried === 1_000) throw new Error('it does not come about');
    await delay(20);
  }
}

describe.each(journals)('what is promised on %s', (_name, start) => {
  let all: Journals;
  let journal: Journal;
  let durable: Durable;
  /** What was tried, as `system id`. */
  let tried: string[];
  let delivered: string[];
  let answer: (system: FollowingSystem, of: Promised) => Promise<Tried>;
  let lookAfter: (delivery: Delivery) => Promise<Tried>;

  function open(retentionDays = 30): void {
    journal = all.open(retentionDays);
    durable = createDurableWith(
      journal,
      { databaseUrl: null, directory: null, retentionDays },
      silentLog,
    )({
      attempt: (system, of) => {
        tried.push(`${system} ${of.id}`);
        return answer(system, of);
      },
      lookAfter: (delivery) => {
        delivered.push(delivery.id);
        return lookAfter(delivery);
      },
    });
  }
  async function close(): Promise<void> {
    await durable[Symbol.asyncDispose]();
    await journal[Symbol.asyncDispose]();
  }

  beforeEach(async () => {
    all = await start();
    [tried, delivered] = [[], []];
    answer = async () => done;
    lookAfter = async () => done;
    open();
  });
  afterEach(async () => {
    await close();
    await all[Symbol.asyncDispose]();
  });

  test('reaches every system, once, however often it is promised', async () => {
    await Promise.all(Array.from({ length: 10 }, () => durable.promise(promised('one'))));
    expect(await durable.isSettled('one', patience())).toBe(true);
    expect(tried.sort()).toEqual(['CRM one', 'PRODUCT one']);
    expect(await durable.operation('one')).toMatchObject({
      ...promised('one'),
      status: 'SUCCEEDED',
      failure: null,
      completedAt: expect.any(Number),
      steps: [
        { system: 'BILLING', status: 'SUCCEEDED' },
        { system: 'CRM', status: 'SUCCEEDED', attempts: 1 },
        { system: 'PRODUCT', status: 'SUCCEEDED', attempts: 1 },
      ],
    });
    expect(await durable.operation('unknown')).toBeNull();
  });

  test('is tried again by the system that failed, and by no other', async () => {
    let failures = 2;
    answer = async (system) => (system === 'CRM' && failures-- > 0 ? failed('UPSTREAM_RATE_LIMITED', true) : done);
    await durable.promise(promised('again'));
    expect(await durable.isSettled('again', Date.now() + 1)).toBe(false);
    expect(await durable.operation('again')).toMatchObject({ status: 'PENDING', completedAt: null });
    expect(await durable.isSettled('again', patience())).toBe(true);
    expect(tried.sort()).toEqual(['CRM again', 'CRM again', 'CRM again', 'PRODUCT again']);
    expect(await durable.operation('again')).toMatchObject({
      status: 'SUCCEEDED',
      steps: [{ system: 'BILLING' }, { system: 'CRM', attempts: 3 }, { system: 'PRODUCT', attempts: 1 }],
    });
  });

  test('is given up where trying again is of no use, says so, and is named to whoever comes back to it', async () => {
    answer = async (system, { id }) =>
      system === 'PRODUCT' ? failed(id === 'nobody' ? 'NOT_FOUND' : 'FORBIDDEN', false) : done;
    const before = Date.now();
    for (const id of ['refused', 'nobody']) {
      await durable.promise(promised(id));
      await durable.isSettled(id, patience());
    }
    expect(await durable.operation('refused')).toMatchObject({
      status: 'FAILED',
      failure: 'FORBIDDEN',
      steps: [
        { system: 'BILLING', status: 'SUCCEEDED' },
        { system: 'CRM', status: 'SUCCEEDED' },
        { system: 'PRODUCT', status: 'FAILED' },
      ],
    });
    expect(await durable.failedSince(before)).toEqual([promised('refused')]);
    // What the doctor sees of it, which no process that has the journal embedded would let it.
    if (all.url !== null) expect(await inspectJournal(all.url)).toMatchObject({ mayCreate: true, open: 0, failed: 2 });
    expect(await durable.failedSince(Date.now() + 1_000)).toEqual([]);
  });

  test('has no step where there is nobody to tell', async () => {
    answer = async (system) => (system === 'PRODUCT' ? { kind: 'DONE', isTold: false } : done);
    await durable.promise(promised('untold', { kind: 'RECONCILE' }));
    await durable.isSettled('untold', patience());
    expect(await durable.operation('untold')).toMatchObject({
      status: 'SUCCEEDED',
      steps: [{ system: 'CRM', status: 'SUCCEEDED' }],
    });
  });

  test('is taken up by the next process, and what was done is not done again', async () => {
    answer = async (system) => (system === 'CRM' ? failed('UPSTREAM_UNAVAILABLE', true) : done);
    await durable.promise(promised('left'));
    await durable.accept({ id: 'left', subject: 'customer:1' });
    await eventually(() => tried.includes('CRM left') && tried.includes('PRODUCT left') && delivered.length === 1);
    expect(await durable.accountsSince(Date.now() + 1_000)).toEqual(['account-left']);
    await close();
    [tried, answer] = [[], async () => done];
    open();
    await durable.begin();
    expect(await durable.isSettled('left', patience())).toBe(true);
    expect(tried).toEqual(['CRM left']);
    expect(delivered).toEqual(['left']);
  });

  test('is taken up where another process has left it, and nowhere else', async () => {
    for (const id of ['dropped', 'kept']) {
      await durable.promise(promised(id));
      await durable.isSettled(id, patience());
    }
    // As a process leaves it that was killed while others ran.
    const part = 'dropped:PRODUCT';
    await journal.query('delete from dbos.operation_outputs where workflow_uuid = $1', [part]);
    await journal.query('delete from dbos.workflow_output where workflow_uuid in ($1, $2)', [part, 'dropped']);
    const leave = (at: number) =>
      journal.query(
        `update dbos.workflow_status set status = 'PENDING', completed_at = null, updated_at = $3 where workflow_uuid in ($1, $2)`,
        [part, 'dropped', at],
      );
    tried = [];
    await leave(Date.now());
    expect(await durable.takeUp()).toBe(0);
    await leave(Date.now() - 3_600_000);
    expect(await durable.takeUp()).toBe(1);
    await eventually(() => tried.length === 1);
    expect(tried).toEqual(['PRODUCT dropped']);
  });

  test('is neither ended nor lost by a process that ends in an orderly way', async () => {
    let begun = 0;
    answer = async () => {
      begun += 1;
      await delay(50);
      return failed('INTERNAL', false);
    };
    await durable.promise(promised('closing', { kind: 'REMOVE_MEMBER' }));
    await eventually(() => begun > 0);
    await durable[Symbol.asyncDispose]();
    // Whatever is left of it has the connections still, and its time.
    await delay(400);
    await journal[Symbol.asyncDispose]();
    answer = async () => done;
    open();
    await durable.begin();
    expect(await durable.isSettled('closing', patience())).toBe(true);
    expect(await durable.operation('closing')).toMatchObject({ status: 'SUCCEEDED' });
  });

  test('news is looked after once, however often it comes, and leads to agreement where that is needed', async () => {
    lookAfter = async () => ({ kind: 'DONE', reconcile: ['1', '2'] });
    const before = Date.now();
    await Promise.all(Array.from({ length: 10 }, () => durable.accept({ id: 'news', subject: 'customer:1' })));
    await eventually(() => tried.length === 4);
    expect(delivered).toEqual(['news']);
    expect([...(await durable.accountsSince(before - 1_000))].sort()).toEqual(['1', '2']);
  });

  test('is forgotten when it is old and has ended, and not before', async () => {
    answer = async (_system, { id }) => (id === 'open' ? failed('UPSTREAM_UNAVAILABLE', true) : done);
    for (const id of ['old', 'young', 'open']) await durable.promise(promised(id));
    for (const id of ['old', 'young']) await durable.isSettled(id, patience());
    const day = 86_400_000;
    for (const [pattern, days] of [
      ['old%', 31],
      ['young%', 29],
      ['open%', 31],
    ] as const)
      await journal.query(
        'update dbos.workflow_status set completed_at = case when completed_at is null then null else $1::bigint end, updated_at = $1, created_at = $1 where workflow_uuid like $2',
        [Date.now() - days * day, pattern],
      );
    await close();
    open();
    await durable.begin();
    expect(await durable.operation('old')).toBeNull();
    expect(await durable.operation('young')).toMatchObject({ status: 'SUCCEEDED' });
    expect(await durable.operation('open')).toMatchObject({ status: 'PENDING' });
    for (const table of ['workflow_status', 'workflow_input', 'workflow_output', 'operation_outputs'])
      expect(await journal.query(`select 1 as left from dbos.${table} where workflow_uuid like 'old%'`)).toEqual([]);
    answer = async () => done;
    expect(await durable.isSettled('open', patience())).toBe(true);
  });
});
