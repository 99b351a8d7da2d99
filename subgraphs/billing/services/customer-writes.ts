import type { z } from 'zod';
import type { Idempotency, Outcome, StartedAttempt } from '@customer-graph/journal/idempotency';
import { refused } from '@customer-graph/protocol/outcome';
import type { UserError } from '@customer-graph/protocol/user-error';
import { requireAccount } from '@customer-graph/subgraph-kit/mutation';
import type { Context } from '../context.ts';
import { noCustomer, type CustomerLinks } from './customer-links.ts';

/** The input of every billing mutation. */
interface CustomerInput {
  readonly accountId: string;
  readonly idempotencyKey?: string | null;
}

export type CustomerWriteOutcome<Done> =
  | { readonly refused: readonly UserError[] }
  | {
      readonly done: Done;
      /** Null if the account lost its customer between the write and a repeat of it. */
      readonly customerId: string | null;
      /** The idempotency key for the billing system. */
      readonly vendorKey: string;
    };

/**
 * Runs a write to the customer of the account that the input names, once for each idempotency key. Refuses it if the account
 * has no customer.
 *
 * @param done schema of the ids that the journal keeps
 */
export type CustomerWrites = <Done>(
  mutation: string,
  input: CustomerInput,
  context: Context,
  done: z.ZodType<Done>,
  write: (customerId: string, attempt: StartedAttempt) => Promise<Outcome<Done>>,
) => Promise<CustomerWriteOutcome<Done>>;

export const createCustomerWrites =
  (links: CustomerLinks, idempotency: Idempotency): CustomerWrites =>
  async (mutation, input, context, done, write) => {
    const account = requireAccount(input.accountId, context);
    const link = await links.checkedLinkOf(account, context);
    const customerId = link.state === 'LINKED' ? link.id : null;
    const { principal, deadline } = context.assertion;
    const outcome = await idempotency(
      { mutation, tenant: account.id, input, principal, deadline },
      done,
      async (attempt) => (customerId === null ? refused(noCustomer()) : write(customerId, attempt)),
    );
    return { ...outcome, customerId };
  };
