import DataLoader from 'dataloader';
import { each } from '../shared/each.ts';
import type { Held } from '../shared/held.ts';
import type { Catalogue, Product } from './domain/catalogue.ts';
import type { Customer } from './domain/customer.ts';
import type { Subscription } from './domain/subscription.ts';
import type { BillingSource } from './port.ts';

export interface Loaders {
  /** Customers that name an account as theirs. */
  readonly customersOfAccount: DataLoader<string, readonly string[]>;
  readonly customer: DataLoader<string, Customer | null>;
  /** Live and ended subscriptions of a customer. */
  readonly subscriptions: DataLoader<string, readonly Subscription[]>;
  /** Any product, published or not. */
  readonly product: DataLoader<string, Product | null>;
  /** The catalogue as it stands now. */
  readonly catalogue: () => Promise<Catalogue>;
}

export function createLoaders(source: BillingSource, held: Held<Catalogue>): Loaders {
  let catalogue: Promise<Catalogue> | undefined;
  return {
    customersOfAccount: new DataLoader((ids) => each(ids, (id) => source.customersOfAccount(id))),
    customer: new DataLoader((ids) => each(ids, (id) => source.customer(id))),
    subscriptions: new DataLoader((ids) => each(ids, (id) => source.subscriptions(id))),
    product: new DataLoader(async (ids) => {
      const { products } = await held.get();
      const unknown = ids.filter((id) => !products.has(id));
      const others = new Map(
        unknown.length === 0 ? [] : (await source.products(unknown)).map((product, index) => [unknown[index], product]),
      );
      return ids.map((id) => products.get(id) ?? others.get(id) ?? null);
    }),
    catalogue: () => (catalogue ??= source.catalogue()),
  };
}
