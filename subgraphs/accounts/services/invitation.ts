import { refused } from '@customer-graph/protocol/outcome';
import { userError } from '@customer-graph/protocol/user-error';
import { withMinimumDeadline } from '@customer-graph/subgraph-kit/mutation';
import type { Context } from '../context.ts';
import type { InviteRequest } from '../contract.ts';
import { refusalOfInvitation, roleOf, type TeamMember } from '../domain/team.ts';
import type { CrmSource } from '../port.ts';
import { writeRole } from './role-write.ts';
import type { MemberOutcome } from './member-outcome.ts';

/** Whether the contact belongs to this company and is a member of no account. */
async function belongsOnlyTo(source: CrmSource, accountId: string, contactId: string): Promise<boolean> {
  const [isAssociated, memberships] = await Promise.all([
    source.isContactOf(contactId, accountId),
    source.membershipsOf(contactId),
  ]);
  return isAssociated && memberships.length === 0;
}

/** Gives the person with the e-mail address a role in the account. Creates a contact if the CRM has none. */
export async function inviteMember(
  source: CrmSource,
  { accountId, actor, email, name, role }: InviteRequest,
  team: readonly TeamMember[],
  context: Context,
): Promise<MemberOutcome> {
  const [company] = await source.companies([accountId]);
  return withMinimumDeadline('CRM', async () => {
    const existing = await source.contactByEmail(email);
    // The response to an earlier, successful invitation was lost, and the caller repeats it.
    if (existing !== null && roleOf(team, existing) === role) return { done: { contactId: existing } };
    const refusal = refusalOfInvitation(team, company ?? null, existing);
    if (refusal) return refused(refusal);
    // An invitation shows the contact's data to the account, so only staff may invite a contact of another company.
    if (existing !== null && actor !== null && !(await belongsOnlyTo(source, accountId, existing)))
      return refused(
        userError('NOT_ALLOWED', 'You cannot invite this person. Ask support to add the person.', 'email'),
      );
    const contactId = existing ?? (await source.inviteContact({ email, name, companyId: accountId }));
    if (contactId === null)
      return refused(userError('INVALID_INPUT', 'The CRM does not accept this e-mail address.', 'email'));
    await writeRole(source, accountId, contactId, role, team, context);
    return { done: { contactId } };
  });
}
