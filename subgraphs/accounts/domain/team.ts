import type { MemberRole } from '@customer-graph/protocol/roles';
import { userError, type UserError } from '@customer-graph/protocol/user-error';
import type { Company } from './company.ts';

export interface TeamMember {
  readonly contactId: string;
  readonly role: MemberRole;
}

/** Roles by their power; a larger number permits more. */
const rank: Readonly<Record<MemberRole, number>> = { MEMBER: 0, BILLING: 1, ADMIN: 2 };

export const hasAdmin = (team: readonly TeamMember[]): boolean => team.some(({ role }) => role === 'ADMIN');

export const roleOf = (team: readonly TeamMember[], contactId: string): MemberRole | null =>
  team.find((member) => member.contactId === contactId)?.role ?? null;

/**
 * Whether the actor may change the team now. The assertion may be older than the loss of the role.
 *
 * @param actor the contact who makes the change; null for staff
 */
export const mayChange = (team: readonly TeamMember[], actor: string | null): boolean =>
  actor === null || roleOf(team, actor) === 'ADMIN';

/**
 * The refusal of a member's new role or removal; null: permitted.
 *
 * @param actor the contact who makes the change; null for staff
 * @param role the new role; null removes the member
 */
export function refusalOfRole(
  team: readonly TeamMember[],
  actor: string | null,
  target: string,
  role: MemberRole | null,
): UserError | null {
  const present = roleOf(team, target);
  if (present === null) return userError('NOT_FOUND', 'The account has no such member.', 'memberId');
  const isLastAdmin = present === 'ADMIN' && team.filter((member) => member.role === 'ADMIN').length === 1;
  if (isLastAdmin && role !== 'ADMIN')
    return userError('NOT_ALLOWED', 'The account must keep at least one administrator.', 'memberId');
  if (actor === target && role !== null && rank[role] > rank[present])
    return userError('NOT_ALLOWED', 'You cannot raise your own role.', 'role');
  return null;
}

/**
 * The refusal of an additional member; null: permitted.
 *
 * @param company null: the CRM has no such company
 * @param present the person's membership in the account
 */
export function refusalOfInvitation(
  team: readonly TeamMember[],
  company: Pick<Company, 'status' | 'seats'> | null,
  present: TeamMember | null,
): UserError | null {
  if (present !== null)
    return userError(
      'CONFLICT',
      'The person is already a member of the account. Change the role of the member instead.',
      'email',
    );
  if (company?.status === 'CHURNED')
    return userError('CONFLICT', 'The account has no subscription any more, so nobody can be invited.', 'accountId');
  if (company && company.seats !== null && team.length >= company.seats)
    return userError('LIMIT_REACHED', 'All seats of the account are taken.', 'email');
  return null;
}
