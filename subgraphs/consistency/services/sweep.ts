import type { Logger } from 'pino';
import type { WithLock } from '@customer-graph/journal/locks';
import { chunks } from '@customer-graph/process/chunks';
import { reasonOf } from '@customer-graph/process/reason-of';
import { GraphError } from '@customer-graph/protocol/errors';
import { operationIdOf, reconciliationOf } from '../domain/operation.ts';
import { partsToRead, type UnreadChanges } from '../domain/unread-changes.ts';
import type { WorkflowEngine } from '../port.ts';
import type { Reconciler } from './reconciler.ts';

export interface SweepOptions {
  /** How long a sweep reads changes, in milliseconds. Default: 30 s. */
  readonly readMs?: number;
  readonly workflows: WorkflowEngine;
  readonly reconciler: Reconciler;
  readonly withLock: WithLock;
  readonly log: Logger;
}

/**
 * Repairs what lost webhooks and failed operations left behind: restarts failed operations, and reconciles accounts with
 * unfinished operations or recent changes in billing. A sweep that cannot read all changes in its time keeps those that it
 * has read, and the next one goes on where it stopped.
 *
 * @returns the number of started operations
 */
export type Sweep = () => Promise<number>;

/** The state of one sweep. Times are milliseconds since the epoch. */
interface Run {
  readonly startedAt: number;
  /** When it stops reading changes. */
  readonly readUntil: number;
  /** Accounts that it has compared. */
  readonly seen: Set<string>;
  /** Accounts that could not be compared. */
  readonly notCompared: string[];
  /** The number of started operations. */
  started: number;
}

/** How far the first sweep looks back, in milliseconds. */
const firstLookbackMs = 24 * 3_600_000;
/** How far each sweep looks back before the start of the previous one, in milliseconds. */
const overlapMs = 5 * 60_000;
const deadlineMs = 30_000;
const batch = 50;

export function createSweep({ workflows, reconciler, withLock, log, readMs = deadlineMs }: SweepOptions): Sweep {
  let previousAt = Date.now() - firstLookbackMs;
  /** Changes that earlier sweeps did not come to, newest first. */
  let unread: readonly UnreadChanges[] = [];
  /** Accounts that could not be compared in the previous sweep. */
  let unknown: readonly string[] = [];

  /** Starts a new operation for each failed one, because the system may be available again. */
  async function restartFailed(since: number): Promise<number> {
    const failed = await workflows.failedSince(since);
    for (const operation of failed) await workflows.start({ ...operation, id: operationIdOf(`again ${operation.id}`) });
    return failed.length;
  }

  async function reconcile(accountIds: readonly string[], run: Run): Promise<void> {
    const fresh = [...new Set(accountIds)].filter((id) => !run.seen.has(id));
    for (const ids of chunks(fresh, batch)) {
      const comparisons = await reconciler.compare(ids, Date.now() + deadlineMs);
      for (const [index, comparison] of comparisons.entries()) {
        run.seen.add(ids[index] ?? '');
        if (comparison.kind === 'UNKNOWN') run.notCompared.push(ids[index] ?? '');
        if (comparison.kind !== 'DIFFERS') continue;
        const { accountId } = comparison.repair;
        run.started += 1;
        await workflows.start(reconciliationOf(operationIdOf(`sweep ${run.startedAt} ${accountId}`), accountId));
      }
    }
  }

  /** Reads one part of the changes and reconciles its accounts. Returns the rest of the part; null: it was read. */
  async function sweepPart(part: UnreadChanges, run: Run): Promise<UnreadChanges | null> {
    let { after } = part;
    for (;;) {
      if (Date.now() >= run.readUntil) return { ...part, after };
      const page = await reconciler
        .changedAccounts({ ...part, after }, Date.now() + deadlineMs)
        .catch((error: unknown) => {
          log.warn({ reason: reasonOf(error) }, 'changed accounts not read; the next sweep will retry');
          // A place that billing no longer knows would fail again.
          return error instanceof GraphError && error.code === 'BAD_USER_INPUT' ? 'LOST' : 'FAILED';
        });
      if (page === 'LOST') return { ...part, after: null };
      if (page === 'FAILED') return { ...part, after };
      await reconcile(page.accountIds, run);
      if (page.next === null) return null;
      after = page.next;
    }
  }

  return async () => {
    const startedAt = Date.now();
    const since = previousAt - overlapMs;
    const run: Run = { startedAt, readUntil: startedAt + readMs, seen: new Set(), notCompared: [], started: 0 };
    // Processes that share a journal sweep one at a time.
    await withLock('sweep', startedAt + deadlineMs, async () => {
      await workflows.recoverAbandoned();
      run.started += await restartFailed(since);
      await reconcile([...unknown, ...(await workflows.accountsSince(since))], run);
      const rests: UnreadChanges[] = [];
      for (const part of partsToRead(since, unread)) {
        const rest = await sweepPart(part, run);
        if (rest) rests.push(rest);
      }
      unread = rests;
      unknown = run.notCompared;
    });
    previousAt = startedAt;
    if (unread.length > 0) log.warn({ parts: unread.length }, 'changes not read in time; the next sweep will go on');
    if (unknown.length > 0) log.warn({ accounts: unknown.length }, 'accounts not compared; the next sweep will retry');
    if (run.started > 0) log.info({ operations: run.started }, 'sweep started operations');
    return run.started;
  };
}
