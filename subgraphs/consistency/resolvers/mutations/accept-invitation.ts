import type { MutationResolvers } from '../../generated/schema.ts';
import type { AcceptInvitation } from '../../services/invitation-acceptance.ts';

export const acceptInvitation =
  (accept: AcceptInvitation): NonNullable<MutationResolvers['acceptInvitation']> =>
  (_parent, { input }, context) =>
    accept(input, context);
