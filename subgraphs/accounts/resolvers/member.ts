import { resolveAccountReference } from '@customer-graph/subgraph-kit/account-reference';
import type { LinksVerifier } from '@customer-graph/protocol/signed-links';
import { decodeMemberId, encodeMemberId } from '@customer-graph/protocol/member-id';
import type { MemberRole } from '@customer-graph/protocol/roles';
import type { Context } from '../context.ts';
import type { Contact } from '../domain/member.ts';
import type { MemberResolvers } from '../generated/schema.ts';
import type { AccountParent, SignLinks } from '../services/signed-links.ts';

/** A contact with a role in an account. The contact itself is read only on request. */
export interface MemberParent {
  readonly account: AccountParent;
  readonly contactId: string;
  readonly role: MemberRole;
}

export const membersOf = (
  account: AccountParent,
  members: readonly { contactId: string; role: MemberRole }[],
): MemberParent[] => members.map((member) => ({ ...member, account }));

const contactOf = ({ contactId }: MemberParent, { loaders }: Context): Promise<Contact | null> =>
  loaders.contact.load(contactId);

export const createMemberResolvers = (signLinks: SignLinks, verifier: LinksVerifier): MemberResolvers => ({
  async __resolveReference({ id, links }, { assertion, loaders }) {
    const key = decodeMemberId(id);
    if (key === null) return null;
    const account = await resolveAccountReference({ id: key.accountId, links }, assertion, verifier);
    if (!account?.scopes.includes('members:read')) return null;
    const members = await loaders.members.load(key.accountId);
    const member = members.find(({ contactId }) => contactId === key.contactId);
    return member ? { ...member, account } : null;
  },

  id: ({ account, contactId }) => encodeMemberId({ accountId: account.id, contactId }),
  links: ({ account }, _arguments, context) => signLinks(account, context),
  name: async (member, _arguments, context) => (await contactOf(member, context))?.name ?? null,
  email: async (member, _arguments, context) => (await contactOf(member, context))?.email ?? null,
  jobTitle: async (member, _arguments, context) => (await contactOf(member, context))?.jobTitle ?? null,
  phone: async (member, _arguments, context) => (await contactOf(member, context))?.phone ?? null,
  status: async (member, _arguments, context) => (await contactOf(member, context))?.status ?? null,

  async notificationPreferences(member, _arguments, context) {
    const contact = await contactOf(member, context);
    const email = contact?.email;
    // An invited person may be a contact that the CRM knows from elsewhere. The account must not learn that.
    if (contact?.status === 'INVITED' || contact?.isInvitation) return null;
    return email ? [...(await context.loaders.subscriptions.load(email))] : null;
  },
});
