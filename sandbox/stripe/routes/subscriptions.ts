import type { Engine } from '../engine.ts';
import { invalid, missing } from '../errors.ts';
import { integerOf, recordOf, textOf, type Parameters } from '../parameters.ts';
import type { StripeObject } from '../store.ts';
import { isLive, nowSeconds } from '../subscription-items.ts';
import { ofCustomer } from './filters.ts';
import { itemChanges } from './item-changes.ts';
import { mergeMetadata } from './metadata.ts';
import type { Router } from './router.ts';

/** Lists, changes, resumption and cancellation of subscriptions. */
export function registerSubscriptions(router: Router, engine: Engine): void {
  const { store, get, post, remove, requireObject, respond, page } = router;
  get('/subscriptions', ({ input }) => {
    const status = textOf(input, 'status');
    const matches = (object: StripeObject) =>
      status === 'all' ||
      (status === undefined
        ? object.status !== 'canceled'
        : status === 'ended'
          ? !isLive(object)
          : object.status === status);
    return page(ofCustomer(router, 'subscriptions', input).filter(matches), input, '/v1/subscriptions');
  });
  post('/subscriptions/:id', ({ params, input }) => {
    const subscription = requireObject('subscriptions', params.id ?? '');
    if (!isLive(subscription)) throw missing('subscription', subscription.id);
    const changes = itemChanges(input);
    if (changes.length > 0) {
      engine.changeItems(subscription, changes, {
        behavior: textOf(input, 'proration_behavior') ?? 'create_prorations',
        date: integerOf(input, 'proration_date') ?? nowSeconds(),
        paymentBehavior: textOf(input, 'payment_behavior') ?? 'allow_incomplete',
      });
    }
    const ending = textOf(input, 'cancel_at_period_end');
    if (ending !== undefined) {
      const end = Math.max(
        ...(subscription.items as { data: StripeObject[] }).data.map((item) => Number(item.current_period_end)),
      );
      const scheduled = ending === 'true';
      Object.assign(subscription, {
        cancel_at_period_end: scheduled,
        cancel_at: scheduled ? end : null,
        canceled_at: scheduled ? nowSeconds() : null,
      });
    }
    const details = recordOf(input, 'cancellation_details');
    if (details) subscription.cancellation_details = cancellationDetails(details, null);
    const metadata = recordOf(input, 'metadata');
    if (metadata) subscription.metadata = mergeMetadata(subscription.metadata, metadata);
    const method = textOf(input, 'default_payment_method');
    if (method !== undefined) subscription.default_payment_method = method || null;
    return respond(store.put('subscriptions', subscription), input);
  });
  post('/subscriptions/:id/resume', ({ params, input }) => {
    const subscription = requireObject('subscriptions', params.id ?? '');
    if (subscription.status !== 'paused') throw invalid('Only a paused subscription can be resumed.');
    engine.resume(subscription);
    return respond(subscription, input);
  });
  remove('/subscriptions/:id', ({ params, input }) => {
    const subscription = requireObject('subscriptions', params.id ?? '');
    if (!isLive(subscription)) throw missing('subscription', subscription.id);
    const details = recordOf(input, 'cancellation_details');
    if (details) subscription.cancellation_details = cancellationDetails(details, 'cancellation_requested');
    engine.cancel(subscription);
    return respond(subscription, input);
  });
}

/** Stripe API, "Cancellation details". */
const cancellationDetails = (details: Parameters, reason: string | null) => ({
  comment: textOf(details, 'comment') ?? null,
  feedback: textOf(details, 'feedback') ?? null,
  feedback_option: null,
  reason,
});
