import type { Assertion } from '../../shared/principal.ts';
import { decodeMemberId, encodeMemberId } from '../../shared/member-id.ts';
import type { Context } from '../context.ts';
import type { Contact, MemberRef } from '../domain/member.ts';
import type { MemberResolvers } from '../generated/schema.ts';

const contactOf = ({ contactId }: MemberRef, { loaders }: Context): Promise<Contact | null> => loaders.contact.load(contactId);

/** Whether the caller may know the members of an account that nobody but a member's id names. */
function mayRead({ principal, scopes, accounts }: Assertion, accountId: string): boolean {
  const named = Object.values(accounts).find(({ id }) => id === accountId);
  if (named) return named.scopes.includes('members:read');
  if (!scopes.includes('members:read')) return false;
  return principal.kind === 'STAFF' || (principal.kind === 'PARTNER' && principal.accountIds.includes(accountId));
}

export const memberResolvers: MemberResolvers = {
  async __resolveReference({ id }, { assertion, loaders }) {
    const key = decodeMemberId(id);
    if (key === null || !mayRead(assertion, key.accountId)) return null;
    const members = await loaders.members.load(key.accountId);
    const member = members.find(({ contactId }) => contactId === key.contactId);
    return member ? { ...member, accountId: key.accountId } : null;
  },

  id: (member) => encodeMemberId(member),
  name: async (member, _arguments, context) => (await contactOf(member, context))?.name ?? null,
  email: async (member, _arguments, context) => (await contactOf(member, context))?.email ?? null,
  jobTitle: async (member, _arguments, context) => (await contactOf(member, context))?.jobTitle ?? null,
  phone: async (member, _arguments, context) => (await contactOf(member, context))?.phone ?? null,
  status: async (member, _arguments, context) => (await contactOf(member, context))?.status ?? null,

  async notificationPreferences(member, _arguments, context) {
    const email = (await contactOf(member, context))?.email;
    return email ? [...(await context.loaders.subscriptions.load(email))] : null;
  },
};
