import { refused } from '@customer-graph/protocol/outcome';
import { withMinimumDeadline } from '@customer-graph/subgraph-kit/mutation';
import type { Context } from '../context.ts';
import type { RoleRequest } from '../contract.ts';
import { refusalOfRole, roleOf, type TeamMember } from '../domain/team.ts';
import type { CrmSource } from '../port.ts';
import { writeRole } from './role-write.ts';
import type { MemberOutcome } from './member-outcome.ts';

/** Changes the role of a member, or removes the member. */
export async function changeRole(
  source: CrmSource,
  { accountId, actor, contactId, role, isRepeat }: RoleRequest,
  team: readonly TeamMember[],
  context: Context,
): Promise<MemberOutcome> {
  // The response to an earlier, successful removal was lost, and the caller repeats it.
  if (isRepeat && role === null && contactId !== '' && roleOf(team, contactId) === null) return { done: { contactId } };
  const refusal = refusalOfRole(team, actor, contactId, role);
  if (refusal) return refused(refusal);
  return withMinimumDeadline('CRM', async () => {
    await writeRole(source, accountId, contactId, role, team, context);
    return { done: { contactId } };
  });
}
