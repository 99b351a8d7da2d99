import { decodeMemberId } from '@customer-graph/protocol/member-id';
import type { LinksVerifier } from '@customer-graph/protocol/signed-links';
import { resolveAccountReference } from '@customer-graph/subgraph-kit/account-reference';
import { toOptionalDateTime } from '@customer-graph/subgraph-kit/scalars';
import type { MemberResolvers } from '../generated/schema.ts';

/** A member of an account, with the keys of their record in the product. */
export interface MemberParent {
  readonly id: string;
  readonly links: string | null;
  /** Null: the account has no tenant in the product. */
  readonly tenantId: string | null;
  readonly contactId: string;
}

export const createMemberResolvers = (verifier: LinksVerifier): MemberResolvers => ({
  async __resolveReference({ id, links }, { assertion }) {
    const key = decodeMemberId(id);
    if (key === null) return null;
    const account = await resolveAccountReference({ id: key.accountId, links }, assertion, verifier);
    if (!account?.scopes.includes('members:read')) return null;
    const { product } = account.counterparts;
    return {
      id,
      links: account.links,
      tenantId: product.state === 'LINKED' ? product.id : null,
      contactId: key.contactId,
    };
  },

  lastActiveAt: async ({ tenantId, contactId }, _arguments, { loaders }) =>
    toOptionalDateTime(tenantId === null ? null : await loaders.lastActive.load({ tenantId, contactId })),
});
