import type { CrmFacts } from '../../accounts/contract.ts';
import type { SubscriptionFacts } from '../../billing/contract.ts';

export type CrmStatus = NonNullable<CrmFacts['status']>;

/** CRM statuses that fit each status of the main subscription. The first one is written on a mismatch. Null: any fits. */
const statusesBySubscription: Readonly<Record<SubscriptionFacts['status'], readonly CrmStatus[] | null>> = {
  TRIALING: ['ONBOARDING', 'ACTIVE'],
  ACTIVE: ['ACTIVE', 'ONBOARDING'],
  PAST_DUE: ['PAST_DUE'],
  UNPAID: ['PAST_DUE'],
  PAUSED: ['ACTIVE', 'ONBOARDING', 'PAST_DUE'],
  INCOMPLETE: ['ONBOARDING', 'PROSPECT'],
  // These two are never live.
  INCOMPLETE_EXPIRED: null,
  CANCELED: null,
  // A status that is new in Stripe has no known meaning.
  OTHER: null,
};
/** Without a live subscription: a former customer, or a future one. */
const statusesWithoutSubscription: readonly CrmStatus[] = ['CHURNED', 'PROSPECT'];

/** The CRM statuses that fit a main subscription, the preferred one first. Null: any status fits. */
export const expectedStatusesOf = (main: SubscriptionFacts | null): readonly CrmStatus[] | null =>
  main ? statusesBySubscription[main.status] : statusesWithoutSubscription;
