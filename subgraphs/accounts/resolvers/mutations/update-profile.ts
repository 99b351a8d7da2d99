import { withoutNulls } from '@customer-graph/subgraph-kit/mutation';
import type { MutationResolvers } from '../../generated/schema.ts';
import type { CrmSource } from '../../port.ts';
import { notAMember, ownMembership } from '../../services/own-membership.ts';
import { updateProfile } from '../../services/profile-update.ts';
import type { Writes } from '../../services/writes.ts';
import { ownMember } from './own-member.ts';

export const updateProfileMutation =
  (writes: Writes, source: CrmSource): Required<MutationResolvers>['updateProfile'] =>
  async (_parent, { input }, context) => {
    const own = ownMembership(context);
    if (!own) return { member: null, userErrors: [notAMember()] };
    const { idempotencyKey: _key, ...fields } = input;
    const userErrors = await writes('updateProfile', null, input, context, () =>
      updateProfile(source, own.contactId, withoutNulls(fields)),
    );
    if (userErrors.length > 0) return { member: null, userErrors };
    // Other systems have the name too.
    if (fields.name) context.followUps.add(`contact:${own.contactId}`);
    return { member: await ownMember(own, context), userErrors: [] };
  };
