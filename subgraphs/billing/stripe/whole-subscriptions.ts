import type Stripe from 'stripe';
import { z } from 'zod';
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
  /** The subscriptions of a list. Throws UPSTREAM_INVALID_RESPONSE for one of another customer. */
  ownedBy(customerId: string, list: readonly unknown[]): Promise<readonly Subscription[]>;
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

  async function ownedBy(customer: string, list: readonly unknown[]): Promise<readonly Subscription[]> {
    const subscriptions = await Promise.all(list.map(map));
    for (const { customerId } of subscriptions) parse(z.literal(customer), customerId, 'subscription.customer');
    return subscriptions;
  }

  return {
    map,
    ownedBy,
    async embeddedIn(list, customer) {
      const query = { customer, expand: ['data.default_payment_method'] };
      const all = await completeList(list, 'subscriptions', () =>
        callStripe(() => readAllPages((page) => stripe.subscriptions.list({ ...query, ...page }))),
      );
      return ownedBy(customer, all);
    },
  };
}
