import { claimants, customerIds, holderOfCustomer, type PlanRecord } from '../shared/steps.ts';
import { repairOf } from './domain/rules.ts';
import { chargedFacts, placesOf } from './facts.ts';
import type { Owners } from './owners.ts';

/** How the CRM and what is charged stand to one another. UNKNOWN: one of them could not be asked. */
export type Verdict =
  | { readonly kind: 'AGREES' }
  | { readonly kind: 'DIFFERS'; readonly repair: PlanRecord }
  | { readonly kind: 'UNKNOWN' }
  | { readonly kind: 'NO_ACCOUNT' };

/** Finds what is to be brought into agreement. */
export interface Reconciler {
  /** Of each account, a hundred at most. Where there is nothing to agree with, it agrees. */
  compare(accountIds: readonly string[], deadline: number): Promise<Verdict[]>;
  /** Accounts of whose subscriptions something changed since then; milliseconds since the epoch. */
  changedSince(since: number, deadline: number): Promise<readonly string[]>;
  /** Whose customer that is; null: nobody's. */
  accountOfCustomer(customerId: string, deadline: number): Promise<string | null>;
}

export function createReconciler(owners: Owners): Reconciler {
  async function accountOfCustomer(id: string, deadline: number): Promise<string | null> {
    const errand = { accounts: [], deadline };
    const { isOwner, accountId } = await owners.act(
      'billing',
      'holderOfCustomer',
      { customerId: id },
      holderOfCustomer,
      errand,
    );
    if (isOwner) return accountId;
    const accounts = await owners.act('accounts', 'claimants', { system: 'billing', id }, claimants, errand);
    // Two that claim one customer are nobody's, as everywhere.
    return accounts.length === 1 ? (accounts[0] ?? null) : null;
  }

  return {
    accountOfCustomer,

    async compare(accountIds, deadline) {
      const places = await placesOf(owners, accountIds, deadline);
      const accounts = places.filter((place) => place !== null && place !== 'UNKNOWN');
      const facts = accounts.length === 0 ? [] : await chargedFacts(owners, { accounts, deadline });
      const verdicts = new Map(
        accounts.map(({ id }, index): [string, Verdict] => {
          const { crm = null, billing = null } = facts[index] ?? {};
          if (!crm || !billing) return [id, { kind: 'UNKNOWN' }];
          const repair = billing.link === 'LINKED' ? repairOf(id, crm, billing.live) : null;
          return [id, repair ? { kind: 'DIFFERS', repair } : { kind: 'AGREES' }];
        }),
      );
      return places.map((place) =>
        place === 'UNKNOWN' ? { kind: 'UNKNOWN' } : ((place && verdicts.get(place.id)) ?? { kind: 'NO_ACCOUNT' }),
      );
    },

    async changedSince(since, deadline) {
      const changed = await owners.act('billing', 'customersChanged', { since }, customerIds, {
        accounts: [],
        deadline,
      });
      const accounts = await Promise.all(changed.map((id) => accountOfCustomer(id, deadline)));
      return accounts.filter((id) => id !== null);
    },
  };
}
