import type { AccountFacts } from '../domain/account-facts.ts';
import type { BillingFacts, SubscriptionFacts } from '../../billing/contract.ts';

type Sent<T, Key extends keyof T, As> = Omit<T, Key> & Readonly<Record<Key, As>>;

/** The fields that `Account.consistency` requires from other subgraphs. Null: unknown. */
export interface RequiredFields {
  readonly crmFacts?: AccountFacts['crm'];
  readonly billingFacts?:
    (Omit<BillingFacts, 'live'> & { readonly live: readonly Sent<SubscriptionFacts, 'periodEnd', string>[] }) | null;
  readonly usageFacts?: AccountFacts['product'];
  readonly supportLink?: BillingFacts['link'] | null;
}

/** The facts of each system. */
export const factsOf = ({
  crmFacts = null,
  billingFacts = null,
  usageFacts = null,
  supportLink = null,
}: RequiredFields): AccountFacts => ({
  crm: crmFacts,
  billing: billingFacts && {
    link: billingFacts.link,
    live: billingFacts.live.map((subscription) => ({ ...subscription, periodEnd: Date.parse(subscription.periodEnd) })),
  },
  product: usageFacts,
  support: supportLink && { link: supportLink },
});
