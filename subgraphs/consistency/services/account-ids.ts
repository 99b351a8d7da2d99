import type { Owners } from '../owners.ts';

/** How long the calls for one page of accounts may take, in milliseconds: they respect the vendors' rate limits. */
export const pageMs = 300_000;

/** The ids of all accounts, a page at a time. */
export async function* accountIds(owners: Owners): AsyncGenerator<readonly string[]> {
  for (let after: string | null = null; ;) {
    const page: { readonly ids: readonly string[]; readonly next: string | null } = await owners.accounts.callAsSystem(
      'accountIds',
      { after },
      { accounts: [], deadline: Date.now() + pageMs },
    );
    yield page.ids;
    after = page.next;
    if (after === null) return;
  }
}
