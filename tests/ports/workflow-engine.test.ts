import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createWorkflowEngineWith } from '../../subgraphs/consistency/adapter.ts';
import type { StartedOperation } from '../../subgraphs/consistency/domain/operation.ts';
import type { AttemptResult, WorkflowEngine, WorkHandlers } from '../../subgraphs/consistency/port.ts';
import { inspectJournal } from '@customer-graph/journal/inspection';
import type { Journal } from '@customer-graph/journal/journal';
import { silentLog } from '@customer-graph/process/log';
import { journals, type Journals } from './journals.ts';

const operation = (id: string, change: Partial<StartedOperation> = {}): StartedOperation => ({
  id,
  kind: 'CHANGE_SUBSCRIPTION',
  accountId: `account-${id}`,
  contactId: null,
  subscriptionId: null,
  ...change,
});
const done: AttemptResult = { kind: 'DONE' };
const failed = (code: string, isRetryable: boolean): AttemptResult => ({ kind: 'FAILED', code, isRetryable });
const soon = () => Date.now() + 30_000;

async function eventually(isTrue: () => boolean): Promise<void> {
  for (let polls = 0; !isTrue(); polls += 1) {
    if (polls === 1_000) throw new Error('the condition was not met in time');
    await delay(20);
  }
}

describe.each(journals)('an operation on %s', (_name, start) => {
  let all: Journals;
  let journal: Journal;
  let workflows: WorkflowEngine;
  /** Attempts, as `system id`. */
  let attempts: string[];
  let delivered: string[];
  let syncFollower: WorkHandlers['syncFollower'];
  let processDelivery: WorkHandlers['processDelivery'];

  function open(retentionDays = 30): void {
    journal = all.open(retentionDays);
    workflows = createWorkflowEngineWith(
      journal,
      { retentionDays },
      silentLog,
    )({
      syncFollower: (system, started) => {
        attempts.push(`${system} ${started.id}`);
        return syncFollower(system, started);
      },
      processDelivery: (delivery) => {
        delivered.push(delivery.id);
        return processDelivery(delivery);
      },
    });
  }
  async function close(): Promise<void> {
    await workflows[Symbol.asyncDispose]();
    await journal[Symbol.asyncDispose]();
  }

  beforeEach(async () => {
    all = await start();
    [attempts, delivered] = [[], []];
    syncFollower = async () => done;
    processDelivery = async () => done;
    open();
  });
  afterEach(async () => {
    await close();
    await all[Symbol.asyncDispose]();
  });

  test('writes every system once, even when it is started ten times', async () => {
    await Promise.all(Array.from({ length: 10 }, () => workflows.start(operation('one'))));
    expect(await workflows.waitFor('one', soon())).toBe(true);
    expect(attempts.sort()).toEqual(['CRM one', 'PRODUCT one']);
    expect(await workflows.operation('one')).toMatchObject({
      ...operation('one'),
      status: 'SUCCEEDED',
      failure: null,
      completedAt: expect.any(Number),
      steps: [
        { system: 'BILLING', status: 'SUCCEEDED' },
        { system: 'CRM', status: 'SUCCEEDED', attempts: 1 },
        { system: 'PRODUCT', status: 'SUCCEEDED', attempts: 1 },
      ],
    });
    expect(await workflows.operation('unknown')).toBeNull();
  });

  test('retries only the system that failed', async () => {
    let failures = 2;
    syncFollower = async (system) =>
      system === 'CRM' && failures-- > 0 ? failed('UPSTREAM_RATE_LIMITED', true) : done;
    await workflows.start(operation('again'));
    expect(await workflows.waitFor('again', Date.now() + 1)).toBe(false);
    expect(await workflows.operation('again')).toMatchObject({ status: 'PENDING', completedAt: null });
    expect(await workflows.waitFor('again', soon())).toBe(true);
    expect(attempts.sort()).toEqual(['CRM again', 'CRM again', 'CRM again', 'PRODUCT again']);
    expect(await workflows.operation('again')).toMatchObject({
      status: 'SUCCEEDED',
      steps: [{ system: 'BILLING' }, { system: 'CRM', attempts: 3 }, { system: 'PRODUCT', attempts: 1 }],
    });
  });

  test('fails on an error that no retry can fix, and is listed as failed unless its account is gone', async () => {
    syncFollower = async (system, { id }) =>
      system === 'PRODUCT' ? failed(id === 'gone' ? 'NOT_FOUND' : 'FORBIDDEN', false) : done;
    const before = Date.now();
    for (const id of ['refused', 'gone']) {
      await workflows.start(operation(id));
      await workflows.waitFor(id, soon());
    }
    expect(await workflows.operation('refused')).toMatchObject({
      status: 'FAILED',
      failure: 'FORBIDDEN',
      steps: [
        { system: 'BILLING', status: 'SUCCEEDED' },
        { system: 'CRM', status: 'SUCCEEDED' },
        { system: 'PRODUCT', status: 'FAILED' },
      ],
    });
    expect(await workflows.failedSince(before)).toEqual([operation('refused')]);
    // The doctor inspects the journal on a server only: an embedded one belongs to its process.
    if (all.url !== null) expect(await inspectJournal(all.url)).toMatchObject({ mayCreate: true, open: 0, failed: 2 });
    expect(await workflows.failedSince(Date.now() + 1_000)).toEqual([]);
  });

  test('has no step for a system that takes no part', async () => {
    syncFollower = async (system) => (system === 'PRODUCT' ? { kind: 'DONE', isSkipped: true } : done);
    await workflows.start(operation('skipped', { kind: 'RECONCILE' }));
    await workflows.waitFor('skipped', soon());
    expect(await workflows.operation('skipped')).toMatchObject({
      status: 'SUCCEEDED',
      steps: [{ system: 'CRM', status: 'SUCCEEDED' }],
    });
  });

  test('continues in the next process without repeating finished work', async () => {
    syncFollower = async (system) => (system === 'CRM' ? failed('UPSTREAM_UNAVAILABLE', true) : done);
    await workflows.start(operation('left'));
    await workflows.accept({ id: 'left', subject: 'customer:1' });
    await eventually(
      () => attempts.includes('CRM left') && attempts.includes('PRODUCT left') && delivered.length === 1,
    );
    expect(await workflows.accountsSince(Date.now() + 1_000)).toEqual(['account-left']);
    await close();
    [attempts, syncFollower] = [[], async () => done];
    open();
    await workflows.ensureReady();
    expect(await workflows.waitFor('left', soon())).toBe(true);
    expect(attempts).toEqual(['CRM left']);
    expect(delivered).toEqual(['left']);
  });

  test('is resumed after another process abandoned it, and not before', async () => {
    for (const id of ['dropped', 'kept']) {
      await workflows.start(operation(id));
      await workflows.waitFor(id, soon());
    }
    // The state after a process was killed while others ran.
    const follower = 'dropped:PRODUCT';
    await journal.query('delete from dbos.operation_outputs where workflow_uuid = $1', [follower]);
    await journal.query('delete from dbos.workflow_output where workflow_uuid in ($1, $2)', [follower, 'dropped']);
    const abandon = (at: number) =>
      journal.query(
        `update dbos.workflow_status set status = 'PENDING', completed_at = null, updated_at = $3 where workflow_uuid in ($1, $2)`,
        [follower, 'dropped', at],
      );
    attempts = [];
    await abandon(Date.now());
    expect(await workflows.recoverAbandoned()).toBe(0);
    await abandon(Date.now() - 3_600_000);
    expect(await workflows.recoverAbandoned()).toBe(1);
    await eventually(() => attempts.length === 1);
    expect(attempts).toEqual(['PRODUCT dropped']);
  });

  test('neither fails nor gets lost when a process shuts down', async () => {
    let started = 0;
    syncFollower = async () => {
      started += 1;
      await delay(50);
      return failed('INTERNAL', false);
    };
    await workflows.start(operation('closing', { kind: 'REMOVE_MEMBER' }));
    await eventually(() => started > 0);
    await workflows[Symbol.asyncDispose]();
    // Remaining work still has connections and time to store a wrong result.
    await delay(400);
    await journal[Symbol.asyncDispose]();
    syncFollower = async () => done;
    open();
    await workflows.ensureReady();
    expect(await workflows.waitFor('closing', soon())).toBe(true);
    expect(await workflows.operation('closing')).toMatchObject({ status: 'SUCCEEDED' });
  });

  test('a vendor event is processed once, even when it arrives ten times, and starts reconciliations', async () => {
    processDelivery = async () => ({ kind: 'DONE', reconcile: ['1', '2'] });
    const before = Date.now();
    await Promise.all(Array.from({ length: 10 }, () => workflows.accept({ id: 'event', subject: 'customer:1' })));
    await eventually(() => attempts.length === 4);
    expect(delivered).toEqual(['event']);
    expect([...(await workflows.accountsSince(before - 1_000))].sort()).toEqual(['1', '2']);
  });

  test('is deleted when it has ended and its retention is over, and not before', async () => {
    syncFollower = async (_system, { id }) => (id === 'open' ? failed('UPSTREAM_UNAVAILABLE', true) : done);
    for (const id of ['old', 'young', 'open']) await workflows.start(operation(id));
    for (const id of ['old', 'young']) await workflows.waitFor(id, soon());
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
    await workflows.ensureReady();
    expect(await workflows.operation('old')).toBeNull();
    expect(await workflows.operation('young')).toMatchObject({ status: 'SUCCEEDED' });
    expect(await workflows.operation('open')).toMatchObject({ status: 'PENDING' });
    for (const table of ['workflow_status', 'workflow_input', 'workflow_output', 'operation_outputs'])
      expect(await journal.query(`select 1 as left from dbos.${table} where workflow_uuid like 'old%'`)).toEqual([]);
    syncFollower = async () => done;
    expect(await workflows.waitFor('open', soon())).toBe(true);
  });
});
