import { claimants, customerIds, type PlanRecord } from '../shared/steps.ts';
import { repairOf } from './domain/rules.ts';
import type { Owners } from './owners.ts';

/** Finds what is to be brought into agreement. */
export interface Reconciler {
  /** What the CRM would have to record of each account; null where it agrees, and where there is nothing to agree with. A hundred accounts at most. */
  repairsOf(accountIds: readonly string[], deadline: number): Promise<(PlanRecord | null)[]>;
  /** Accounts of whose subscriptions something changed since then; milliseconds since the epoch. */
  changedSince(since: number, deadline: number): Promise<readonly string[]>;
}

export const createReconciler = (owners: Owners): Reconciler => ({
  async repairsOf(accountIds, deadline) {
    const places = await owners.places(accountIds, deadline);
    const errand = { accounts: places.filter((place) => place !== null), deadline };
    if (errand.accounts.length === 0) return places.map(() => null);
    const [crm, billing] = await Promise.all([owners.crmFacts(errand), owners.billingFacts(errand)]);
    const repairs = new Map(
      errand.accounts.map(({ id }, index) => {
        const [recorded, charged] = [crm[index], billing[index]];
        return [id, recorded && charged?.link === 'LINKED' ? repairOf(id, recorded, charged.live) : null];
      }),
    );
    return places.map((place) => (place && repairs.get(place.id)) ?? null);
  },

  async changedSince(since, deadline) {
    const errand = { accounts: [], deadline };
    const changed = await owners.act('billing', 'customersChanged', { since }, customerIds, errand);
    const accounts = await Promise.all(changed.map((id) => owners.act('accounts', 'claimants', { system: 'billing', id }, claimants, errand)));
    // Two that claim one customer are nobody's, as everywhere.
    return accounts.flatMap((ids) => (ids.length === 1 ? ids : []));
  },
});
