import { accountIdsPage } from '../shared/steps.ts';
import type { SystemOfRecord } from '../shared/system.ts';
import { discrepanciesOf, unknownOf, type Discrepancy } from './domain/rules.ts';
import { chargedFacts, usedFacts } from './facts.ts';
import type { Owners } from './owners.ts';

export interface Surveyed {
  readonly accountId: string;
  readonly discrepancies: readonly Discrepancy[];
  /** Systems that could not be asked. */
  readonly unknown: readonly SystemOfRecord[];
}

/** How long a page of accounts may take, in milliseconds: the vendors' limits are kept to. */
const pageMs = 300_000;

/** All accounts, a page at a time: in what the systems disagree about each. */
export async function* survey(owners: Owners): AsyncGenerator<readonly Surveyed[]> {
  for (let after: string | null = null; ; ) {
    const deadline = Date.now() + pageMs;
    const page: { readonly ids: readonly string[]; readonly next: string | null } = await owners.act('accounts', 'accountIds', { after }, accountIdsPage, { accounts: [], deadline });
    const accounts = (await owners.places(page.ids, deadline)).filter((place) => place !== null);
    const errand = { accounts, deadline };
    const [charged, used] = await Promise.all([chargedFacts(owners, errand), usedFacts(owners, errand)]);
    yield accounts.map(({ id }, index) => {
      const facts = { crm: null, billing: null, product: null, support: null, ...charged[index], ...used[index] };
      return { accountId: id, discrepancies: discrepanciesOf(facts), unknown: unknownOf(facts) };
    });
    after = page.next;
    if (after === null) return;
  }
}

/** The ids of all accounts, a page at a time. */
export async function* accountIds(owners: Owners): AsyncGenerator<readonly string[]> {
  for (let after: string | null = null; ; ) {
    const page: { readonly ids: readonly string[]; readonly next: string | null } = await owners.act('accounts', 'accountIds', { after }, accountIdsPage, { accounts: [], deadline: Date.now() + pageMs });
    yield page.ids;
    after = page.next;
    if (after === null) return;
  }
}
