import type { MutationResolvers } from '../../generated/schema.ts';
import type { CrmSource } from '../../port.ts';
import { updateNotificationPreferences } from '../../services/notification-preferences.ts';
import { notAMember, ownMembership } from '../../services/own-membership.ts';
import type { Writes } from '../../services/writes.ts';
import { ownMember } from './own-member.ts';

export const updateNotificationPreferencesMutation =
  (writes: Writes, source: CrmSource): Required<MutationResolvers>['updateNotificationPreferences'] =>
  async (_parent, { input }, context) => {
    const own = ownMembership(context);
    if (!own) return { member: null, userErrors: [notAMember()] };
    const { loaders } = context;
    const email = (await loaders.contact.load(own.contactId))?.email ?? null;
    const userErrors = await writes('updateNotificationPreferences', null, input, context, () =>
      updateNotificationPreferences(source, email, input.preferences),
    );
    if (userErrors.length > 0) return { member: null, userErrors };
    if (email !== null) loaders.subscriptions.clear(email);
    return { member: await ownMember(own, context), userErrors: [] };
  };
