import type { AccountAccess } from '@customer-graph/protocol/principal';
import type { Scope } from '@customer-graph/protocol/roles';
import type { LinksSigner } from '@customer-graph/protocol/signed-links';
import type { Search } from '@customer-graph/subgraph-kit/search';
import type { Context } from '../context.ts';

/** An account of the assertion, or an account of a list, which other subgraphs know only by its signed links. */
export interface AccountParent {
  readonly id: string;
  readonly scopes: readonly Scope[];
  /** Signed links; null for an account of the assertion. */
  readonly links: string | null;
  /** An account of a list. Its links are signed on request. */
  readonly listed?: true;
}

/** A search in such an account. */
export type AccountSearchParent = Search<AccountParent>;

export const listedAccount = (id: string, scopes: readonly Scope[]): AccountParent => ({
  id,
  scopes,
  links: null,
  listed: true,
});

/** Returns an account's signed links. Null for an account of the assertion, and for one that no longer exists. */
export type SignLinks = (account: AccountParent, context: Context) => Promise<string | null>;

/** Signs the links of an account once in a request, also if many of its members carry them. */
export function createSignLinks(signer: LinksSigner): SignLinks {
  async function sign({ id, scopes }: AccountParent, { assertion, loaders }: Context): Promise<string | null> {
    const company = await loaders.company.load(id);
    if (company === null) return null;
    const access: AccountAccess = {
      id,
      formerIds: company.mergedIds,
      scopes,
      links: await loaders.links.load(company),
      // Only staff, partners and administrators of the parent see lists, and they see all tickets.
      ownTicketsOnly: false,
    };
    return signer.sign(access, assertion.principal);
  }

  return async (account, context) => {
    if (!account.listed) return account.links;
    const { signatures } = context.loaders;
    const signature = signatures.get(account.id) ?? sign(account, context);
    signatures.set(account.id, signature);
    return signature;
  };
}
