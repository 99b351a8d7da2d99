import type { Logger } from 'pino';
import type { WithLock } from '@customer-graph/journal/locks';
import { GraphError } from '@customer-graph/protocol/errors';
import type { FollowingSystem, StartedOperation } from '../domain/operation.ts';
import { repairOf } from '../domain/repair.ts';
import type { Owners, SystemCall } from '../owners.ts';
import type { WorkHandlers } from '../port.ts';
import { billingFactsOf, crmFactsOf } from './account-facts.ts';
import { runAttempt } from './attempt.ts';
import { directoryEntriesOf } from './directory.ts';
import { productNotificationOf } from './product-notification.ts';

export interface FollowerSyncOptions {
  readonly owners: Owners;
  readonly withLock: WithLock;
  readonly log: Logger;
}

/**
 * Writes the owner's current values to one following system. It does not use the values of the request, so that after
 * several concurrent writes all systems end with the one that the owner accepted last. One attempt at a time runs for an
 * account: otherwise a newer value could be overwritten by an older one that was read before.
 */
export function createFollowerSync({ owners, withLock, log }: FollowerSyncOptions): WorkHandlers['syncFollower'] {
  async function syncCrm({ accountId }: StartedOperation, call: SystemCall): Promise<void> {
    const [[crm], [billing]] = await Promise.all([crmFactsOf(owners, call), billingFactsOf(owners, call)]);
    const repair = crm && billing ? repairOf(accountId, crm, billing) : null;
    if (repair) await owners.accounts.callAsSystem('recordPlan', repair, call);
  }

  /** Returns false if no product webhook is configured, or there is nothing to notify about. */
  async function syncProduct(operation: StartedOperation, call: SystemCall): Promise<boolean> {
    const notification = await productNotificationOf(owners, operation, call);
    return notification !== null && (await owners.usage.callAsSystem('announce', notification, call)).told;
  }

  async function sync(system: FollowingSystem, operation: StartedOperation, deadline: number): Promise<boolean> {
    const [account] = await directoryEntriesOf(owners, [operation.accountId], deadline);
    if (!account) throw new GraphError('NOT_FOUND', { system: 'CRM' });
    const call = { accounts: [account], deadline };
    // The account may have been merged into another one since.
    const current = { ...operation, accountId: account.id };
    return withLock(`account ${account.id}`, deadline, async () => {
      if (system === 'PRODUCT') return syncProduct(current, call);
      await syncCrm(current, call);
      return true;
    });
  }

  return (system, operation) =>
    runAttempt(log, { operation: operation.id, system }, 'sync to a system failed', async (deadline) => ({
      kind: 'DONE',
      isSkipped: !(await sync(system, operation, deadline)),
    }));
}
