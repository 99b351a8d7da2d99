import type { Logger } from 'pino';
import { z } from 'zod';
import { GraphError } from '../shared/errors.ts';
import { claimants, ticketFacts } from '../shared/steps.ts';
import type { Owners } from './owners.ts';
import type { Delivery, Tried } from './port.ts';
import type { Reconciler } from './reconciler.ts';

const attemptMs = 8_000;
const done = z.object({});

export interface DeliveriesOptions {
  readonly owners: Owners;
  readonly reconciler: Reconciler;
  readonly log: Logger;
}

/** News of a vendor's are a hint: what they are about is asked of its owner, so that neither their order nor their number matters. */
export function createDeliveries({
  owners,
  reconciler,
  log,
}: DeliveriesOptions): (delivery: Delivery) => Promise<Tried> {
  /** A subscription, or its invoices: the CRM and the product follow. */
  async function customerChanged(customerId: string, deadline: number): Promise<readonly string[]> {
    const accountId = await reconciler.accountOfCustomer(customerId, deadline);
    return accountId === null ? [] : [accountId];
  }

  /** Somebody wrote to the CRM: where it disagrees with what is charged now, it is brought back. Our own writes come by here as well. */
  async function accountChanged(accountId: string, deadline: number): Promise<readonly string[]> {
    const [verdict] = await reconciler.compare([accountId], deadline);
    if (verdict?.kind === 'UNKNOWN') throw new GraphError('UPSTREAM_UNAVAILABLE');
    return verdict?.kind === 'DIFFERS' ? [accountId] : [];
  }

  /** The account manager sees that there is a ticket, and the agent on which plan the customer is. */
  async function ticketOpened(ticketId: string, deadline: number): Promise<void> {
    const errand = { accounts: [], deadline };
    const ticket = await owners.act('support', 'ticketFacts', { ticketId }, ticketFacts, errand);
    if (!ticket) return;
    const [accountId, ...others] = ticket.isAccountId
      ? [ticket.key]
      : await owners.act('accounts', 'claimants', { system: 'support', id: ticket.key }, claimants, errand);
    if (accountId === undefined || others.length > 0) return;
    const [place] = await owners.places([accountId], deadline);
    if (!place) return;
    const [crm] = await owners.crmFacts({ accounts: [place], deadline });
    await Promise.all([
      owners.act('accounts', 'noteTicket', { accountId: place.id, ticketId, url: ticket.url }, done, errand),
      crm?.planKey
        ? owners.act('support', 'recordTicketPlan', { ticketId, planKey: crm.planKey }, done, errand)
        : undefined,
    ]);
  }

  return async (delivery) => {
    const deadline = Date.now() + attemptMs;
    const [kind, id = ''] = delivery.subject.split(':');
    try {
      if (kind === 'customer') return { kind: 'DONE', reconcile: await customerChanged(id, deadline) };
      if (kind === 'account') return { kind: 'DONE', reconcile: await accountChanged(id, deadline) };
      if (kind === 'ticket') await ticketOpened(id, deadline);
      return { kind: 'DONE' };
    } catch (error) {
      const { code, retryable } =
        error instanceof GraphError ? error.extensions : { code: 'INTERNAL', retryable: false };
      log.warn(
        { delivery: delivery.subject, code, reason: error instanceof GraphError ? undefined : String(error) },
        'what a vendor told of could not be looked after yet',
      );
      return { kind: 'FAILED', code, isRetryable: retryable };
    }
  };
}
