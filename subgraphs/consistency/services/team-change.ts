import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Idempotency, Outcome } from '@customer-graph/journal/idempotency';
import { GraphError, isOutcomeUnknown } from '@customer-graph/protocol/errors';
import { refused } from '@customer-graph/protocol/outcome';
import type { UserError } from '@customer-graph/protocol/user-error';
import type { AccountReference } from '@customer-graph/subgraph-kit/account-reference';
import { contactIdOf, requireAccount } from '@customer-graph/subgraph-kit/mutation';
import type { memberDone } from '../../accounts/contract.ts';
import type { Context } from '../context.ts';
import type { Operation, OperationKind } from '../domain/operation.ts';
import { attemptOf, type Operations, type WriteInput } from './operations.ts';
import { storedMember } from './stored-member.ts';

export interface TeamChange {
  readonly kind: OperationKind;
  /** The mutation's name: the scope of its idempotency keys. */
  readonly mutation: string;
  readonly input: WriteInput;
  /** The contact to change; null for an invitation, or where the member is not of this account. */
  readonly contactId: string | null;
  /** Refuses an invalid input before any system is called. */
  readonly refusal?: UserError | null;
  /** Writes to the CRM, the owner of the team. */
  readonly write: (request: TeamWrite) => Promise<Outcome<z.infer<typeof memberDone>>>;
}

/** The fields that every write to a team has. `actor`: the contact who makes the change; null for staff. */
export interface TeamWrite {
  readonly accountId: string;
  readonly actor: string | null;
  readonly isRepeat: boolean;
}

export interface TeamChangeResult {
  readonly account: AccountReference;
  /** Null: nothing was changed. */
  readonly contactId: string | null;
  readonly operation: Operation | null;
  readonly userErrors: UserError[];
}

export type ChangeTeam = (change: TeamChange, context: Context) => Promise<TeamChangeResult>;

/** Changes a team: writes to the CRM, then starts and follows the operation that notifies the product. */
export function createTeamChange(operations: Operations, once: Idempotency): ChangeTeam {
  /**
   * The CRM may have applied a write that failed, and the caller may no longer be permitted to repeat it.
   * The operation notifies the product of the member's current state in the CRM.
   */
  async function startAfterFailure(error: unknown, { kind, contactId }: TeamChange, accountId: string, key: string) {
    const mayBeWritten = isOutcomeUnknown(error instanceof GraphError ? error.code : undefined);
    if (!mayBeWritten || contactId === null) return;
    await operations.start(kind, { accountId, contactId }, `${key} ${randomUUID()}`).catch(() => undefined);
  }

  return async (change, context) => {
    const { kind, mutation, input, refusal, write } = change;
    const account = requireAccount(input.accountId, context);
    const outcome = await once(
      attemptOf(mutation, account.id, input, context),
      storedMember,
      async ({ key, isRepeat }): Promise<Outcome<z.infer<typeof storedMember>>> => {
        if (refusal) return refused(refusal);
        await operations.assertAvailable();
        const request = { accountId: account.id, actor: contactIdOf(context.assertion), isRepeat };
        const written = await write(request).catch(async (error: unknown) => {
          await startAfterFailure(error, change, account.id, key);
          throw error;
        });
        if ('refused' in written) return written;
        const { contactId } = written.done;
        return {
          done: { contactId, operationId: await operations.start(kind, { accountId: account.id, contactId }, key) },
        };
      },
    );
    if ('refused' in outcome) return { account, contactId: null, operation: null, userErrors: [...outcome.refused] };
    const { contactId, operationId } = outcome.done;
    return { account, contactId, operation: await operations.follow(operationId, context), userErrors: [] };
  };
}
