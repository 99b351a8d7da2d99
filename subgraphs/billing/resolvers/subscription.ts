import { toDateTime, toOptionalDateTime } from '../../shared/scalars.ts';
import { planOf } from '../domain/catalogue.ts';
import { planItem, seatsOf, type Subscription } from '../domain/subscription.ts';
import type { BillingSubscriptionResolvers } from '../generated/schema.ts';
import type { Catalogue } from '../domain/catalogue.ts';
import type { Held } from '../../shared/held.ts';
import { productsOf } from './products.ts';

export type SubscriptionParent = Subscription;

export const createSubscriptionResolvers = (catalogue: Held<Catalogue>): BillingSubscriptionResolvers => ({
  async plan(subscription, _arguments, context) {
    const products = await productsOf(subscription, context);
    const product = products.get(planItem(subscription, products).price.productId);
    return product ? planOf(product, await catalogue.get()) : null;
  },

  async price(subscription, _arguments, context) {
    return planItem(subscription, await productsOf(subscription, context)).price;
  },

  seats: async (subscription, _arguments, context) => seatsOf(subscription, await productsOf(subscription, context)),

  async currentPeriod(subscription, _arguments, context) {
    const { period } = planItem(subscription, await productsOf(subscription, context));
    return { start: toDateTime(period.start), end: toDateTime(period.end) };
  },

  trialEndsAt: ({ trialEndsAt }) => toOptionalDateTime(trialEndsAt),
  cancelsAt: ({ cancelsAt }) => toOptionalDateTime(cancelsAt),
  canceledAt: ({ canceledAt }) => toOptionalDateTime(canceledAt),
});
