import type { Logger } from 'pino';
import type { WithLock } from '@customer-graph/journal/locks';
import { chunks } from '@customer-graph/process/chunks';
import { reasonOf } from '@customer-graph/process/reason-of';
import { operationIdOf, reconciliationOf } from '../domain/operation.ts';
import type { WorkflowEngine } from '../port.ts';
import type { Reconciler } from './reconciler.ts';

export interface SweepOptions {
  readonly workflows: WorkflowEngine;
  readonly reconciler: Reconciler;
  readonly withLock: WithLock;
  readonly log: Logger;
}

/**
 * Repairs what lost webhooks and failed operations left behind: restarts failed operations, and reconciles accounts with
 * unfinished operations or recent changes in billing.
 *
 * @returns the number of started operations
 */
export type Sweep = () => Promise<number>;

/** How far the first sweep looks back, in milliseconds. */
const firstLookbackMs = 24 * 3_600_000;
/** How far each sweep looks back before the start of the previous one, in milliseconds. */
const overlapMs = 5 * 60_000;
const deadlineMs = 30_000;
const batch = 50;

export function createSweep({ workflows, reconciler, withLock, log }: SweepOptions): Sweep {
  let lastCompleteAt = Date.now() - firstLookbackMs;
  /** Accounts that could not be compared in the previous sweep. */
  let unknown: readonly string[] = [];

  /** Starts a new operation for each failed one, because the system may be available again. */
  async function restartFailed(since: number): Promise<number> {
    const failed = await workflows.failedSince(since);
    for (const operation of failed) await workflows.start({ ...operation, id: operationIdOf(`again ${operation.id}`) });
    return failed.length;
  }

  /** Null: billing could not be read. */
  const changedSince = (since: number): Promise<readonly string[] | null> =>
    reconciler.changedSince(since, Date.now() + deadlineMs).catch((error: unknown) => {
      log.warn({ reason: reasonOf(error) }, 'changed accounts not read; the next sweep will retry');
      return null;
    });

  async function reconcile(accountIds: readonly string[], startedAt: number) {
    let started = 0;
    const notCompared: string[] = [];
    for (const ids of chunks(accountIds, batch)) {
      const comparisons = await reconciler.compare(ids, Date.now() + deadlineMs);
      for (const [index, comparison] of comparisons.entries()) {
        if (comparison.kind === 'UNKNOWN') notCompared.push(ids[index] ?? '');
        if (comparison.kind !== 'DIFFERS') continue;
        const { accountId } = comparison.repair;
        started += 1;
        await workflows.start(reconciliationOf(operationIdOf(`sweep ${startedAt} ${accountId}`), accountId));
      }
    }
    return { started, notCompared };
  }

  return async () => {
    const startedAt = Date.now();
    const since = lastCompleteAt - overlapMs;
    // Processes that share a journal sweep one at a time.
    const { started, isComplete } = await withLock('sweep', startedAt + deadlineMs, async () => {
      await workflows.recoverAbandoned();
      const restarted = await restartFailed(since);
      const changed = await changedSince(since);
      const accounts = new Set([...unknown, ...(await workflows.accountsSince(since)), ...(changed ?? [])]);
      const { started, notCompared } = await reconcile([...accounts], startedAt);
      unknown = notCompared;
      return { started: restarted + started, isComplete: changed !== null };
    });
    if (isComplete) lastCompleteAt = startedAt;
    if (unknown.length > 0) log.warn({ accounts: unknown.length }, 'accounts not compared; the next sweep will retry');
    if (started > 0) log.info({ operations: started }, 'sweep started operations');
    return started;
  };
}
