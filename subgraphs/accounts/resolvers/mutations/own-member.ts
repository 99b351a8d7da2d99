import type { Context } from '../../context.ts';
import type { OwnMembership } from '../../services/own-membership.ts';
import type { MemberParent } from '../member.ts';

/** Reads the caller's member again after a change. */
export async function ownMember(
  { account, contactId }: OwnMembership,
  { loaders }: Context,
): Promise<MemberParent | null> {
  loaders.contact.clear(contactId);
  const member = (await loaders.members.load(account.id)).find((candidate) => candidate.contactId === contactId);
  return member ? { ...member, account } : null;
}
