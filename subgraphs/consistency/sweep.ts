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
  /** Of which nobody could say last time. */
  let unknown: readonly string[] = [];

  /** A system that did not take something for so long that it was given up hears of it again. */
  async function resume(since: number): Promise<number> {
    const failed = await durable.failedSince(since);
    for (const promised of failed) await durable.promise({ ...promised, id: operationIdOf(`again ${promised.id}`) });
    return failed.length;
  }

  return async () => {
    const startedAt = Date.now();
    const since = last - overlapMs;
    // Where several processes share a journal, one of them at a time.
    const { found, isWhole } = await inTurn('sweep', startedAt + deadlineMs, async () => {
      await durable.takeUp();
      let found = await resume(since);
      const changed = await reconciler.changedSince(since, Date.now() + deadlineMs).catch((error: unknown) => {
        log.warn(
          { reason: String(error) },
          'what has changed could not be found out: the next sweep asks for it again',
        );
        return null;
      });
      const accounts = new Set([...unknown, ...(await durable.accountsSince(since)), ...(changed ?? [])]);
      const open: string[] = [];
      for (const ids of chunks([...accounts], batch)) {
        const verdicts = await reconciler.compare(ids, Date.now() + deadlineMs);
        for (const [index, verdict] of verdicts.entries()) {
          if (verdict.kind === 'UNKNOWN') open.push(ids[index] ?? '');
          if (verdict.kind !== 'DIFFERS') continue;
          const { accountId } = verdict.repair;
          found += 1;
          await durable.promise({
            id: operationIdOf(`sweep ${startedAt} ${accountId}`),
            kind: 'RECONCILE',
            accountId,
            contactId: null,
            subscriptionId: null,
          });
        }
      }
      unknown = open;
      return { found, isWhole: changed !== null };
    });
    if (isWhole) last = startedAt;
    if (unknown.length > 0)
      log.warn(
        { accounts: unknown.length },
        'whether accounts agree could not be found out: the next sweep comes back to them',
      );
    if (found > 0) log.info({ accounts: found }, 'accounts are brought into agreement');
    return found;
  };
}
