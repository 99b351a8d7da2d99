import type { CrmFacts } from '../../accounts/contract.ts';
import type { BillingFacts } from '../../billing/contract.ts';
import type { UsageFacts } from '../../usage/contract.ts';
import { toText, type Discrepancy, type Severity } from './discrepancy.ts';

type Usage = NonNullable<UsageFacts['usage']>;
type Meter = Usage['meters'][number];

function seatsExceeded({ activeMembers }: Usage, seats: number): Discrepancy[] {
  if (activeMembers <= seats) return [];
  return [
    {
      kind: 'SEATS_EXCEEDED',
      severity: 'WARNING',
      message: 'More people use the product than there are seats.',
      facts: [
        { system: 'PRODUCT', name: 'activeMembers', value: toText(activeMembers) },
        { system: 'BILLING', name: 'seats', value: toText(seats) },
      ],
    },
  ];
}

/** Levels (MAX, LAST) are what the product still stores; the other meters count use, for which nobody pays. */
const isLevel = ({ aggregation }: Meter): boolean => aggregation === 'MAX' || aggregation === 'LAST';

function severityOf(used: readonly Meter[], status: CrmFacts['status'] | undefined): Severity {
  // A prospect tries the product before buying it.
  if (status === 'PROSPECT' || status === 'ONBOARDING') return 'INFO';
  return used.every(isLevel) ? 'WARNING' : 'CRITICAL';
}

function notBilled(
  { meters, periodStart }: Usage,
  { former }: BillingFacts,
  status: CrmFacts['status'] | undefined,
): Discrepancy[] {
  const used = meters.filter((meter) => meter.used > 0);
  // The figures of a period cannot be divided: one that began within the paid time may be paid for as a whole.
  const isPaid = former?.paidUntil != null && periodStart < former.paidUntil;
  if (used.length === 0 || isPaid) return [];
  return [
    {
      kind: 'USAGE_NOT_BILLED',
      severity: severityOf(used, status),
      message: 'The product is used without a live subscription, in a period that is not paid for.',
      facts: [
        ...used.map(({ key, unit, used: value }) => ({
          system: 'PRODUCT' as const,
          name: key,
          value: `${value} ${unit}`,
        })),
        { system: 'BILLING', name: 'subscription', value: null },
      ],
    },
  ];
}

/** How the product's usage differs from the subscription. */
export const usageDiscrepanciesOf = (usage: Usage, billing: BillingFacts, crm: CrmFacts | null): Discrepancy[] =>
  billing.main ? seatsExceeded(usage, billing.main.seats) : notBilled(usage, billing, crm?.status);
