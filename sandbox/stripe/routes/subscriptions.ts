import type { Switches } from '../../behaviour.ts';
import type { Engine } from '../engine.ts';
import { invalid, missing } from '../errors.ts';
import { integerOf, recordOf, textOf, type Parameters } from '../parameters.ts';
import type { StripeObject, StripeStore } from '../store.ts';
import { isLive, itemsOf, nowSeconds } from '../subscription-items.ts';
import { ofCustomer } from './filters.ts';
import { itemChanges } from './item-changes.ts';
import { mergeMetadata } from './metadata.ts';
import type { Router } from './router.ts';
import { cancelSchedule, scheduleOf } from './subscription-schedules.ts';

/** Lists, changes, resumption and cancellation of subscriptions. */
export function registerSubscriptions(router: Router, engine: Engine, switches: Switches): void {
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
  get('/subscription_items', ({ input }) => {
    const subscription = requireObject('subscriptions', textOf(input, 'subscription') ?? '', 'subscription');
    return page((subscription.items as { data: StripeObject[] }).data, input, '/v1/subscription_items');
  });
  post('/subscriptions/:id', ({ params, input }) => {
    const subscription = requireObject('subscriptions', params.id ?? '');
    if (!isLive(subscription)) throw missing('subscription', subscription.id);
    assertCancellationIsFree(store, subscription, input);
    const changes = itemChanges(input);
    if (changes.length > 0) {
      engine.changeItems(subscription, changes, {
        behavior: textOf(input, 'proration_behavior') ?? 'create_prorations',
        date: integerOf(input, 'proration_date') ?? nowSeconds(),
        paymentBehavior: textOf(input, 'payment_behavior') ?? 'allow_incomplete',
      });
    }
    changeCancellation(store, subscription, input, switches.get().stripe.billingMode);
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
    cancelSchedule(store, subscription);
    return respond(subscription, input);
  });
}

/** Refuses both parameters of a cancellation at once, and a change of the cancellation of a scheduled subscription. */
function assertCancellationIsFree(store: StripeStore, subscription: StripeObject, input: Parameters): void {
  const given = ['cancel_at_period_end', 'cancel_at'].filter((name) => textOf(input, name) !== undefined);
  if (given.length > 1)
    throw invalid('Received both cancel_at_period_end and cancel_at parameters. Please pass in only one.', 'cancel_at');
  const schedule = scheduleOf(store, subscription);
  if (given.length > 0 && schedule)
    throw invalid(
      `The subscription is managed by the subscription schedule \`${schedule.id}\`, and updating any cancelation behavior directly is not allowed. Please update the schedule instead.`,
    );
}

/**
 * Changes a scheduled cancellation. Stripe, "Compare billing modes": in the flexible mode the two fields are independent, in
 * the classic mode an end with the period sets both.
 */
function changeCancellation(
  store: StripeStore,
  subscription: StripeObject,
  input: Parameters,
  mode: 'flexible' | 'classic',
): void {
  const atPeriodEnd = textOf(input, 'cancel_at_period_end');
  const at = textOf(input, 'cancel_at');
  const end = Math.max(...itemsOf(subscription, store).map((item) => item.end));
  if (atPeriodEnd !== undefined)
    Object.assign(subscription, {
      cancel_at_period_end: atPeriodEnd === 'true',
      ...(mode === 'classic' && { cancel_at: atPeriodEnd === 'true' ? end : null }),
    });
  if (at !== undefined)
    Object.assign(subscription, {
      cancel_at: at === '' ? null : at.endsWith('_period_end') ? end : Number(at),
      ...(mode === 'classic' && { cancel_at_period_end: false }),
    });
  if (atPeriodEnd === undefined && at === undefined) return;
  const isEnding = subscription.cancel_at_period_end === true || subscription.cancel_at !== null;
  subscription.canceled_at = isEnding ? nowSeconds() : null;
}

/** Stripe API, "Cancellation details". */
const cancellationDetails = (details: Parameters, reason: string | null) => ({
  comment: textOf(details, 'comment') ?? null,
  feedback: textOf(details, 'feedback') ?? null,
  feedback_option: null,
  reason,
});
