import type { LinksVerifier } from './assertion/links.ts';
import type { AccountAccess, Assertion, Links } from './principal.ts';
import type { Scope } from './roles.ts';
import type { Search } from './search.ts';

/** An account that the caller may see: the parent of every field that a subgraph adds to it. */
export interface AccountReference {
  readonly id: string;
  /** Signed by the accounts subgraph, or null for an account of the assertion. Part of the key: it goes back as it came. */
  readonly links: string | null;
  /** What the caller may do in it. */
  readonly scopes: readonly Scope[];
  /** Its counterparts in the other systems. */
  readonly counterparts: Links;
  readonly ownTicketsOnly: boolean;
  /** Ids that were merged into it. */
  readonly formerIds: readonly string[];
}

/** A search of such an account. */
export type ReferenceSearch = Search<AccountReference>;

/** The parent of what a subgraph adds to the viewer: all of it stands in the assertion. */
export interface ViewerReference {
  readonly assertion: Assertion;
}

const refer = (access: AccountAccess, links: string | null): AccountReference => ({
  id: access.id,
  links,
  scopes: access.scopes,
  counterparts: access.links,
  // A gateway of an older version does not say: then nobody sees more than their own.
  ownTicketsOnly: (access as Partial<AccountAccess>).ownTicketsOnly ?? true,
  formerIds: (access as Partial<AccountAccess>).formerIds ?? [],
});

/**
 * The shared roots. Every subgraph answers them alike, from the assertion and nothing else: their answers are merged by the
 * gateway as they arrive, so any difference would mix accounts.
 */
export const accountOf = (assertion: Assertion, id: string): AccountReference | null => {
  const access = Object.hasOwn(assertion.accounts, id) ? assertion.accounts[id] : undefined;
  return access ? refer(access, null) : null;
};

export const viewerAccountOf = (assertion: Assertion): AccountReference | null =>
  assertion.viewerAccountId === null ? null : accountOf(assertion, assertion.viewerAccountId);

export const viewerOf = (assertion: Assertion): ViewerReference | null =>
  assertion.principal.kind === 'ANONYMOUS' ? null : { assertion };

/** A reference that the gateway hands over: believed as far as the assertion or a signature goes, before any I/O. */
export async function resolveAccountReference(
  reference: { readonly id: string; readonly links?: string | null | undefined },
  assertion: Assertion,
  verifier: LinksVerifier,
): Promise<AccountReference | null> {
  if (typeof reference.links !== 'string') {
    const access = Object.values(assertion.accounts).find(({ id }) => id === reference.id);
    return access ? refer(access, null) : null;
  }
  const access = await verifier.verify(reference.links, reference.id, assertion.principal);
  return access && refer(access, reference.links);
}
