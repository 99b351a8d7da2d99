import type { Outcome, StartedAttempt } from '@customer-graph/journal/idempotency';
import type { WithLock } from '@customer-graph/journal/locks';
import { noOutput } from '@customer-graph/protocol/calls';
import { refused } from '@customer-graph/protocol/outcome';
import { userError } from '@customer-graph/protocol/user-error';
import { withMinimumDeadline } from '@customer-graph/subgraph-kit/mutation';
import { refusalsOfDetails, toDetailsChange, type DetailsInput } from '../domain/details-change.ts';
import type { BillingSource } from '../port.ts';

export const detailsDone = noOutput;

/** Changes the name, e-mail address or postal address on a customer's invoices. */
export async function updateBillingDetails(
  source: BillingSource,
  withLock: WithLock,
  customerId: string,
  input: DetailsInput,
  { key, isRepeat }: StartedAttempt,
  deadline: number,
): Promise<Outcome<Record<string, never>>> {
  const refusals = refusalsOfDetails(input);
  if (refusals.length > 0) return refused(...refusals);
  // The billing system replaces the whole address: two partial changes at once would undo each other.
  return withLock(`details ${customerId}`, deadline, async () => {
    const present = input.address ? ((await source.customer(customerId))?.details.address ?? null) : null;
    const change = toDetailsChange(input, present);
    // A repeat may merge into another address than the first attempt, and Stripe refuses a used key with another request.
    const requestKey = isRepeat ? `${key}-${Date.now()}` : key;
    const isAccepted = await withMinimumDeadline('BILLING', () => source.updateDetails(customerId, change, requestKey));
    if (isAccepted) return { done: {} };
    return refused(userError('INVALID_INPUT', 'The billing system refuses one of these values.'));
  });
}
