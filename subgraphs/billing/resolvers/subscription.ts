import { toDateTime, toOptionalDateTime } from '@customer-graph/subgraph-kit/scalars';
import type { RefreshedValue } from '@customer-graph/upstream/refreshed-value';
import { planOf, type Catalogue } from '../domain/catalogue.ts';
import { planItem, seatsOf, type Subscription } from '../domain/subscription.ts';
import type { BillingSubscriptionResolvers } from '../generated/schema.ts';
import { productsOf } from '../services/products.ts';

export type SubscriptionParent = Subscription;

export const createSubscriptionResolvers = (catalogue: RefreshedValue<Catalogue>): BillingSubscriptionResolvers => ({
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
