import DataLoader from 'dataloader';
import { settleEach } from '@customer-graph/process/settle-each';
import type { RefreshedValue } from '@customer-graph/upstream/refreshed-value';
import { hasAllAmounts, priceIn, type Catalogue, type PriceInCurrency, type Product } from './domain/catalogue.ts';
import type { Customer } from './domain/customer.ts';
import type { PaymentMethod } from './domain/payment.ts';
import type { SubscriptionSchedule } from './domain/subscription-schedule.ts';
import type { Subscription } from './domain/subscription.ts';
import type { BillingSource } from './port.ts';

export interface PriceKey {
  readonly id: string;
  readonly currency: string;
}

export interface Loaders {
  /** Ids of customers whose metadata names an account. */
  readonly customersOfAccount: DataLoader<string, readonly string[]>;
  readonly customer: DataLoader<string, Customer | null>;
  /** Live and ended subscriptions of a customer. */
  readonly subscriptions: DataLoader<string, readonly Subscription[]>;
  /** Any product, published or not. */
  readonly product: DataLoader<string, Product | null>;
  /** Prices with everything about their amounts, by id and currency; null: not available in the currency. */
  readonly price: DataLoader<PriceKey, PriceInCurrency | null, string>;
  readonly paymentMethods: DataLoader<string, readonly PaymentMethod[]>;
  readonly schedule: DataLoader<string, SubscriptionSchedule | null>;
  /** The catalogue, read once in this request. */
  readonly catalogue: () => Promise<Catalogue>;
}

export function createLoaders(source: BillingSource, refreshed: RefreshedValue<Catalogue>): Loaders {
  let catalogue: Promise<Catalogue> | undefined;
  return {
    customersOfAccount: new DataLoader((ids) => settleEach(ids, (id) => source.customersOfAccount(id))),
    customer: new DataLoader((ids) => settleEach(ids, (id) => source.customer(id))),
    subscriptions: new DataLoader((ids) => settleEach(ids, (id) => source.subscriptions(id))),
    product: new DataLoader(async (ids) => {
      const { products } = await refreshed.get();
      const unlisted = ids.filter((id) => !products.has(id));
      const others = new Map(
        unlisted.length === 0
          ? []
          : (await source.products(unlisted)).map((product, index) => [unlisted[index], product]),
      );
      return ids.map((id) => products.get(id) ?? others.get(id) ?? null);
    }),
    price: new DataLoader(
      async (keys) => {
        const { prices } = await refreshed.get();
        const known = new Map([...prices.values()].flat().map((price) => [price.id, price]));
        return settleEach(keys, async ({ id, currency }) => {
          const listed = known.get(id);
          const price = listed && priceIn(listed, currency);
          if (price && hasAllAmounts(price)) return price;
          const read = await source.price(id, currency);
          return read && priceIn(read, currency);
        });
      },
      { cacheKeyFn: ({ id, currency }) => `${id} ${currency}` },
    ),
    paymentMethods: new DataLoader((ids) => settleEach(ids, (id) => source.paymentMethods(id))),
    schedule: new DataLoader((ids) => settleEach(ids, (id) => source.subscriptionSchedule(id))),
    catalogue: () => (catalogue ??= source.catalogue()),
  };
}
