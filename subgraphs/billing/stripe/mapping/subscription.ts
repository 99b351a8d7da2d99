import type Stripe from 'stripe';
import { z } from 'zod';
import { fieldByField } from '@customer-graph/upstream/field-by-field';
import { identifier, integer, optional } from '@customer-graph/upstream/shapes';
import type { CollectionPause, Subscription, SubscriptionItem, SubscriptionStatus } from '../../domain/subscription.ts';
import {
  currencyCode,
  enumOf,
  fieldsOf,
  fromStripePeriod,
  optionalFieldsOf,
  optionalTime,
  parse,
  reference,
  time,
  type Fields,
} from './fields.ts';
import { fromStripePaymentMethod } from './payment-method.ts';
import { fromStripePrice } from './price.ts';

const status = enumOf<SubscriptionStatus>({
  trialing: 'TRIALING',
  active: 'ACTIVE',
  past_due: 'PAST_DUE',
  unpaid: 'UNPAID',
  paused: 'PAUSED',
  incomplete: 'INCOMPLETE',
  incomplete_expired: 'INCOMPLETE_EXPIRED',
  canceled: 'CANCELED',
});

const pauseBehavior = enumOf<CollectionPause['invoices']>({
  keep_as_draft: 'DRAFT',
  mark_uncollectible: 'UNCOLLECTIBLE',
  void: 'VOID',
});

type Raw = Fields<Stripe.Subscription>;

/** The period of an item. Before the API version "Basil" the subscription itself has it. */
function periodOf(item: Fields<Stripe.SubscriptionItem>, subscription: object) {
  const whole = subscription as Pick<Fields<Stripe.SubscriptionItem>, 'current_period_start' | 'current_period_end'>;
  return fromStripePeriod(
    item.current_period_start ?? whole.current_period_start,
    item.current_period_end ?? whole.current_period_end,
  );
}

function fromStripeItem(value: unknown, subscription: Raw): SubscriptionItem {
  const item = fieldsOf<Stripe.SubscriptionItem>(value, 'item');
  const id = parse(identifier, item.id, 'item.id');
  return fieldByField<SubscriptionItem>({
    id: () => id,
    price: () => fromStripePrice(item.price),
    quantity: () => parse(optional(integer), item.quantity, 'item.quantity'),
    period: () => periodOf(item, subscription),
  });
}

const atLeastOne = z.array(z.unknown()).min(1);

/** @param read returns all items of the subscription; throws if they cannot be used */
export function fromStripeSubscription(value: unknown, read: () => readonly unknown[]): Subscription {
  const items = () => parse(atLeastOne, read(), 'items');
  const raw = fieldsOf<Stripe.Subscription>(value, 'subscription');
  const id = parse(identifier, raw.id, 'subscription.id');
  const customerId = parse(reference, raw.customer, 'subscription.customer');
  return fieldByField<Subscription>({
    id: () => id,
    customerId: () => customerId,
    status: () => parse(status, raw.status, 'subscription.status'),
    currency: () => parse(currencyCode, raw.currency, 'subscription.currency'),
    items() {
      const [first, ...rest] = items();
      return [fromStripeItem(first, raw), ...rest.map((item) => fromStripeItem(item, raw))];
    },
    createdAt: () => parse(time, raw.created, 'subscription.created'),
    trialEndsAt: () => parse(optionalTime, raw.trial_end, 'trial_end'),
    cancelsAt: () => cancelTime(raw, items),
    cancelsWithPeriod: () => raw.cancel_at_period_end === true,
    canceledAt: () => parse(optionalTime, raw.canceled_at, 'canceled_at'),
    endedAt: () => parse(optionalTime, raw.ended_at, 'ended_at'),
    endedUnpaid() {
      const details = optionalFieldsOf<Stripe.Subscription.CancellationDetails>(raw.cancellation_details, 'details');
      return details?.reason === 'payment_failed' || isUnpaid(raw);
    },
    collectionPause: () => pauseOf(raw),
    isInvoiced: () => raw.collection_method === 'send_invoice',
    paymentMethod: () =>
      raw.default_payment_method === null || raw.default_payment_method === undefined
        ? null
        : fromStripePaymentMethod(raw.default_payment_method, customerId),
    sourceId: () => parse(optional(reference), raw.default_source, 'default_source'),
    scheduleId: () => parse(optional(reference), raw.schedule, 'schedule'),
  });
}

function pauseOf(raw: Raw): CollectionPause | null {
  const pause = optionalFieldsOf<Stripe.Subscription.PauseCollection>(raw.pause_collection, 'pause_collection');
  return (
    pause && {
      invoices: parse(pauseBehavior, pause.behavior, 'pause_collection.behavior'),
      resumesAt: parse(optionalTime, pause.resumes_at, 'pause_collection.resumes_at'),
    }
  );
}

/** Whether its last invoice is unpaid. Known only where the invoice was read with the subscription. */
function isUnpaid(raw: Raw): boolean {
  const invoice = optionalFieldsOf<Stripe.Invoice>(raw.latest_invoice, 'latest_invoice');
  return invoice?.status === 'open' || invoice?.status === 'uncollectible';
}

/** When a scheduled cancellation takes effect. "At period end" without a time is the end of the last period. */
function cancelTime(raw: Raw, items: () => readonly unknown[]): number | null {
  const stated = parse(optionalTime, raw.cancel_at, 'cancel_at');
  if (stated !== null || raw.cancel_at_period_end !== true) return stated;
  return Math.max(...items().map((item) => periodOf(fieldsOf<Stripe.SubscriptionItem>(item, 'item'), raw).end));
}
