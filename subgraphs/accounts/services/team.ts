import type { WithLock } from '@customer-graph/journal/locks';
import { GraphError } from '@customer-graph/protocol/errors';
import type { Context } from '../context.ts';
import type { AcceptRequest, InviteRequest, RoleRequest } from '../contract.ts';
import { mayChange, type TeamMember } from '../domain/team.ts';
import type { CrmSource } from '../port.ts';
import { acceptInvitation } from './acceptance.ts';
import { inviteMember } from './invitation.ts';
import type { LookUps } from './look-ups.ts';
import { changeRole } from './role-change.ts';
import { readTeam } from './role-write.ts';
import type { MemberOutcome } from './member-outcome.ts';

/** Changes to the members of an account. */
export interface Team {
  /** Throws FORBIDDEN if the actor is no longer an administrator. */
  invite(request: InviteRequest, context: Context): Promise<MemberOutcome>;
  /** Throws FORBIDDEN if the actor is no longer an administrator. */
  setRole(request: RoleRequest, context: Context): Promise<MemberOutcome>;
  /** Accepts an invitation for the caller. */
  accept(request: AcceptRequest, context: Context): Promise<MemberOutcome>;
}

type TeamChange<Request> = (
  source: CrmSource,
  request: Request,
  team: readonly TeamMember[],
  context: Context,
) => Promise<MemberOutcome>;

export function createTeam(source: CrmSource, lookUps: LookUps, withLock: WithLock): Team {
  /** Without the lock, two administrators who remove each other at the same time would leave none. */
  const locked =
    <Request extends { readonly accountId: string; readonly actor: string | null }>(change: TeamChange<Request>) =>
    (request: Request, context: Context): Promise<MemberOutcome> =>
      withLock(`team ${request.accountId}`, context.assertion.deadline, async () => {
        const team = await readTeam(source, request.accountId);
        if (!mayChange(team, request.actor)) throw new GraphError('FORBIDDEN');
        return change(source, request, team, context);
      });

  return {
    invite: locked(inviteMember),
    setRole: locked(changeRole),
    accept: (request, context) =>
      withLock(`team ${request.accountId}`, context.assertion.deadline, () =>
        acceptInvitation(source, lookUps, request, context),
      ),
  };
}
