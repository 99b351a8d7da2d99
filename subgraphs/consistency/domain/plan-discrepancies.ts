import type { CrmFacts } from '../../accounts/contract.ts';
import type { BillingFacts } from '../../billing/contract.ts';
import { toText, type Discrepancy } from './discrepancy.ts';
import { expectedPlanOf, type ExpectedPlan } from './expected-plan.ts';

type Values = NonNullable<ExpectedPlan['values']>;

/** One day either way: the CRM stores days, in the time zone of its users. */
const toleranceMs = 24 * 3_600_000;

const isSameDay = (day: string | null, expected: string | null): boolean =>
  day === null || expected === null
    ? day === expected
    : Math.abs(Date.parse(day) - Date.parse(expected)) <= toleranceMs;

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

function statusMismatch({ status }: CrmFacts, { statuses }: ExpectedPlan, { main }: BillingFacts): Discrepancy[] {
  // OTHER: a status that is configured in the CRM and unknown to the graph.
  if (!statuses || status === 'OTHER' || (status !== null && statuses.includes(status))) return [];
  const message = 'The status in the CRM does not fit the subscription.';
  return [mismatch({ kind: 'STATUS_MISMATCH', severity: 'WARNING', message }, 'status', status, main?.status ?? null)];
}

function planMismatch({ planKey }: CrmFacts, expected: Values): Discrepancy[] {
  if (expected.planKey === planKey) return [];
  const message = 'The plan in the CRM differs from the billed plan.';
  return [mismatch({ kind: 'PLAN_MISMATCH', severity: 'CRITICAL', message }, 'plan', planKey, expected.planKey)];
}

function seatsMismatch({ seats }: CrmFacts, expected: Values, hasSubscription: boolean): Discrepancy[] {
  // Without a subscription, a company without a number of seats has none.
  if (expected.seats === (hasSubscription ? seats : (seats ?? 0))) return [];
  const message = 'The number of seats in the CRM differs from the billed number.';
  return [
    mismatch({ kind: 'SEATS_MISMATCH', severity: 'CRITICAL', message }, 'seats', toText(seats), toText(expected.seats)),
  ];
}

function periodMismatch({ renewsOn, endsOn }: CrmFacts, expected: Values): Discrepancy[] {
  const renewal = 'The renewal date in the CRM differs from the end of the billed period.';
  const end = 'The end of the plan in the CRM differs from the end of the subscription.';
  const kind = { kind: 'PERIOD_MISMATCH', severity: 'WARNING' } as const;
  return [
    ...(isSameDay(renewsOn, expected.renewsOn)
      ? []
      : [mismatch({ ...kind, message: renewal }, 'renewsOn', renewsOn, expected.renewsOn)]),
    ...(expected.endsOn === undefined || isSameDay(endsOn, expected.endsOn)
      ? []
      : [mismatch({ ...kind, message: end }, 'endsOn', endsOn, expected.endsOn)]),
  ];
}

/** How the CRM differs from billing. */
export function planDiscrepanciesOf(crm: CrmFacts, billing: BillingFacts): Discrepancy[] {
  const expected = expectedPlanOf(crm, billing);
  const { values } = expected;
  return [
    ...statusMismatch(crm, expected, billing),
    ...(values
      ? [
          ...planMismatch(crm, values),
          ...seatsMismatch(crm, values, billing.main !== null),
          ...periodMismatch(crm, values),
        ]
      : []),
  ];
}
