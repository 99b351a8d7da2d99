import { refused } from '@customer-graph/protocol/outcome';
import { withMinimumDeadline } from '@customer-graph/subgraph-kit/mutation';
import type { Context } from '../context.ts';
import type { CancellationRequest } from '../contract.ts';
import { cancellationInput } from '../domain/cancellation.ts';
import { checkInput } from '@customer-graph/subgraph-kit/check-input';
import { isLive } from '../domain/subscription.ts';
import type { BillingSource } from '../port.ts';
import { liveSubscription } from './live-subscription.ts';
import { written, type SubscriptionOutcome } from './subscription-outcome.ts';

/** How far the billing system's clock may be behind this one, in milliseconds. It counts in seconds. */
const clockToleranceMs = 60_000;

/** The id of the named or only subscription if it ended since `startedAt`, else null. */
async function endedSince(
  source: BillingSource,
  customerId: string,
  { subscriptionId, startedAt }: CancellationRequest,
): Promise<string | null> {
  const subscriptions = await source.subscriptions(customerId);
  if (subscriptionId === null && subscriptions.some(isLive)) return null;
  const ended = subscriptions.find(
    (subscription) =>
      !isLive(subscription) &&
      (subscription.canceledAt ?? 0) >= startedAt - clockToleranceMs &&
      (subscriptionId === null || subscription.id === subscriptionId),
  );
  return ended?.id ?? null;
}

/** Cancels a customer's subscription at once or at the end of the paid period. */
export async function cancelSubscription(
  source: BillingSource,
  customerId: string,
  request: CancellationRequest,
  context: Context,
): Promise<SubscriptionOutcome> {
  const checked = checkInput(cancellationInput, request);
  if ('refusals' in checked) return refused(...checked.refusals.slice(0, 1));
  const cancellation = checked.value;
  const chosen = await liveSubscription(request.subscriptionId, customerId, context);
  if ('refusal' in chosen) {
    // The first attempt may have ended the subscription although its response was lost.
    const mayBeDone = request.isRepeat && cancellation.immediately;
    const endedId = mayBeDone ? await endedSince(source, customerId, request) : null;
    return endedId === null ? refused(chosen.refusal) : written(endedId);
  }
  const { subscription } = chosen;
  await withMinimumDeadline('BILLING', () => source.cancelSubscription(subscription, cancellation, request.key));
  return written(subscription.id);
}
