import { accountIdsPage } from '../shared/steps.ts';
import type { SystemOfRecord } from '../shared/system.ts';
import { discrepanciesOf, unknownOf, type Discrepancy } from './domain/rules.ts';
import { chargedFacts, placesOf, usedFacts } from './facts.ts';
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
  for (let after: string | null = null; ;) {
    const deadline = Date.now() + pageMs;
    const page: { readonly ids: readonly string[]; readonly next: string | null } = await owners.act(
      'accounts',
      'accountIds',
      { after },
      accountIdsPage,
      { accounts: [], deadline },
    );
    const places = await placesOf(owners, page.ids, deadline);
    const accounts = places.filter((place) => place !== null && place !== 'UNKNOWN');
    const errand = { accounts, deadline };
    const [charged, used] = await Promise.all([chargedFacts(owners, errand), usedFacts(owners, errand)]);
    const unknown = page.ids
      .filter((_id, index) => places[index] === 'UNKNOWN')
      .map((accountId): Surveyed => ({ accountId, discrepancies: [], unknown: ['CRM'] }));
    const known = accounts.map(({ id }, index) => {
      const facts = { crm: null, billing: null, product: null, support: null, ...charged[index], ...used[index] };
      return { accountId: id, discrepancies: discrepanciesOf(facts), unknown: unknownOf(facts) };
    });
    yield [...known, ...unknown];
    after = page.next;
    if (after === null) return;
  }
}

/** The ids of all accounts, a page at a time. */
export async function* accountIds(owners: Owners): AsyncGenerator<readonly string[]> {
  for (let after: string | null = null; ;) {
    const page: { readonly ids: readonly string[]; readonly next: string | null } = await owners.act(
      'accounts',
      'accountIds',
      { after },
      accountIdsPage,
      { accounts: [], deadline: Date.now() + pageMs },
    );
    yield page.ids;
    after = page.next;
    if (after === null) return;
  }
}
