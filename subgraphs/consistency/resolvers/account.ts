import { resolveAccountReference, type AccountReference } from '../../shared/account-reference.ts';
import type { LinksVerifier } from '../../shared/assertion/links.ts';
import { toDateTime } from '../../shared/scalars.ts';
import { discrepanciesOf, unknownOf, type AccountFacts } from '../domain/rules.ts';
import type { AccountResolvers, AccountStatus, LinkState, SubscriptionStatus } from '../generated/schema.ts';

/** What the other subgraphs answered, as the gateway hands it over: null for what nobody could say, and for what there is not. */
interface Required {
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

export interface AccountParent extends AccountReference {
  /** Missing where nothing was asked that needs it. */
  readonly required?: Required;
}

function billingOf({ billingLink, billing }: Required): AccountFacts['billing'] {
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

function productOf({ usageLink, usage }: Required): AccountFacts['product'] {
  if (!usageLink) return null;
  if (usageLink !== 'LINKED') return { link: usageLink, usage: null };
  return usage
    ? {
        link: usageLink,
        usage: { activeMembers: usage.activeMembers, used: usage.meters.reduce((sum, { used }) => sum + used, 0) },
      }
    : null;
}

/** A null alone does not tell "none" from "nobody could say": the link, and the CRM's source, do. */
const factsOf = (required: Required): AccountFacts => ({
  crm: required.source
    ? {
        planKey: required.plan?.key ?? null,
        renewsOn: required.plan?.renewsOn ?? null,
        seats: required.seats ?? null,
        status: required.status ?? null,
      }
    : null,
  billing: billingOf(required),
  product: productOf(required),
  support: required.supportLink ? { link: required.supportLink } : null,
});

export const createAccountResolvers = (verifier: LinksVerifier): AccountResolvers => ({
  async __resolveReference(reference, { assertion }) {
    const account = await resolveAccountReference(reference, assertion, verifier);
    return account && { ...account, required: reference as Required };
  },

  consistency({ required = {} }, _arguments, { startedAt }) {
    const facts = factsOf(required);
    const discrepancies = discrepanciesOf(facts);
    const unknown = unknownOf(facts);
    return {
      checkedAt: toDateTime(startedAt),
      consistent: discrepancies.length > 0 ? false : unknown.length > 0 ? null : true,
      discrepancies: discrepancies.map((found) => ({ ...found, facts: [...found.facts] })),
      unknown,
    };
  },
});
