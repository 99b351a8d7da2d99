import type { Links } from '@customer-graph/protocol/principal';
import type { Context } from '../context.ts';
import type { BillingFacts, SubscriptionFacts } from '../contract.ts';
import { endOf, isLive, planItem, seatsOf, type Subscription } from '../domain/subscription.ts';
import { mainSubscriptionOf } from './live-subscription.ts';
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
    endsAt: endOf(subscription),
  };
}

/** The latest of some times; null: there are none. */
const latest = (times: readonly (number | null)[]): number | null => {
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : Math.max(...known);
};

/** The end of the last period. A subscription that was not paid has paid for none. */
const paidUntil = ({ endedUnpaid, status, items }: Subscription): number | null =>
  endedUnpaid || status === 'INCOMPLETE_EXPIRED' ? null : Math.max(...items.map(({ period }) => period.end));

async function formerFactsOf(customerId: string, { loaders }: Context): Promise<BillingFacts['former']> {
  const ended = (await loaders.subscriptions.load(customerId)).filter((subscription) => !isLive(subscription));
  return { endedAt: latest(ended.map(endOf)), paidUntil: latest(ended.map(paidUntil)) };
}

/** An account's subscription in the form that other systems are compared with. */
export async function billingFactsOf(link: Links['billing'], context: Context): Promise<BillingFacts> {
  if (link.state !== 'LINKED') return { link: link.state, main: null, former: null };
  const main = await mainSubscriptionOf(link.id, context);
  if (main) return { link: 'LINKED', main: await factsOf(main, context), former: null };
  return { link: 'LINKED', main: null, former: await formerFactsOf(link.id, context) };
}
