import { asciiLowerCase } from '@customer-graph/protocol/ascii-lower-case';
import { encodeMemberId } from '@customer-graph/protocol/member-id';
import type { MemberRole } from '@customer-graph/protocol/roles';
import type { Context } from '../context.ts';
import type { CrmSource } from '../port.ts';

export interface OwnInvitation {
  readonly memberId: string;
  readonly account: { readonly id: string };
  readonly role: MemberRole;
}

/** Invitations to the caller's verified e-mail address that still have a role. Null for staff and partners. */
export async function ownInvitations(
  source: CrmSource,
  { assertion: { principal }, loaders }: Context,
): Promise<OwnInvitation[] | null> {
  if (principal.kind !== 'CUSTOMER') return null;
  const { email } = principal;
  if (email === null) return [];
  // The search index may be stale: the contact itself decides.
  const contacts = await Promise.all((await source.invitationsTo(email)).map((id) => loaders.contact.load(id)));
  const own = contacts.filter(
    (contact) => contact?.isInvitation === true && asciiLowerCase(contact.email ?? '') === asciiLowerCase(email),
  );
  const found = await Promise.all(
    own.map(async (contact) => {
      const contactId = contact?.id ?? '';
      const memberships = await loaders.memberships.load(contactId);
      return memberships.map(({ companyId: accountId, role }) => ({
        memberId: encodeMemberId({ accountId, contactId }),
        account: { id: accountId },
        role,
      }));
    }),
  );
  return found.flat();
}
