import type { Links } from './principal.ts';
import type { MemberRole } from './roles.ts';

/** What the gateway asks the accounts subgraph before it plans. Never published: signed commands alone lead here. */

export interface MembershipRequest {
  readonly subject: string;
  /** Only an address that the identity provider vouches for. */
  readonly email: string | null;
}

export interface MembershipAnswer {
  readonly contactId: string;
  readonly memberships: readonly { readonly accountId: string; readonly role: MemberRole }[];
}

/** Which accounts the caller may go to. Others are not answered, and nothing more is read for them. */
export type Reach =
  | { readonly kind: 'ANY' }
  | { readonly kind: 'LISTED'; readonly accountIds: readonly string[] }
  | { readonly kind: 'MEMBER'; readonly memberOf: readonly string[]; readonly adminOf: readonly string[] };

export interface AccountsRequest {
  readonly ids: readonly string[];
  readonly reach: Reach;
}

export interface DirectoryAccount {
  /** The present id: the one asked for may have been merged into it. */
  readonly id: string;
  readonly parentId: string | null;
  readonly links: Links;
}

type Place = Pick<DirectoryAccount, 'id' | 'parentId'>;

/** Whether the caller comes to the account by its parent alone. */
export const onlyThroughParent = (reach: Reach, { id }: Place): boolean => reach.kind === 'MEMBER' && !reach.memberOf.includes(id);

export function mayReach(reach: Reach, { id, parentId }: Place): boolean {
  switch (reach.kind) {
    case 'ANY':
      return true;
    case 'LISTED':
      return reach.accountIds.includes(id);
    case 'MEMBER':
      return reach.memberOf.includes(id) || (parentId !== null && reach.adminOf.includes(parentId));
    default:
      return reach satisfies never;
  }
}
