import type { Attempt } from '@customer-graph/journal/idempotency';
import type { Context } from '../context.ts';
import { operationIdOf, type Operation, type OperationKind } from '../domain/operation.ts';
import type { WorkflowEngine } from '../port.ts';

/** The part of an input that every write over several systems has. */
export interface WriteInput {
  readonly accountId: string;
  readonly idempotencyKey?: string | null;
}

/** The part of an input that every write has. */
type KeyedInput = Pick<WriteInput, 'idempotencyKey'>;

/** Starts and follows the operations of mutations. */
export interface Operations {
  /** Rejects with UPSTREAM_UNAVAILABLE if an operation could not be stored: a write must not start then. */
  assertAvailable(): Promise<void>;
  /**
   * Starts the operation that brings the owner's values to the following systems. A crash before it leaves nothing
   * behind: the owner recognizes the repeated write by its key.
   *
   * @param key the vendor's idempotency key: the same key gives the same operation
   * @returns the operation's id
   */
  start(
    kind: OperationKind,
    ids: { readonly accountId: string; readonly contactId?: string; readonly subscriptionId?: string },
    key: string,
  ): Promise<string>;
  /** Waits for the operation's end, as long as the caller waits, and returns its progress. */
  follow(operationId: string, context: Context): Promise<Operation | null>;
}

/** Time that is reserved for the response, in milliseconds. */
const responseMs = 400;

export const createOperations = (workflows: WorkflowEngine): Operations => ({
  assertAvailable: () => workflows.ensureReady(),

  async start(kind, { accountId, contactId = null, subscriptionId = null }, key) {
    const id = operationIdOf(key);
    await workflows.start({ id, kind, accountId, contactId, subscriptionId });
    return id;
  },

  async follow(operationId, { assertion: { answerBy = Infinity, deadline } }) {
    await workflows.waitFor(operationId, Math.min(answerBy, deadline) - responseMs);
    return workflows.operation(operationId);
  },
});

/** The attempt under the input's idempotency key. */
export const attemptOf = (mutation: string, tenant: string, input: KeyedInput, { assertion }: Context): Attempt => ({
  mutation,
  tenant,
  input,
  principal: assertion.principal,
  deadline: assertion.deadline,
});
