import type { MutationResolvers } from '../../generated/schema.ts';
import { contactIdOf, type TeamOptions } from './member.ts';

export const removeMember =
  ({ owners, changeTeam }: TeamOptions): NonNullable<MutationResolvers['removeMember']> =>
  async (_parent, { input }, context) => {
    const target = contactIdOf(input.memberId, input.accountId, context);
    const { contactId, operation, userErrors } = await changeTeam(
      {
        kind: 'REMOVE_MEMBER',
        mutation: 'removeMember',
        input,
        contactId: target,
        // The accounts subgraph refuses an empty contact id as an unknown member.
        write: (request) =>
          owners.accounts.callAsCaller('setRole', { ...request, contactId: target ?? '', role: null }, context),
      },
      context,
    );
    return { removedMemberId: contactId === null ? null : input.memberId, operation, userErrors };
  };
