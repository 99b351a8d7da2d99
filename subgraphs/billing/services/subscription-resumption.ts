import { refused } from '@customer-graph/protocol/outcome';
import { userError } from '@customer-graph/protocol/user-error';
import { withMinimumDeadline } from '@customer-graph/subgraph-kit/mutation';
import type { Context } from '../context.ts';
import type { ResumptionRequest } from '../contract.ts';
import type { BillingSource } from '../port.ts';
import { liveSubscription } from './live-subscription.ts';
import { written, type SubscriptionOutcome } from './subscription-outcome.ts';

/** Undoes a scheduled cancellation of a customer's subscription, or ends its pause. */
export async function resumeSubscription(
  source: BillingSource,
  customerId: string,
  { subscriptionId, key, isRepeat }: ResumptionRequest,
  context: Context,
): Promise<SubscriptionOutcome> {
  const chosen = await liveSubscription(subscriptionId, customerId, context);
  if ('refusal' in chosen) return refused(chosen.refusal);
  const { subscription } = chosen;
  if (subscription.cancelsAt === null && subscription.status !== 'PAUSED') {
    // The first attempt may have resumed the subscription although its response was lost.
    if (isRepeat) return written(subscription.id);
    const field = subscriptionId === null ? [] : ['subscriptionId'];
    return refused(userError('CONFLICT', 'The subscription is neither paused nor about to end.', ...field));
  }
  const payment = await withMinimumDeadline('BILLING', () => source.resumeSubscription(subscription, key));
  if (payment.kind === 'REFUSED')
    return refused(userError('CONFLICT', 'The billing system still ends the subscription: nothing was changed.'));
  return written(subscription.id, payment);
}
