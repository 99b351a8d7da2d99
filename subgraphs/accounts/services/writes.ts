import type { z } from 'zod';
import type { Idempotency, Outcome } from '@customer-graph/journal/idempotency';
import { noOutput } from '@customer-graph/protocol/calls';
import { refused } from '@customer-graph/protocol/outcome';
import { userError, type UserError } from '@customer-graph/protocol/user-error';
import type { Context } from '../context.ts';

/** The outcome of a write without a result. */
export type WriteOutcome = Outcome<z.infer<typeof noOutput>>;

export const done: WriteOutcome = { done: {} };

/** The refusal of values that the CRM does not accept. */
export const refusedByCrm = (): WriteOutcome =>
  refused(userError('INVALID_INPUT', 'The CRM rejected one of the values.'));

/**
 * Runs a write once for each idempotency key and returns its refusals; empty: it was made.
 *
 * @param accountId the changed account; null for a change to the caller
 */
export type Writes = (
  mutation: string,
  accountId: string | null,
  input: { readonly idempotencyKey?: string | null },
  context: Context,
  write: () => Promise<WriteOutcome>,
) => Promise<UserError[]>;

export const createWrites =
  (idempotency: Idempotency): Writes =>
  async (mutation, tenant, input, { assertion: { principal, deadline } }, write) => {
    const outcome = await idempotency({ mutation, tenant, input, principal, deadline }, noOutput, write);
    return 'refused' in outcome ? [...outcome.refused] : [];
  };
