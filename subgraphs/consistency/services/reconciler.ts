import type { PlanRecord } from '../../accounts/contract.ts';
import { repairOf } from '../domain/repair.ts';
import type { Owners } from '../owners.ts';
import { planFactsOf } from './account-facts.ts';
import { knownDirectoryEntriesOf } from './directory.ts';

/** How the CRM compares with billing. UNKNOWN: one of them could not be read. */
export type Comparison =
  | { readonly kind: 'AGREES' }
  | { readonly kind: 'DIFFERS'; readonly repair: PlanRecord }
  | { readonly kind: 'UNKNOWN' }
  | { readonly kind: 'NO_ACCOUNT' };

/** Finds the accounts to reconcile. Deadlines and times are milliseconds since the epoch. */
export interface Reconciler {
  /** Compares accounts, 100 at most. An account without a billing link agrees. */
  compare(accountIds: readonly string[], deadline: number): Promise<Comparison[]>;
  /** Accounts with a changed subscription or invoice since then. */
  changedSince(since: number, deadline: number): Promise<readonly string[]>;
  /** The account of a billing customer. Null: no account, or several, which is a duplicate link. */
  accountOfCustomer(customerId: string, deadline: number): Promise<string | null>;
}

export function createReconciler(owners: Owners): Reconciler {
  async function accountOfCustomer(customerId: string, deadline: number): Promise<string | null> {
    const call = { accounts: [], deadline };
    const { isOwner, accountId } = await owners.billing.callAsSystem('holderOfCustomer', { customerId }, call);
    if (isOwner) return accountId;
    const claimants = await owners.accounts.callAsSystem('claimants', { system: 'billing', id: customerId }, call);
    return claimants.length === 1 ? (claimants[0] ?? null) : null;
  }

  return {
    accountOfCustomer,

    async compare(accountIds, deadline) {
      const entries = await knownDirectoryEntriesOf(owners, accountIds, deadline);
      const accounts = entries.filter((entry) => entry !== null && entry !== 'UNKNOWN');
      const facts = accounts.length === 0 ? [] : await planFactsOf(owners, { accounts, deadline });
      const comparisons = new Map(
        accounts.map(({ id }, index): [string, Comparison] => {
          const { crm = null, billing = null } = facts[index] ?? {};
          if (!crm || !billing) return [id, { kind: 'UNKNOWN' }];
          const repair = repairOf(id, crm, billing);
          return [id, repair ? { kind: 'DIFFERS', repair } : { kind: 'AGREES' }];
        }),
      );
      return entries.map((entry) =>
        entry === 'UNKNOWN' ? { kind: 'UNKNOWN' } : ((entry && comparisons.get(entry.id)) ?? { kind: 'NO_ACCOUNT' }),
      );
    },

    async changedSince(since, deadline) {
      const customerIds = await owners.billing.callAsSystem('customersChanged', { since }, { accounts: [], deadline });
      const accountIds = await Promise.all(customerIds.map((id) => accountOfCustomer(id, deadline)));
      return accountIds.filter((id) => id !== null);
    },
  };
}
