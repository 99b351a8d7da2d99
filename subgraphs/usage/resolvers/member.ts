import { resolveAccountReference } from '../../shared/account-reference.ts';
import type { LinksVerifier } from '../../shared/assertion/links.ts';
import { decodeMemberId } from '../../shared/member-id.ts';
import { toOptionalDateTime } from '../../shared/scalars.ts';
import type { MemberResolvers } from '../generated/schema.ts';

/** A person in an account, as the product is asked for them. */
export interface MemberParent {
  readonly id: string;
  readonly links: string | null;
  /** Null: the product does not know the account. */
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
