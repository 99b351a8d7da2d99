import { decodeMemberId, encodeMemberId } from '@customer-graph/protocol/member-id';
import { requireAccount } from '@customer-graph/subgraph-kit/mutation';
import type { Context } from '../../context.ts';
import type { Owners } from '../../owners.ts';
import type { ChangeTeam, TeamChangeResult } from '../../services/team-change.ts';

export interface TeamOptions {
  readonly owners: Owners;
  readonly changeTeam: ChangeTeam;
}

/** The contact of a member id. Null: the id is malformed, or of another account. */
export function contactIdOf(memberId: string, accountId: string, context: Context): string | null {
  const key = decodeMemberId(memberId);
  return key?.accountId === requireAccount(accountId, context).id ? key.contactId : null;
}

/** The payload with the changed member. The accounts subgraph resolves the member's fields. */
export const memberPayload = ({ account, contactId, ...payload }: TeamChangeResult) => ({
  ...payload,
  member:
    contactId === null ? null : { id: encodeMemberId({ accountId: account.id, contactId }), links: account.links },
});
