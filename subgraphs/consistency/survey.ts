import { accountIdsPage } from '../shared/steps.ts';
import type { SystemOfRecord } from '../shared/system.ts';
import { discrepanciesOf, unknownOf, type Discrepancy } from './domain/rules.ts';
import type { Errand, Owners } from './owners.ts';

export interface Surveyed {
  readonly accountId: string;
  readonly discrepancies: readonly Discrepancy[];
  /** Systems that could not be asked. */
  readonly unknown: readonly SystemOfRecord[];
}

/** How long a page of accounts may take, in milliseconds: the vendors' limits are kept to. */
const pageMs = 300_000;

/** One system's word on each account; null where it could not be asked. What fails for one must not hide the others. */
async function settled<T>(errand: Errand, ask: (errand: Errand) => Promise<readonly T[]>): Promise<readonly (T | null)[]> {
  try {
    return await ask(errand);
  } catch {
    return Promise.all(errand.accounts.map((account) => ask({ ...errand, accounts: [account] }).then(([facts]) => facts ?? null, () => null)));
  }
}

/** All accounts, a page at a time: in what the systems disagree about each. */
export async function* survey(owners: Owners): AsyncGenerator<readonly Surveyed[]> {
  for (let after: string | null = null; ; ) {
    const deadline = Date.now() + pageMs;
    const page: { readonly ids: readonly string[]; readonly next: string | null } = await owners.act('accounts', 'accountIds', { after }, accountIdsPage, { accounts: [], deadline });
    const accounts = (await owners.places(page.ids, deadline)).filter((place) => place !== null);
    const errand = { accounts, deadline };
    const [crm, billing, product, support] = await Promise.all([
      owners.crmFacts(errand).catch(() => accounts.map(() => null)),
      settled(errand, (each) => owners.billingFacts(each)),
      settled(errand, (each) => owners.usageFacts(each)),
      settled(errand, (each) => owners.supportFacts(each)),
    ]);
    yield accounts.map(({ id }, index) => {
      const facts = { crm: crm[index] ?? null, billing: billing[index] ?? null, product: product[index] ?? null, support: support[index] ?? null };
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
