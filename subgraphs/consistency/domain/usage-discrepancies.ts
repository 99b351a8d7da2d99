import type { SubscriptionFacts } from '../../billing/contract.ts';
import type { UsageFacts } from '../../usage/contract.ts';
import { toText, type Discrepancy } from './discrepancy.ts';

type Usage = NonNullable<UsageFacts['usage']>;

/** How the product's usage differs from the main subscription. */
export function usageDiscrepanciesOf({ activeMembers, used }: Usage, main: SubscriptionFacts | null): Discrepancy[] {
  if (main && activeMembers > main.seats)
    return [
      {
        kind: 'SEATS_EXCEEDED',
        severity: 'WARNING',
        message: 'More people use the product than there are seats.',
        facts: [
          { system: 'PRODUCT', name: 'activeMembers', value: toText(activeMembers) },
          { system: 'BILLING', name: 'seats', value: toText(main.seats) },
        ],
      },
    ];
  if (!main && used > 0)
    return [
      {
        kind: 'USAGE_NOT_BILLED',
        severity: 'CRITICAL',
        message: 'The product is used without a live subscription.',
        facts: [
          { system: 'PRODUCT', name: 'used', value: toText(used) },
          { system: 'BILLING', name: 'subscription', value: null },
        ],
      },
    ];
  return [];
}
