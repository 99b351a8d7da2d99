import type { AccountFacts } from '../domain/account-facts.ts';
import type { CrmFacts } from '../../accounts/contract.ts';
import type { BillingFacts } from '../../billing/contract.ts';
import type { UsageFacts } from '../../usage/contract.ts';

/** Facts with their times as the graph sends them. */
type Sent<T, Time extends keyof T> = {
  readonly [Key in keyof T]: Key extends Time ? (null extends T[Key] ? string | null : string) : T[Key];
};
type Main = Sent<NonNullable<BillingFacts['main']>, 'periodEnd' | 'endsAt'>;
type Former = Sent<NonNullable<BillingFacts['former']>, 'endedAt' | 'paidUntil'>;
type Usage = Sent<NonNullable<UsageFacts['usage']>, 'periodStart'>;

/** The fields that `Account.consistency` requires from other subgraphs. Null: unknown. */
export interface RequiredFields {
  readonly crmFacts?: CrmFacts | null;
  readonly billingFacts?: {
    readonly link: BillingFacts['link'];
    readonly main: Main | null;
    readonly former: Former | null;
  } | null;
  readonly usageFacts?: { readonly link: UsageFacts['link']; readonly usage: Usage | null } | null;
  readonly supportLink?: BillingFacts['link'] | null;
}

const timeOf = (sent: string | null): number | null => (sent === null ? null : Date.parse(sent));

const billingOf = ({ link, main, former }: NonNullable<RequiredFields['billingFacts']>): BillingFacts => ({
  link,
  main: main && { ...main, periodEnd: Date.parse(main.periodEnd), endsAt: timeOf(main.endsAt) },
  former: former && { endedAt: timeOf(former.endedAt), paidUntil: timeOf(former.paidUntil) },
});

/** The facts of each system. */
export const factsOf = ({
  crmFacts = null,
  billingFacts = null,
  usageFacts = null,
  supportLink = null,
}: RequiredFields): AccountFacts => ({
  crm: crmFacts,
  billing: billingFacts && billingOf(billingFacts),
  product: usageFacts && {
    link: usageFacts.link,
    usage: usageFacts.usage && { ...usageFacts.usage, periodStart: Date.parse(usageFacts.usage.periodStart) },
  },
  support: supportLink && { link: supportLink },
});
