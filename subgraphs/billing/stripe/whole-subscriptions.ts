import type Stripe from 'stripe';
import type { Subscription } from '../domain/subscription.ts';
import { callStripe } from './errors.ts';
import { completeList, deferred, fieldsOf, parse, reference } from './mapping/fields.ts';
import { fromStripeSubscription } from './mapping/subscription.ts';
import { readAllPages } from './pages.ts';

/** The fields of a subscription that reads of it need expanded. */
export const subscriptionExpansions = ['default_payment_method', 'latest_invoice'];

/** Maps subscriptions, and reads the items that Stripe does not embed. */
export interface CompleteSubscriptions {
  map(raw: unknown): Promise<Subscription>;
  /** The live subscriptions of a list inside a customer. */
  embeddedIn(list: unknown, customerId: string): Promise<readonly Subscription[]>;
}

export function createCompleteSubscriptions(stripe: Stripe): CompleteSubscriptions {
  const itemsOf = (subscription: string, items: unknown) =>
    completeList(items, 'items', () =>
      callStripe(() => readAllPages((page) => stripe.subscriptionItems.list({ subscription, ...page }))),
    );

  async function map(raw: unknown): Promise<Subscription> {
    const { id, items } = fieldsOf<Stripe.Subscription>(raw, 'subscription');
    const subscription = parse(reference, id, 'subscription.id');
    return fromStripeSubscription(raw, await deferred(() => itemsOf(subscription, items)));
  }

  return {
    map,
    async embeddedIn(list, customer) {
      const query = { customer, expand: ['data.default_payment_method'] };
      const all = await completeList(list, 'subscriptions', () =>
        callStripe(() => readAllPages((page) => stripe.subscriptions.list({ ...query, ...page }))),
      );
      return Promise.all(all.map(map));
    },
  };
}
