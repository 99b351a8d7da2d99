import type { MemberRole } from '../../shared/roles.ts';
import { userError, type UserError } from '../../shared/user-error.ts';

export interface TeamMember {
  readonly contactId: string;
  readonly role: MemberRole;
}

/** How much a role may: a larger number may more. */
const rank: Readonly<Record<MemberRole, number>> = { MEMBER: 0, BILLING: 1, ADMIN: 2 };

/** Whether somebody may change the team now: what their token was let in with may have been taken away a moment ago. */
export const mayChange = (team: readonly TeamMember[], actor: string | null): boolean =>
  actor === null || team.some(({ contactId, role }) => contactId === actor && role === 'ADMIN');

/**
 * Why a member may not get this role, or, with null, may not be removed; null where they may.
 *
 * @param actor the contact who wants it; null for staff
 */
export function refusalOf(
  team: readonly TeamMember[],
  actor: string | null,
  target: string,
  role: MemberRole | null,
): UserError | null {
  const member = team.find(({ contactId }) => contactId === target);
  if (!member) return userError('NOT_FOUND', 'The account has no such member.', 'memberId');
  const isLastAdmin = member.role === 'ADMIN' && team.filter((each) => each.role === 'ADMIN').length === 1;
  if (isLastAdmin && role !== 'ADMIN')
    return userError('NOT_ALLOWED', 'The last administrator of an account stays its administrator.', 'memberId');
  if (actor === target && role !== null && rank[role] > rank[member.role])
    return userError('NOT_ALLOWED', 'Nobody raises their own role.', 'role');
  return null;
}
