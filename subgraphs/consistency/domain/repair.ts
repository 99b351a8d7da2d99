import type { CrmFacts, PlanRecord } from '../../accounts/contract.ts';
import type { BillingFacts } from '../../billing/contract.ts';
import { expectedStatusesOf } from './expected-status.ts';
import { mainSubscriptionOf } from './main-subscription.ts';
import { dayOf, planDiscrepanciesOf } from './plan-discrepancies.ts';

/**
 * The values to write to the CRM so that it agrees with billing; null if it agrees. Only wrong values are written, so
 * that fitting ones stay as users of the CRM entered them.
 *
 * @param changedId a subscription that was just changed through the graph, if any
 */
export function repairOf(
  accountId: string,
  crm: CrmFacts,
  { link, live }: BillingFacts,
  changedId: string | null = null,
): PlanRecord | null {
  if (link !== 'LINKED') return null;
  const main = mainSubscriptionOf(live, crm, changedId);
  const kinds = new Set(planDiscrepanciesOf(crm, main).map(({ kind }) => kind));
  const repair = {
    planKey: kinds.has('PLAN_MISMATCH') && main ? main.planKey : null,
    seats: kinds.has('SEATS_MISMATCH') && main ? main.seats : null,
    status: kinds.has('STATUS_MISMATCH') ? (expectedStatusesOf(main)?.[0] ?? null) : null,
    renewsOn: kinds.has('PERIOD_MISMATCH') && main ? dayOf(main.periodEnd) : null,
  };
  return Object.values(repair).some((value) => value !== null) ? { accountId, ...repair } : null;
}
