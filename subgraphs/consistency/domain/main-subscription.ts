import type { CrmFacts } from '../../accounts/contract.ts';
import type { SubscriptionFacts } from '../../billing/contract.ts';

/**
 * The subscription that the CRM records, since it has room for one only. With several live subscriptions it is the one
 * with the CRM's plan and seats, else the oldest with its plan, else the oldest.
 *
 * @param live oldest first
 * @param changedId a subscription that was just changed through the graph: it takes precedence
 */
export function mainSubscriptionOf(
  live: readonly SubscriptionFacts[],
  crm: Pick<CrmFacts, 'planKey' | 'seats'> | null,
  changedId: string | null = null,
): SubscriptionFacts | null {
  const samePlan = live.filter(({ planKey }) => planKey === crm?.planKey);
  return (
    live.find(({ id }) => id === changedId) ??
    samePlan.find(({ seats }) => seats === crm?.seats) ??
    samePlan[0] ??
    live[0] ??
    null
  );
}
