import type { ProductNews } from '../../usage/contract.ts';
import type { StartedOperation } from '../domain/operation.ts';
import type { Owners, SystemCall } from '../owners.ts';
import { billingFactsOf } from './account-facts.ts';

const noMember = { role: null, email: null, name: null, mustAccept: false };

async function memberNotification(
  owners: Owners,
  { id, kind, accountId }: StartedOperation,
  contactId: string,
  call: SystemCall,
): Promise<ProductNews> {
  const member = await owners.accounts.callAsSystem('memberFacts', { accountId, contactId }, call);
  const { role, email, name, mustAccept } = member ?? noMember;
  const type = role === null ? 'member.removed' : kind === 'INVITE_MEMBER' ? 'member.invited' : 'member.role_changed';
  return { type, id, accountId, contactId, role, email, name, mustAccept, occurredAt: new Date().toISOString() };
}

async function subscriptionNotification(
  owners: Owners,
  { id, accountId }: StartedOperation,
  call: SystemCall,
): Promise<ProductNews | null> {
  const [billing] = await billingFactsOf(owners, call);
  if (billing?.link !== 'LINKED') return null;
  const { main } = billing;
  return {
    type: 'subscription.changed',
    id,
    accountId,
    planKey: main?.planKey ?? null,
    seats: main?.seats ?? 0,
    status: main?.status ?? 'CANCELED',
    occurredAt: new Date().toISOString(),
  };
}

/** The notification for the product, with the owners' current values; null: nothing to notify about. */
export const productNotificationOf = (
  owners: Owners,
  operation: StartedOperation,
  call: SystemCall,
): Promise<ProductNews | null> =>
  operation.contactId === null
    ? subscriptionNotification(owners, operation, call)
    : memberNotification(owners, operation, operation.contactId, call);
