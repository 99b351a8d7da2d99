import { GraphError } from '@customer-graph/protocol/errors';
import type { MemberRole } from '@customer-graph/protocol/roles';
import type { Context } from '../context.ts';
import { hasAdmin, roleOf, type TeamMember } from '../domain/team.ts';
import type { CrmSource } from '../port.ts';

export const readTeam = async (source: CrmSource, accountId: string): Promise<readonly TeamMember[]> =>
  (await source.membersOf([accountId]))[0] ?? [];

/**
 * Writes a role and reads the team back.
 *
 * @param role the new role; null removes the member
 * @param before the team before the write
 * @throws UPSTREAM_INVALID_RESPONSE if the CRM did not store the role; UPSTREAM_UNAVAILABLE if a concurrent change left no
 *   administrator, so the write was undone
 */
export async function writeRole(
  source: CrmSource,
  accountId: string,
  contactId: string,
  role: MemberRole | null,
  before: readonly TeamMember[],
  { loaders, membershipsChanged }: Context,
): Promise<void> {
  try {
    await source.setRole(accountId, contactId, role);
  } finally {
    // The CRM may have applied a write although the request failed.
    membershipsChanged.add(contactId);
  }
  loaders.members.clear(accountId);
  const team = await readTeam(source, accountId);
  if (roleOf(team, contactId) !== role) throw new GraphError('UPSTREAM_INVALID_RESPONSE', { system: 'CRM' });
  if (roleOf(before, contactId) !== 'ADMIN' || hasAdmin(team)) return;
  // Someone removed the other administrator in the CRM meanwhile. The lock does not cover the CRM's own user interface.
  await source.setRole(accountId, contactId, 'ADMIN');
  throw new GraphError('UPSTREAM_UNAVAILABLE', {
    system: 'CRM',
    message: 'The team was changed elsewhere at the same time. Nothing was changed; try again.',
  });
}
