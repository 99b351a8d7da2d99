import type { Logger } from 'pino';
import { chunks } from '../shared/chunks.ts';
import type { Turns } from '../shared/journal/turns.ts';
import { operationIdOf } from './domain/operation.ts';
import type { Durable } from './port.ts';
import type { Reconciler } from './reconciler.ts';

export interface SweepOptions {
  readonly durable: Durable;
  readonly reconciler: Reconciler;
  readonly inTurn: Turns;
  readonly log: Logger;
}

/** Comes back to every account with an open write, or of which something changed lately, whatever webhooks were lost: how many were brought into agreement. */
export type Sweep = () => Promise<number>;

/** How far the first one looks back, and how far each goes back behind the one before, in milliseconds. */
const firstMs = 24 * 3_600_000;
const overlapMs = 5 * 60_000;
const deadlineMs = 30_000;
const batch = 50;

export function createSweep({ durable, reconciler, inTurn, log }: SweepOptions): Sweep {
  let last = Date.now() - firstMs;
  return async () => {
    const startedAt = Date.now();
    const since = last - overlapMs;
    // Where several processes share a journal, one of them at a time.
    const found = await inTurn('sweep', startedAt + deadlineMs, async () => {
      const accounts = new Set([...(await durable.accountsSince(since)), ...(await reconciler.changedSince(since, Date.now() + deadlineMs))]);
      let repaired = 0;
      for (const ids of chunks([...accounts], batch)) {
        const repairs = await reconciler.repairsOf(ids, Date.now() + deadlineMs);
        for (const repair of repairs) {
          if (!repair) continue;
          repaired += 1;
          await durable.promise({ id: operationIdOf(`sweep ${startedAt} ${repair.accountId}`), kind: 'RECONCILE', accountId: repair.accountId, contactId: null });
        }
      }
      return repaired;
    });
    last = startedAt;
    if (found > 0) log.info({ accounts: found }, 'accounts are brought into agreement');
    return found;
  };
}
