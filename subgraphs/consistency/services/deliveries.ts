import type { Logger } from 'pino';
import { GraphError } from '@customer-graph/protocol/errors';
import type { Owners } from '../owners.ts';
import type { WorkHandlers } from '../port.ts';
import { runAttempt } from './attempt.ts';
import type { Reconciler } from './reconciler.ts';
import { followProfile } from './profile-follow-up.ts';
import { noteTicket } from './ticket-notes.ts';

export interface DeliveriesOptions {
  readonly owners: Owners;
  readonly reconciler: Reconciler;
  readonly log: Logger;
}

/**
 * Processes vendor events. An event is only a hint: the object is read from its owner, so the order and the number of
 * events do not matter.
 */
export function createDeliveryProcessor({
  owners,
  reconciler,
  log,
}: DeliveriesOptions): WorkHandlers['processDelivery'] {
  /** After a change of a subscription or its invoices: the customer's account is reconciled. */
  async function accountsOfCustomer(customerId: string, deadline: number): Promise<readonly string[]> {
    const accountId = await reconciler.accountOfCustomer(customerId, deadline);
    return accountId === null ? [] : [accountId];
  }

  /** After a change in the CRM, ours included: the account is reconciled if it differs from billing. */
  async function accountsThatDiffer(accountId: string, deadline: number): Promise<readonly string[]> {
    const [comparison] = await reconciler.compare([accountId], deadline);
    if (comparison?.kind === 'UNKNOWN') throw new GraphError('UPSTREAM_UNAVAILABLE');
    return comparison?.kind === 'DIFFERS' ? [accountId] : [];
  }

  return ({ subject }) =>
    runAttempt(log, { delivery: subject }, 'vendor event not processed', async (deadline) => {
      const [kind, id = ''] = subject.split(':');
      if (kind === 'customer') return { kind: 'DONE', reconcile: await accountsOfCustomer(id, deadline) };
      if (kind === 'account') return { kind: 'DONE', reconcile: await accountsThatDiffer(id, deadline) };
      if (kind === 'ticket') await noteTicket(owners, id, deadline);
      if (kind === 'contact') await followProfile(owners, id, deadline);
      return { kind: 'DONE' };
    });
}
