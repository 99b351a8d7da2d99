import type { CrmFacts } from '../../accounts/contract.ts';
import type { SubscriptionFacts } from '../../billing/contract.ts';
import { toText, type Discrepancy } from './discrepancy.ts';
import { expectedStatusesOf } from './expected-status.ts';

/** One day either way: the CRM stores days, in the time zone of its users. */
const toleranceMs = 24 * 3_600_000;

/** The day in UTC, as YYYY-MM-DD. */
export const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
const isSameDay = (day: string | null, time: number): boolean =>
  day !== null && Math.abs(Date.parse(day) - Date.parse(dayOf(time))) <= toleranceMs;

const mismatch = (
  { kind, severity, message }: Omit<Discrepancy, 'facts'>,
  name: string,
  inCrm: string | null,
  inBilling: string | null,
): Discrepancy => ({
  kind,
  severity,
  message,
  facts: [
    { system: 'CRM', name, value: inCrm },
    { system: 'BILLING', name, value: inBilling },
  ],
});

function statusMismatch({ status }: CrmFacts, main: SubscriptionFacts | null): Discrepancy[] {
  const expected = expectedStatusesOf(main);
  // OTHER: a status that is configured in the CRM and unknown to the graph.
  if (!expected || status === 'OTHER' || (status !== null && expected.includes(status))) return [];
  const message = 'The status in the CRM does not fit the subscription.';
  return [mismatch({ kind: 'STATUS_MISMATCH', severity: 'WARNING', message }, 'status', status, main?.status ?? null)];
}

function planMismatch({ planKey }: CrmFacts, main: SubscriptionFacts): Discrepancy[] {
  if (main.planKey === planKey) return [];
  const message = 'The plan in the CRM differs from the billed plan.';
  return [mismatch({ kind: 'PLAN_MISMATCH', severity: 'CRITICAL', message }, 'plan', planKey, main.planKey)];
}

function seatsMismatch({ seats }: CrmFacts, main: SubscriptionFacts): Discrepancy[] {
  if (main.seats === seats) return [];
  const message = 'The number of seats in the CRM differs from the billed number.';
  return [
    mismatch({ kind: 'SEATS_MISMATCH', severity: 'CRITICAL', message }, 'seats', toText(seats), toText(main.seats)),
  ];
}

function periodMismatch({ renewsOn }: CrmFacts, main: SubscriptionFacts): Discrepancy[] {
  if (isSameDay(renewsOn, main.periodEnd)) return [];
  const message = 'The renewal date in the CRM differs from the end of the billed period.';
  return [
    mismatch({ kind: 'PERIOD_MISMATCH', severity: 'WARNING', message }, 'renewsOn', renewsOn, dayOf(main.periodEnd)),
  ];
}

/** How the CRM differs from the main subscription. */
export const planDiscrepanciesOf = (crm: CrmFacts, main: SubscriptionFacts | null): Discrepancy[] => [
  ...statusMismatch(crm, main),
  ...(main ? [...planMismatch(crm, main), ...seatsMismatch(crm, main), ...periodMismatch(crm, main)] : []),
];
