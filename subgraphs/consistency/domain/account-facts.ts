import type { SystemOfRecord } from '@customer-graph/protocol/system';
import type { CrmFacts } from '../../accounts/contract.ts';
import type { BillingFacts } from '../../billing/contract.ts';
import type { SupportFacts } from '../../support/contract.ts';
import type { UsageFacts } from '../../usage/contract.ts';

/** The facts of each system about one account. Null: the system could not be reached. */
export interface AccountFacts {
  readonly crm: CrmFacts | null;
  readonly billing: BillingFacts | null;
  readonly product: UsageFacts | null;
  readonly support: SupportFacts | null;
}

/** The systems that could not be reached. */
export const unknownSystemsOf = ({ crm, billing, product, support }: AccountFacts): SystemOfRecord[] =>
  (
    [
      ['CRM', crm],
      ['BILLING', billing],
      ['PRODUCT', product],
      ['SUPPORT', support],
    ] as const
  ).flatMap(([system, facts]) => (facts === null ? [system] : []));
