import type { LinksVerifier } from '@customer-graph/protocol/signed-links';
import type { AccountAccess, Assertion, Links } from '@customer-graph/protocol/principal';
import type { Scope } from '@customer-graph/protocol/roles';
import type { Search } from './search.ts';

/** An account that the caller may see. The parent value of all fields of `Account`. */
export interface AccountReference {
  readonly id: string;
  /** The signed links of a listed account; null for an account of the assertion. Part of the entity key, so never changed. */
  readonly links: string | null;
  /** The caller's scopes in the account. */
  readonly scopes: readonly Scope[];
  /** The account's counterparts in other systems. */
  readonly counterparts: Links;
  /** Whether the caller sees only their own tickets. */
  readonly ownTicketsOnly: boolean;
  /** Ids that were merged into the account. Other systems can still use them. */
  readonly formerIds: readonly string[];
}

/** The parent value of all fields of `AccountSearch`. */
export type ReferenceSearch = Search<AccountReference>;

/** The parent value of all fields of `Viewer`. */
export interface ViewerReference {
  readonly assertion: Assertion;
}

const toReference = (access: AccountAccess, links: string | null): AccountReference => ({
  id: access.id,
  links,
  scopes: access.scopes,
  counterparts: access.links,
  // A gateway of an older version does not send the field. The narrower view is then the safe one.
  ownTicketsOnly: (access as Partial<AccountAccess>).ownTicketsOnly ?? true,
  formerIds: (access as Partial<AccountAccess>).formerIds ?? [],
});

/**
 * Resolves `Query.account`. Returns null for an account outside the assertion.
 *
 * Every subgraph must resolve the shared roots `account` and `viewer` with these functions, from the assertion alone. The gateway
 * merges their responses in the order of arrival, so that any difference would mix accounts.
 *
 * @example
 * Query: { account: (_parent, { id }, { assertion }) => accountOf(assertion, id) }
 */
export const accountOf = (assertion: Assertion, id: string): AccountReference | null => {
  const access = Object.hasOwn(assertion.accounts, id) ? assertion.accounts[id] : undefined;
  return access ? toReference(access, null) : null;
};

/** Resolves `Viewer.account`. Returns null for a caller without an account. */
export const viewerAccountOf = (assertion: Assertion): AccountReference | null =>
  assertion.viewerAccountId === null ? null : accountOf(assertion, assertion.viewerAccountId);

/** Resolves `Query.viewer`. Returns null for an anonymous caller. */
export const viewerOf = (assertion: Assertion): ViewerReference | null =>
  assertion.principal.kind === 'ANONYMOUS' ? null : { assertion };

/**
 * Resolves an `Account` representation of `_entities`. Returns null for an account that neither the assertion nor a valid
 * signature contains: a representation itself is not trusted.
 *
 * @example
 * Account: { __resolveReference: (reference, { assertion }) => resolveAccountReference(reference, assertion, verifier) }
 */
export async function resolveAccountReference(
  reference: { readonly id: string; readonly links?: string | null | undefined },
  assertion: Assertion,
  verifier: LinksVerifier,
): Promise<AccountReference | null> {
  if (typeof reference.links !== 'string') {
    const access = Object.values(assertion.accounts).find(({ id }) => id === reference.id);
    return access ? toReference(access, null) : null;
  }
  const access = await verifier.verify(reference.links, reference.id, assertion.principal);
  return access && toReference(access, reference.links);
}
