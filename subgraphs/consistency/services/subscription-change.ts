import { z } from 'zod';
import type { Idempotency, Outcome, StartedAttempt } from '@customer-graph/journal/idempotency';
import type { UserError } from '@customer-graph/protocol/user-error';
import type { AccountReference } from '@customer-graph/subgraph-kit/account-reference';
import { requireAccount } from '@customer-graph/subgraph-kit/mutation';
import type { subscriptionDone } from '../../billing/contract.ts';
import type { Context } from '../context.ts';
import type { Operation, OperationKind } from '../domain/operation.ts';
import type { Owners } from '../owners.ts';
import { attemptOf, type Operations, type WriteInput } from './operations.ts';

export interface SubscriptionChange {
  readonly kind: OperationKind;
  /** The mutation's name: the scope of its idempotency keys. */
  readonly mutation: string;
  readonly input: WriteInput;
  /** Writes to billing, the owner of the subscription. */
  readonly write: (request: SubscriptionWrite) => Promise<Outcome<z.infer<typeof subscriptionDone>>>;
}

/** The fields that every write to a subscription has, and when the write was first started. */
export interface SubscriptionWrite extends Pick<StartedAttempt, 'key' | 'isRepeat' | 'startedAt'> {
  readonly accountId: string;
}

export interface SubscriptionChangeResult {
  /** Null: nothing was changed. */
  readonly account: AccountReference | null;
  readonly operation: Operation | null;
  /** The action that the customer must take before anything changes. */
  readonly nextAction: { readonly clientSecret: string | null; readonly hostedUrl: string | null } | null;
  readonly userErrors: UserError[];
}

export type ChangeSubscription = (change: SubscriptionChange, context: Context) => Promise<SubscriptionChangeResult>;

export interface SubscriptionChangeOptions {
  readonly owners: Owners;
  readonly operations: Operations;
  readonly once: Idempotency;
}

/** The stored outcome: an operation, or an invoice that the customer must confirm first. */
const storedDone = z.object({ operationId: z.string().nullable(), openInvoiceId: z.string().nullable() });

/** Changes a subscription: writes to billing, then starts and follows the operation for the CRM and the product. */
export function createSubscriptionChange({ owners, operations, once }: SubscriptionChangeOptions): ChangeSubscription {
  return async ({ kind, mutation, input, write }, context) => {
    const account = requireAccount(input.accountId, context);
    const outcome = await once(
      attemptOf(mutation, account.id, input, context),
      storedDone,
      async ({ key, isRepeat, startedAt }): Promise<Outcome<z.infer<typeof storedDone>>> => {
        await operations.assertAvailable();
        const written = await write({ accountId: account.id, key, isRepeat, startedAt });
        if ('refused' in written) return written;
        const { subscriptionId, openInvoiceId } = written.done;
        // Nothing has changed yet. After the customer's confirmation a billing webhook reports the change.
        if (openInvoiceId !== null) return { done: { operationId: null, openInvoiceId } };
        const operationId = await operations.start(kind, { accountId: account.id, subscriptionId }, key);
        return { done: { operationId, openInvoiceId: null } };
      },
    );
    if ('refused' in outcome)
      return { account: null, operation: null, nextAction: null, userErrors: [...outcome.refused] };
    const { operationId, openInvoiceId } = outcome.done;
    const [operation, nextAction] = await Promise.all([
      operationId === null ? null : operations.follow(operationId, context),
      openInvoiceId === null ? null : owners.billing.callAsCaller('nextAction', { invoiceId: openInvoiceId }, context),
    ]);
    return { account, operation, nextAction, userErrors: [] };
  };
}
