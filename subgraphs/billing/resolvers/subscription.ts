import { GraphError } from '@customer-graph/protocol/errors';
import { toDateTime, toOptionalDateTime } from '@customer-graph/subgraph-kit/scalars';
import type { RefreshedValue } from '@customer-graph/upstream/refreshed-value';
import { hasAllAmounts, planOf, type Catalogue } from '../domain/catalogue.ts';
import { toLimitedInt } from '../domain/integer.ts';
import { planItem, seatsOf } from '../domain/subscription.ts';
import type { BillingSubscriptionResolvers, CollectionPauseResolvers } from '../generated/schema.ts';
import { chargedMethodOf } from '../services/charged-method.ts';
import { productsOf } from '../services/products.ts';

export const createSubscriptionResolvers = (catalogue: RefreshedValue<Catalogue>): BillingSubscriptionResolvers => ({
  async plan(subscription, _arguments, context) {
    const products = await productsOf(subscription, context);
    const product = products.get(planItem(subscription, products).price.productId);
    return product ? planOf(product, await catalogue.get()) : null;
  },

  async price(subscription, _arguments, context) {
    const { price } = planItem(subscription, await productsOf(subscription, context));
    const { currency } = subscription;
    if (price.currency === currency && hasAllAmounts(price)) return price;
    // The item has the price in its own currency and without tiers.
    const whole = await context.loaders.price.load({ id: price.id, currency });
    if (whole) return whole;
    throw new GraphError('UPSTREAM_INVALID_RESPONSE', {
      system: 'BILLING',
      cause: new Error('the price of a subscription has no amounts in its currency'),
    });
  },

  seats: async (subscription, _arguments, context) =>
    toLimitedInt(seatsOf(subscription, await productsOf(subscription, context))),

  seatCount: async (subscription, _arguments, context) =>
    seatsOf(subscription, await productsOf(subscription, context)),

  async currentPeriod(subscription, _arguments, context) {
    const { period } = planItem(subscription, await productsOf(subscription, context));
    return { start: toDateTime(period.start), end: toDateTime(period.end) };
  },

  paymentMethod: (subscription, _arguments, context) => chargedMethodOf(subscription, context),

  async pendingChanges(subscription, _arguments, { loaders }) {
    const { scheduleId } = subscription;
    const schedule = scheduleId === null ? null : await loaders.schedule.load(scheduleId);
    if (!schedule?.isActive) return [];
    const { endsAt } = schedule;
    const changes = schedule.changes.map((change) => ({ subscription, change, at: change.at }));
    return [...changes, ...(endsAt === null ? [] : [{ subscription, change: null, at: endsAt }])];
  },

  trialEndsAt: ({ trialEndsAt }) => toOptionalDateTime(trialEndsAt),
  cancelsAt: ({ cancelsAt }) => toOptionalDateTime(cancelsAt),
  canceledAt: ({ canceledAt }) => toOptionalDateTime(canceledAt),
});

export const collectionPauseResolvers: CollectionPauseResolvers = {
  resumesAt: ({ resumesAt }) => toOptionalDateTime(resumesAt),
};
