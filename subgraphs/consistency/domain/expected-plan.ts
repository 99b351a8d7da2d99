import type { CrmFacts } from '../../accounts/contract.ts';
import type { BillingFacts } from '../../billing/contract.ts';
import { expectedStatusesOf, type CrmStatus } from './expected-status.ts';

/** The values that the CRM must have to agree with billing. */
export interface ExpectedPlan {
  /** The CRM statuses that fit, the preferred one first; null: any. */
  readonly statuses: readonly CrmStatus[] | null;
  /** Null: not compared. */
  readonly values: {
    readonly planKey: string | null;
    readonly seats: number;
    /** YYYY-MM-DD. Null: none. */
    readonly renewsOn: string | null;
    /** YYYY-MM-DD. Null: none. Undefined: not compared. */
    readonly endsOn: string | null | undefined;
  } | null;
}

/** The day in UTC, as YYYY-MM-DD. */
export const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Statuses whose plan the CRM keeps without a subscription: an offer to a prospect, and the portal's own statuses. */
const keepsPlan: ReadonlySet<CrmFacts['status']> = new Set(['PROSPECT', 'OTHER']);

/** A plan renews or ends, never both. Without a live subscription a former customer has no plan and no seats. */
export function expectedPlanOf({ status }: CrmFacts, { main }: BillingFacts): ExpectedPlan {
  const statuses = expectedStatusesOf(main);
  if (main) {
    const { planKey, seats, periodEnd, endsAt } = main;
    const renewsOn = endsAt === null ? dayOf(periodEnd) : null;
    return { statuses, values: { planKey, seats, renewsOn, endsOn: endsAt === null ? null : dayOf(endsAt) } };
  }
  if (keepsPlan.has(status)) return { statuses, values: null };
  return { statuses, values: { planKey: null, seats: 0, renewsOn: null, endsOn: undefined } };
}
