import { asciiLowerCase } from '@customer-graph/protocol/ascii-lower-case';
import { userError } from '@customer-graph/protocol/user-error';
import type { MutationResolvers } from '../../generated/schema.ts';
import { memberPayload, type TeamOptions } from './member.ts';

const maxNameLength = 200;

const isInvalidName = (name: string | null): boolean =>
  name !== null && (name.trim() === '' || name.length > maxNameLength);

export const inviteMember =
  ({ owners, changeTeam }: TeamOptions): NonNullable<MutationResolvers['inviteMember']> =>
  async (_parent, { input }, context) => {
    const { email, name = null, role } = input;
    return memberPayload(
      await changeTeam(
        {
          kind: 'INVITE_MEMBER',
          mutation: 'inviteMember',
          input,
          contactId: null,
          refusal: isInvalidName(name)
            ? userError('INVALID_INPUT', `name must have 1 to ${maxNameLength} characters.`, 'name')
            : null,
          write: (request) =>
            owners.accounts.callAsCaller('invite', { ...request, email: asciiLowerCase(email), name, role }, context),
        },
        context,
      ),
    );
  };
