import type { AccountFacts } from '../domain/account-facts.ts';
import type { AccountStatus, LinkState, SubscriptionStatus } from '../generated/schema.ts';

/** The fields that `Account.consistency` requires from other subgraphs. Null: unknown, or none. */
export interface RequiredFields {
  readonly source?: { readonly asOf: string } | null;
  readonly plan?: { readonly key: string; readonly renewsOn: string | null } | null;
  readonly seats?: number | null;
  readonly status?: AccountStatus | null;
  readonly billingLink?: LinkState | null;
  readonly usageLink?: LinkState | null;
  readonly supportLink?: LinkState | null;
  readonly billing?: {
    readonly subscriptions:
      | readonly {
          readonly id: string;
          readonly status: SubscriptionStatus;
          readonly seats: number;
          readonly plan: { readonly key: string } | null;
          readonly currentPeriod: { readonly end: string };
        }[]
      | null;
  } | null;
  readonly usage?: { readonly activeMembers: number; readonly meters: readonly { readonly used: number }[] } | null;
}

function billingFactsOf({ billingLink, billing }: RequiredFields): AccountFacts['billing'] {
  if (!billingLink) return null;
  if (billingLink !== 'LINKED') return { link: billingLink, live: [] };
  if (!billing?.subscriptions) return null;
  return {
    link: billingLink,
    live: billing.subscriptions.map(({ id, status, seats, plan, currentPeriod }) => ({
      id,
      status,
      seats,
      planKey: plan?.key ?? null,
      periodEnd: Date.parse(currentPeriod.end),
    })),
  };
}

function productFactsOf({ usageLink, usage }: RequiredFields): AccountFacts['product'] {
  if (!usageLink) return null;
  if (usageLink !== 'LINKED') return { link: usageLink, usage: null };
  if (!usage) return null;
  const used = usage.meters.reduce((sum, meter) => sum + meter.used, 0);
  return { link: usageLink, usage: { activeMembers: usage.activeMembers, used } };
}

/** The facts of each system. A null field is ambiguous; `source` and the links distinguish missing from unknown values. */
export const factsOf = (required: RequiredFields): AccountFacts => ({
  crm: required.source
    ? {
        planKey: required.plan?.key ?? null,
        renewsOn: required.plan?.renewsOn ?? null,
        seats: required.seats ?? null,
        status: required.status ?? null,
      }
    : null,
  billing: billingFactsOf(required),
  product: productFactsOf(required),
  support: required.supportLink ? { link: required.supportLink } : null,
});
