import type { Idempotency } from '@customer-graph/journal/idempotency';
import type { MutationResolvers } from '../generated/schema.ts';
import type { Owners } from '../owners.ts';
import type { WorkflowEngine } from '../port.ts';
import { createInvitationAcceptance } from '../services/invitation-acceptance.ts';
import { createOperations } from '../services/operations.ts';
import { createSubscriptionChange } from '../services/subscription-change.ts';
import { createTeamChange } from '../services/team-change.ts';
import { acceptInvitation } from './mutations/accept-invitation.ts';
import { cancelSubscription } from './mutations/cancel-subscription.ts';
import { changeMemberRole } from './mutations/change-member-role.ts';
import { changeSubscription } from './mutations/change-subscription.ts';
import { inviteMember } from './mutations/invite-member.ts';
import { removeMember } from './mutations/remove-member.ts';
import { resumeSubscription } from './mutations/resume-subscription.ts';

export interface MutationOptions {
  readonly owners: Owners;
  readonly workflows: WorkflowEngine;
  readonly once: Idempotency;
}

export function createMutationResolvers({ owners, workflows, once }: MutationOptions): MutationResolvers {
  const operations = createOperations(workflows);
  const team = { owners, changeTeam: createTeamChange(operations, once) };
  const subscription = { owners, changeSubscription: createSubscriptionChange({ owners, operations, once }) };
  return {
    inviteMember: inviteMember(team),
    acceptInvitation: acceptInvitation(createInvitationAcceptance(owners, operations, once)),
    changeMemberRole: changeMemberRole(team),
    removeMember: removeMember(team),
    changeSubscription: changeSubscription(subscription),
    cancelSubscription: cancelSubscription(subscription),
    resumeSubscription: resumeSubscription(subscription),
  };
}
