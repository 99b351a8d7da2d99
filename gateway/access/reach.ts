import { administersParent, type DirectoryAccount, type Reach } from '@customer-graph/protocol/directory';
import type { AccountAccess, Membership } from '@customer-graph/protocol/principal';
import {
  followsOwnTicketsOnly,
  scopesOfMember,
  scopesOfPartner,
  scopesOfStaff,
  scopesOfSubsidiary,
  type Scope,
} from '@customer-graph/protocol/roles';
import type { Identity } from '../identity/identity.ts';

/** The scopes of a token outside any account. A customer has none: their scopes come from memberships. */
export function tokenScopes(identity: Identity): readonly Scope[] {
  if (identity.kind === 'STAFF') return scopesOfStaff(identity.roles);
  return identity.kind === 'PARTNER' ? scopesOfPartner(identity.scopes) : [];
}

/** The accounts that the caller may reach. Null: none, so the directory need not be called. */
export function reachOf(identity: Identity, memberships: readonly Membership[]): Reach | null {
  switch (identity.kind) {
    case 'ANONYMOUS':
      return null;
    case 'STAFF':
      return tokenScopes(identity).includes('account:read') ? { kind: 'ANY' } : null;
    case 'PARTNER':
      return tokenScopes(identity).includes('account:read')
        ? { kind: 'LISTED', accountIds: [...identity.accountIds] }
        : null;
    case 'CUSTOMER': {
      if (memberships.length === 0) return null;
      const memberOf = memberships.map(({ accountId }) => accountId);
      const adminOf = memberships.filter(({ role }) => role === 'ADMIN').map(({ accountId }) => accountId);
      return { kind: 'MEMBER', memberOf, adminOf };
    }
    default:
      return identity satisfies never;
  }
}

/** The caller's access to an account within their reach. */
export function accountAccess(
  account: DirectoryAccount,
  reach: Reach,
  identity: Identity,
  memberships: readonly Membership[],
): AccountAccess {
  const { id, mergedIds: formerIds, links } = account;
  if (reach.kind !== 'MEMBER') return { id, formerIds, links, scopes: tokenScopes(identity), ownTicketsOnly: false };
  const role = memberships.find(({ accountId }) => accountId === id)?.role;
  const isParentAdmin = administersParent(reach, account);
  const scopes = new Set([...(role ? scopesOfMember(role) : []), ...(isParentAdmin ? scopesOfSubsidiary() : [])]);
  const ownTicketsOnly = !isParentAdmin && (role === undefined || followsOwnTicketsOnly(role));
  return { id, formerIds, links, scopes: [...scopes], ownTicketsOnly };
}
