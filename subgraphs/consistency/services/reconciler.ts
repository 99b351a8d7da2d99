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

/** A place in the list of changes in billing, which is newest first. */
export interface ChangePosition {
  /** The end of the list. */
  readonly since: number;
  /** `next` of the previous page; null: from the newest change. */
  readonly after: string | null;
}

export interface ChangedAccounts {
  readonly accountIds: readonly string[];
  /** The place of the next page; null: there is none. */
  readonly next: string | null;
}

/** Finds the accounts to reconcile. Deadlines and times are milliseconds since the epoch. */
export interface Reconciler {
  /** Compares accounts, 100 at most. An account without a billing link agrees. */
  compare(accountIds: readonly string[], deadline: number): Promise<Comparison[]>;
  /** A page of the accounts with a changed subscription or invoice, newest change first. */
  changedAccounts(position: ChangePosition, deadline: number): Promise<ChangedAccounts>;
  /**
   * The account of a billing customer, or of the customer of a subscription or invoice. Null: no account, or several, which is
   * a duplicate link.
   */
  accountOfCustomer(customerId: string, deadline: number): Promise<string | null>;
}

export function createReconciler(owners: Owners): Reconciler {
  async function accountOfCustomer(id: string, deadline: number): Promise<string | null> {
    const call = { accounts: [], deadline };
    const holder = await owners.billing.callAsSystem('holderOfCustomer', { customerId: id }, call);
    const { isOwner, accountId, customerId } = holder;
    if (isOwner || customerId === null) return accountId;
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

    async changedAccounts(position, deadline) {
      const call = { accounts: [], deadline };
      const { customerIds, next } = await owners.billing.callAsSystem('customersChanged', { ...position }, call);
      const accountIds = await Promise.all(customerIds.map((id) => accountOfCustomer(id, deadline)));
      return { accountIds: accountIds.filter((id) => id !== null), next };
    },
  };
}
