import type { AccountReference } from '../../shared/account-reference.ts';
import type { LinksSigner } from '../../shared/assertion/links.ts';
import type { Scope } from '../../shared/roles.ts';
import type { Search } from '../../shared/search.ts';
import type { Context } from '../context.ts';

/** An account of the assertion, or one that a list led to: the other subgraphs know nothing of that yet. */
export interface AccountParent {
  readonly id: string;
  readonly scopes: readonly Scope[];
  /** Signed links, or null for an account of the assertion. */
  readonly links: AccountReference['links'];
  /** A list led here: its links are signed when they are asked for. */
  readonly listed?: true;
}

/** A search of such an account. */
export type AccountSearchParent = Search<AccountParent>;

export const listedAccount = (id: string, scopes: readonly Scope[]): AccountParent => ({
  id,
  scopes,
  links: null,
  listed: true,
});

export type SignLinks = (account: AccountParent, context: Context) => Promise<string | null>;

/** What the other subgraphs need to know of an account: signed once a request, however many of its members carry it. */
export const createSignLinks =
  (signer: LinksSigner): SignLinks =>
  async (account, { assertion, loaders }) => {
    if (!account.listed) return account.links;
    const signature = loaders.signatures.get(account.id) ?? sign();
    loaders.signatures.set(account.id, signature);
    return signature;

    async function sign(): Promise<string | null> {
      const company = await loaders.company.load(account.id);
      if (company === null) return null;
      // Lists are for staff, for partners, and for those who administer the parent: they see the account's tickets.
      const access = {
        id: account.id,
        formerIds: company.mergedIds,
        scopes: account.scopes,
        links: await loaders.links.load(company),
        ownTicketsOnly: false,
      };
      return signer.sign(access, assertion.principal);
    }
  };
