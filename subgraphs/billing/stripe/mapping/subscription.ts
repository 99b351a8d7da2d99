import type Stripe from 'stripe';
import type { Subscription, SubscriptionItem, SubscriptionStatus } from '../../domain/subscription.ts';
import {
  completeList,
  enumOf,
  expect,
  fromOptionalStripeTime,
  fromStripePeriod,
  fromStripeTime,
  idOf,
} from './fields.ts';
import { fromStripePrice } from './price.ts';

const statusOf = enumOf<SubscriptionStatus>({
  trialing: 'TRIALING',
  active: 'ACTIVE',
  past_due: 'PAST_DUE',
  unpaid: 'UNPAID',
  paused: 'PAUSED',
  incomplete: 'INCOMPLETE',
  incomplete_expired: 'INCOMPLETE_EXPIRED',
  canceled: 'CANCELED',
});

const fromStripeItem = (item: Stripe.SubscriptionItem): SubscriptionItem => ({
  id: expect.string(item.id, 'item.id'),
  price: fromStripePrice(expect.object(item.price, 'item.price')),
  quantity: expect.optionalInteger(item.quantity, 'item.quantity'),
  period: fromStripePeriod(item.current_period_start, item.current_period_end),
});

export function fromStripeSubscription(subscription: Stripe.Subscription): Subscription {
  const [first, ...rest] = completeList(subscription.items, 'items').map(fromStripeItem);
  return {
    id: expect.string(subscription.id, 'subscription.id'),
    status: statusOf(subscription.status, 'subscription.status'),
    items: [expect.object(first, 'items.data[0]'), ...rest],
    createdAt: fromStripeTime(subscription.created, 'subscription.created'),
    trialEndsAt: fromOptionalStripeTime(subscription.trial_end, 'trial_end'),
    cancelsAt: fromOptionalStripeTime(cancelTime(subscription), 'cancel_at'),
    canceledAt: fromOptionalStripeTime(subscription.canceled_at, 'canceled_at'),
    endedAt: fromOptionalStripeTime(subscription.ended_at, 'ended_at'),
    endedUnpaid: subscription.cancellation_details?.reason === 'payment_failed' || isUnpaid(subscription),
    isInvoiced: subscription.collection_method === 'send_invoice',
    paymentMethodId: subscription.default_payment_method
      ? idOf(subscription.default_payment_method, 'default_payment_method')
      : null,
  };
}

/** Whether its last invoice is unpaid. Known only where the invoice was read with the subscription. */
const isUnpaid = ({ latest_invoice: invoice }: Stripe.Subscription): boolean =>
  typeof invoice === 'object' && (invoice?.status === 'open' || invoice?.status === 'uncollectible');

/** When a scheduled cancellation takes effect, in seconds. "At period end" without a time is the end of the last period. */
function cancelTime(subscription: Stripe.Subscription): number | null {
  if (subscription.cancel_at !== null) return subscription.cancel_at;
  if (!subscription.cancel_at_period_end) return null;
  return Math.max(...subscription.items.data.map((item) => item.current_period_end));
}
