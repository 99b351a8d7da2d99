import type { Links } from '@customer-graph/protocol/principal';
import type { Context } from '../context.ts';
import type { BillingFacts, SubscriptionFacts } from '../contract.ts';
import { planItem, seatsOf, type Subscription } from '../domain/subscription.ts';
import { liveSubscriptionsOf } from './live-subscription.ts';
import { productsOf } from './products.ts';

async function factsOf(subscription: Subscription, context: Context): Promise<SubscriptionFacts> {
  const products = await productsOf(subscription, context);
  const { price, period } = planItem(subscription, products);
  return {
    id: subscription.id,
    status: subscription.status,
    // Not the product's id: other systems know plans only by their keys.
    planKey: products.get(price.productId)?.planKey ?? null,
    seats: seatsOf(subscription, products),
    periodEnd: period.end,
  };
}

/** An account's live subscriptions in the form that other systems are compared with. */
export async function billingFactsOf(link: Links['billing'], context: Context): Promise<BillingFacts> {
  if (link.state !== 'LINKED') return { link: link.state, live: [] };
  const live = await liveSubscriptionsOf(link.id, context);
  return {
    link: 'LINKED',
    live: await Promise.all(live.map((subscription) => factsOf(subscription, context))),
  };
}
