import { asciiLowerCase } from '@customer-graph/protocol/ascii-lower-case';
import { refused } from '@customer-graph/protocol/outcome';
import { userError } from '@customer-graph/protocol/user-error';
import { withMinimumDeadline } from '@customer-graph/subgraph-kit/mutation';
import type { Context } from '../context.ts';
import type { AcceptRequest } from '../contract.ts';
import { roleOf } from '../domain/team.ts';
import type { CrmSource } from '../port.ts';
import type { LookUps } from './look-ups.ts';
import type { MemberOutcome } from './member-outcome.ts';
import { readTeam, writeRole } from './role-write.ts';

const noInvitation = () => userError('NOT_FOUND', 'There is no such invitation for your e-mail address.', 'memberId');

/** Gives the caller the role of an invitation to their e-mail address, and ends the invitation. */
export async function acceptInvitation(
  source: CrmSource,
  lookUps: LookUps,
  { accountId, invitationId, isRepeat }: AcceptRequest,
  context: Context,
): Promise<MemberOutcome> {
  const { principal } = context.assertion;
  if (principal.kind !== 'CUSTOMER' || principal.email === null)
    return refused(
      userError('NOT_ALLOWED', 'Only a person with a verified e-mail address can accept an invitation.', 'memberId'),
    );
  const { subject, email } = principal;
  const [own, [invitation], team] = await Promise.all([
    principal.contactId ?? lookUps.contactOf({ subject, email }),
    source.contacts([invitationId]),
    readTeam(source, accountId),
  ]);
  const [role, present] = [roleOf(team, invitationId), own === null ? null : roleOf(team, own)];
  // The response to an earlier, successful acceptance was lost, and the caller repeats it.
  if (isRepeat && own !== null && role === null && present !== null) return { done: { contactId: own } };
  const isTheirs =
    invitation?.isInvitation === true && asciiLowerCase(invitation.email ?? '') === asciiLowerCase(email);
  if (!isTheirs || role === null) return refused(noInvitation());
  if (own === null)
    return refused(
      userError('CONFLICT', 'The CRM has no single contact with your e-mail address. Ask support.', 'memberId'),
    );
  return withMinimumDeadline('CRM', async () => {
    // A member keeps the role that they have.
    if (present === null) await writeRole(source, accountId, own, role, team, context);
    await source.settleInvitation(invitationId, own);
    return { done: { contactId: own } };
  });
}
