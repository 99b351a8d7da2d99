import type {
  BillingFacts,
  CrmFacts,
  PlanRecord,
  SubscriptionFacts,
  SupportFacts,
  UsageFacts,
} from '../../shared/steps.ts';
import type { SystemOfRecord } from '../../shared/system.ts';

/**
 * What it means that the systems agree: the one place that says so, for the report, for the reconciler and for the writes. docs/consistency.md has the same as a table.
 */

export const discrepancyKinds = [
  'PLAN_MISMATCH',
  'SEATS_MISMATCH',
  'STATUS_MISMATCH',
  'PERIOD_MISMATCH',
  'SEATS_EXCEEDED',
  'USAGE_NOT_BILLED',
  'MISSING_LINK',
  'DUPLICATE_LINK',
] as const;
export type DiscrepancyKind = (typeof discrepancyKinds)[number];
export type Severity = 'INFO' | 'WARNING' | 'CRITICAL';

export interface Fact {
  readonly system: SystemOfRecord;
  readonly name: string;
  readonly value: string | null;
}

export interface Discrepancy {
  readonly kind: DiscrepancyKind;
  readonly severity: Severity;
  readonly message: string;
  readonly facts: readonly Fact[];
}

/** Null, where it is a whole system: nobody could find out. */
export interface AccountFacts {
  readonly crm: CrmFacts | null;
  readonly billing: BillingFacts | null;
  readonly product: UsageFacts | null;
  readonly support: SupportFacts | null;
}

/**
 * The CRM names one subscription: the one that it agrees with where there is one, else one of its plan, else the oldest.
 *
 * @param changed the one that was changed a moment ago, and that the CRM is to name from now on
 */
export const mainOf = (
  live: readonly SubscriptionFacts[],
  crm: Pick<CrmFacts, 'planKey' | 'seats'> | null,
  changed: string | null = null,
): SubscriptionFacts | null => {
  const ofPlan = live.filter(({ planKey }) => planKey === crm?.planKey);
  return (
    live.find(({ id }) => id === changed) ??
    ofPlan.find(({ seats }) => seats === crm?.seats) ??
    ofPlan[0] ??
    live[0] ??
    null
  );
};

type CrmStatus = NonNullable<CrmFacts['status']>;

/** What the CRM may say of a customer with such a subscription; the first is what is written where it says something else. */
const statusesOf: Readonly<Record<SubscriptionFacts['status'], readonly CrmStatus[] | null>> = {
  TRIALING: ['ONBOARDING', 'ACTIVE'],
  ACTIVE: ['ACTIVE', 'ONBOARDING'],
  PAST_DUE: ['PAST_DUE'],
  UNPAID: ['PAST_DUE'],
  PAUSED: ['ACTIVE', 'ONBOARDING', 'PAST_DUE'],
  INCOMPLETE: ['ONBOARDING', 'PROSPECT'],
  // The first two are not live, and of the last nobody knows what it means.
  INCOMPLETE_EXPIRED: null,
  CANCELED: null,
  OTHER: null,
};
/** Without a live subscription: somebody who was a customer, or is not one yet. */
const withoutSubscription: readonly CrmStatus[] = ['CHURNED', 'PROSPECT'];

const expectedStatuses = (main: SubscriptionFacts | null): readonly CrmStatus[] | null =>
  main ? statusesOf[main.status] : withoutSubscription;

/** A day either way: the CRM keeps days, in whatever time zone its users sit. */
const toleranceMs = 24 * 3_600_000;
export const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
const isSameDay = (day: string | null, time: number): boolean =>
  day !== null && Math.abs(Date.parse(day) - Date.parse(dayOf(time))) <= toleranceMs;

const text = (value: string | number | null): string | null => (value === null ? null : String(value));

function planDiscrepancies(
  crm: CrmFacts,
  live: BillingFacts['live'],
  main: SubscriptionFacts | null = mainOf(live, crm),
): Discrepancy[] {
  const found: Discrepancy[] = [];
  const mismatch = (
    kind: DiscrepancyKind,
    severity: Severity,
    message: string,
    name: string,
    ours: string | null,
    theirs: string | null,
  ) =>
    found.push({
      kind,
      severity,
      message,
      facts: [
        { system: 'CRM', name, value: ours },
        { system: 'BILLING', name, value: theirs },
      ],
    });
  const statuses = expectedStatuses(main);
  if (statuses && crm.status !== 'OTHER' && (crm.status === null || !statuses.includes(crm.status))) {
    mismatch(
      'STATUS_MISMATCH',
      'WARNING',
      'The CRM’s status does not fit the subscription.',
      'status',
      crm.status,
      main?.status ?? null,
    );
  }
  if (!main) return found;
  if (main.planKey !== crm.planKey)
    mismatch(
      'PLAN_MISMATCH',
      'CRITICAL',
      'The CRM records another plan than the one that is charged.',
      'plan',
      crm.planKey,
      main.planKey,
    );
  if (main.seats !== crm.seats)
    mismatch(
      'SEATS_MISMATCH',
      'CRITICAL',
      'The CRM records another number of seats than is charged.',
      'seats',
      text(crm.seats),
      text(main.seats),
    );
  if (!isSameDay(crm.renewsOn, main.periodEnd))
    mismatch(
      'PERIOD_MISMATCH',
      'WARNING',
      'The CRM records another renewal than the end of the period that is charged.',
      'renewsOn',
      crm.renewsOn,
      dayOf(main.periodEnd),
    );
  return found;
}

function linkDiscrepancies({ crm, billing, product, support }: AccountFacts): Discrepancy[] {
  // Whoever has not bought anything yet is in no other system.
  const isProspect = crm?.status === 'PROSPECT';
  const links: readonly (readonly [SystemOfRecord, BillingFacts['link'] | undefined])[] = [
    ['BILLING', billing?.link],
    ['PRODUCT', product?.link],
    ['SUPPORT', support?.link],
  ];
  return links.flatMap(([system, link]): Discrepancy[] => {
    const facts = [{ system, name: 'link', value: link ?? null }];
    if (link === 'DUPLICATE')
      return [
        {
          kind: 'DUPLICATE_LINK',
          severity: 'CRITICAL',
          message: 'Another account claims the same counterpart: nobody reads through it.',
          facts,
        },
      ];
    return link === 'MISSING' && !isProspect
      ? [
          {
            kind: 'MISSING_LINK',
            severity: 'WARNING',
            message: 'The account has no counterpart in this system.',
            facts,
          },
        ]
      : [];
  });
}

/** Everything in which the systems disagree, as far as they could be asked. */
export function discrepanciesOf(facts: AccountFacts): Discrepancy[] {
  const { crm, billing, product } = facts;
  const known = billing?.link === 'LINKED' ? billing.live : null;
  const main = known && mainOf(known, crm);
  const usage = product?.usage ?? null;
  return [
    ...(crm && known ? planDiscrepancies(crm, known) : []),
    ...(main && usage && usage.activeMembers > main.seats
      ? [
          {
            kind: 'SEATS_EXCEEDED',
            severity: 'WARNING',
            message: 'More people use the product than there are seats.',
            facts: [
              { system: 'PRODUCT', name: 'activeMembers', value: text(usage.activeMembers) },
              { system: 'BILLING', name: 'seats', value: text(main.seats) },
            ],
          } as const,
        ]
      : []),
    ...(known && !main && usage && usage.used > 0
      ? [
          {
            kind: 'USAGE_NOT_BILLED',
            severity: 'CRITICAL',
            message: 'The product is used, and nothing is subscribed to.',
            facts: [
              { system: 'PRODUCT', name: 'used', value: text(usage.used) },
              { system: 'BILLING', name: 'subscription', value: null },
            ],
          } as const,
        ]
      : []),
    ...linkDiscrepancies(facts),
  ];
}

/** The systems of which nothing could be found out. */
export const unknownOf = ({ crm, billing, product, support }: AccountFacts): SystemOfRecord[] =>
  (
    [
      ['CRM', crm],
      ['BILLING', billing],
      ['PRODUCT', product],
      ['SUPPORT', support],
    ] as const
  ).flatMap(([system, facts]) => (facts === null ? [system] : []));

/** What the CRM is to record so that it agrees with what is charged; null where it does already. What is not wrong stays as somebody wrote it. */
export function repairOf(
  accountId: string,
  crm: CrmFacts,
  live: BillingFacts['live'],
  changed: string | null = null,
): PlanRecord | null {
  const main = mainOf(live, crm, changed);
  const kinds = new Set(planDiscrepancies(crm, live, main).map(({ kind }) => kind));
  const repair = {
    planKey: kinds.has('PLAN_MISMATCH') && main ? main.planKey : null,
    seats: kinds.has('SEATS_MISMATCH') && main ? main.seats : null,
    status: kinds.has('STATUS_MISMATCH') ? (expectedStatuses(main)?.[0] ?? null) : null,
    renewsOn: kinds.has('PERIOD_MISMATCH') && main ? dayOf(main.periodEnd) : null,
  };
  return Object.values(repair).some((value) => value !== null) ? { accountId, ...repair } : null;
}
