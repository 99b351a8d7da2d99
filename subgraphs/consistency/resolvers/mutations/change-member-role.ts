import type { MutationResolvers } from '../../generated/schema.ts';
import { contactIdOf, memberPayload, type TeamOptions } from './member.ts';

export const changeMemberRole =
  ({ owners, changeTeam }: TeamOptions): NonNullable<MutationResolvers['changeMemberRole']> =>
  async (_parent, { input }, context) => {
    const contactId = contactIdOf(input.memberId, input.accountId, context);
    return memberPayload(
      await changeTeam(
        {
          kind: 'CHANGE_MEMBER_ROLE',
          mutation: 'changeMemberRole',
          input,
          contactId,
          // The accounts subgraph refuses an empty contact id as an unknown member.
          write: (request) =>
            owners.accounts.callAsCaller(
              'setRole',
              { ...request, contactId: contactId ?? '', role: input.role },
              context,
            ),
        },
        context,
      ),
    );
  };
