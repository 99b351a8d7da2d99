import type { z } from 'zod';
import type { Idempotency, Outcome } from '@customer-graph/journal/idempotency';
import { refused } from '@customer-graph/protocol/outcome';
import { decodeMemberId } from '@customer-graph/protocol/member-id';
import { userError, type UserError } from '@customer-graph/protocol/user-error';
import { assertMembershipUnchanged } from '@customer-graph/subgraph-kit/mutation';
import type { Context } from '../context.ts';
import type { Operation } from '../domain/operation.ts';
import type { Owners } from '../owners.ts';
import { attemptOf, type Operations } from './operations.ts';
import { storedMember } from './stored-member.ts';

export interface AcceptanceResult {
  /** Null: nothing was changed. */
  readonly accountId: string | null;
  readonly operation: Operation | null;
  readonly userErrors: UserError[];
}

export type AcceptInvitation = (
  input: { readonly memberId: string; readonly idempotencyKey?: string | null },
  context: Context,
) => Promise<AcceptanceResult>;

/**
 * Accepts an invitation for the caller: writes to the CRM, then starts the operations that notify the product of the new member
 * and of the end of the invitation.
 */
export const createInvitationAcceptance =
  (owners: Owners, operations: Operations, once: Idempotency): AcceptInvitation =>
  async (input, context) => {
    assertMembershipUnchanged(context);
    const { accountId, contactId: invitationId } = decodeMemberId(input.memberId) ?? { accountId: '', contactId: '' };
    const outcome = await once(
      attemptOf('acceptInvitation', accountId, input, context),
      storedMember,
      async ({ key, isRepeat }): Promise<Outcome<z.infer<typeof storedMember>>> => {
        if (accountId === '') return refused(userError('NOT_FOUND', 'There is no such invitation.', 'memberId'));
        await operations.assertAvailable();
        const written = await owners.accounts.callAsCaller('accept', { accountId, invitationId, isRepeat }, context);
        if ('refused' in written) return written;
        const { contactId } = written.done;
        const [operationId] = await Promise.all([
          operations.start('ACCEPT_INVITATION', { accountId, contactId }, key),
          operations.start('REMOVE_MEMBER', { accountId, contactId: invitationId }, `${key} invitation`),
        ]);
        return { done: { contactId, operationId } };
      },
    );
    if ('refused' in outcome) return { accountId: null, operation: null, userErrors: [...outcome.refused] };
    return { accountId, operation: await operations.follow(outcome.done.operationId, context), userErrors: [] };
  };
