import { badInput } from '../../shared/errors.ts';
import type { Context } from '../context.ts';
import { publishedPlans } from '../domain/catalogue.ts';
import { isLive, oldestFirst, planItem, seatsItem, type Subscription } from '../domain/subscription.ts';
import type { SubscriptionChange } from '../generated/schema.ts';
import type { Change } from '../port.ts';
import type { BillingParent } from './billing.ts';
import { productsOf } from './products.ts';

const maxSeats = 1_000_000;

/** What the client asked for, checked against what the customer has and what the catalogue offers. */
export async function toChange(change: SubscriptionChange, { customerId }: BillingParent, context: Context): Promise<Change> {
  const { seats = null, priceId = null } = change;
  if (seats !== null && (seats < 1 || seats > maxSeats)) throw badInput(`change.seats must be between 1 and ${maxSeats}.`);
  if (seats === null && priceId === null) throw badInput('change must name a priceId or seats.');

  const customer = await context.loaders.customer.load(customerId);
  const live = oldestFirst(customer?.subscriptions ?? []).filter(isLive);
  const subscription = chosen(live, change.subscriptionId ?? null);
  const products = await productsOf(subscription, context);
  if (priceId !== null) {
    const plans = publishedPlans(await context.loaders.catalogue());
    const known = plans.some(({ prices }) => prices.some(({ id }) => id === priceId));
    if (!known) throw badInput('change.priceId is not a price of the published catalogue.');
  }
  const plan = planItem(subscription, products);
  const counted = seatsItem(subscription, products);
  if (seats !== null && !counted) throw badInput('change.seats: the subscription counts no seats.');
  const prorationAt = change.prorationAt ? Date.parse(change.prorationAt) : Date.now();
  return {
    subscription,
    planItemId: plan.id,
    priceId,
    seatsItemId: counted?.id ?? null,
    seats,
    prorationAt: Math.floor(prorationAt / 1_000) * 1_000,
  };
}

function chosen(live: readonly Subscription[], id: string | null): Subscription {
  const [first, second] = live;
  if (id !== null) {
    const named = live.find((subscription) => subscription.id === id);
    if (!named) throw badInput('change.subscriptionId names no live subscription of the account.');
    return named;
  }
  if (!first) throw badInput('change: the account has no live subscription.');
  if (second) throw badInput('change.subscriptionId is needed: the account has several live subscriptions.');
  return first;
}
