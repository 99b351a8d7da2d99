import { asciiLowerCase } from '@customer-graph/protocol/ascii-lower-case';
import { refused } from '@customer-graph/protocol/outcome';
import { userError } from '@customer-graph/protocol/user-error';
import { withMinimumDeadline } from '@customer-graph/subgraph-kit/mutation';
import type { Context } from '../context.ts';
import type { InviteRequest } from '../contract.ts';
import { refusalOfInvitation, type TeamMember } from '../domain/team.ts';
import type { CrmSource, Invited } from '../port.ts';
import { writeRole } from './role-write.ts';
import type { MemberOutcome } from './member-outcome.ts';

/** The member with the address. Members whose invitation waits have the invited one. */
async function memberWith(source: CrmSource, email: string, team: readonly TeamMember[]): Promise<TeamMember | null> {
  const contacts = team.length === 0 ? [] : await source.contacts(team.map(({ contactId }) => contactId));
  return team.find((_member, index) => asciiLowerCase(contacts[index]?.email ?? '') === asciiLowerCase(email)) ?? null;
}

/** Whether the contact belongs to this company and is a member of no account. */
async function belongsOnlyTo(source: CrmSource, accountId: string, contactId: string): Promise<boolean> {
  const [isAssociated, memberships] = await Promise.all([
    source.isContactOf(contactId, accountId),
    source.membershipsOf(contactId),
  ]);
  return isAssociated && memberships.length === 0;
}

/** A contact for a person whom a member of the staff invites. Null: the CRM does not accept the address. */
async function contactForStaff(source: CrmSource, person: Invited): Promise<string | null> {
  const existing = await source.contactByEmail(person.email);
  if (existing !== null) return existing;
  const created = await source.inviteContact(person);
  return typeof created === 'object' ? created.contactId : source.contactByEmail(person.email);
}

/**
 * A contact for a person whom a customer invites. Null: the CRM does not accept the address.
 *
 * A contact of another company stays hidden: an invitation stands for the person until they accept it. The calls are the same
 * whether the CRM knows the address or not, so that neither answer nor time tells.
 */
async function contactForCustomer(source: CrmSource, person: Invited, actor: string): Promise<string | null> {
  const [existing, invitation] = await Promise.all([
    source.contactByEmail(person.email),
    source.invitationOf(person.companyId, person.email),
  ]);
  const isOwn = await belongsOnlyTo(source, person.companyId, existing ?? actor);
  if (existing !== null && isOwn) return existing;
  if (invitation !== null) return invitation;
  const created = existing === null ? await source.inviteContact(person) : 'TAKEN';
  if (created === 'REFUSED') return null;
  return created === 'TAKEN' ? source.createInvitation(person) : created.contactId;
}

/** Gives the person with the e-mail address a role in the account. Creates a contact if the CRM has none. */
export async function inviteMember(
  source: CrmSource,
  { accountId, actor, email, name, role }: InviteRequest,
  team: readonly TeamMember[],
  context: Context,
): Promise<MemberOutcome> {
  const [[company], present] = await Promise.all([source.companies([accountId]), memberWith(source, email, team)]);
  // The response to an earlier, successful invitation was lost, and the caller repeats it.
  if (present?.role === role) return { done: { contactId: present.contactId } };
  const refusal = refusalOfInvitation(team, company ?? null, present);
  if (refusal) return refused(refusal);
  return withMinimumDeadline('CRM', async () => {
    const person = { email, name, companyId: accountId };
    const contactId = await (actor === null
      ? contactForStaff(source, person)
      : contactForCustomer(source, person, actor));
    if (contactId === null)
      return refused(userError('INVALID_INPUT', 'The CRM does not accept this e-mail address.', 'email'));
    await writeRole(source, accountId, contactId, role, team, context);
    return { done: { contactId } };
  });
}
