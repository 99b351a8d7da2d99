import type Stripe from 'stripe';
import type { CatalogueNames } from '../config.ts';
import type { Price, Product } from '../domain/catalogue.ts';
import type { BillingSource } from '../port.ts';
import { callStripe } from './errors.ts';
import { fieldsOf } from './mapping/fields.ts';
import { fromStripePrice, isStripePricePublished, priceExpansions } from './mapping/price.ts';
import { fromStripeProduct } from './mapping/product.ts';
import { nullIfMissing } from './missing.ts';
import { readAllPages } from './pages.ts';

/** The read of the catalogue. The diagnosis makes the same one. */
export const catalogueQuery = {
  active: true,
  type: 'recurring' as const,
  expand: ['data.product', ...priceExpansions().map((field) => `data.${field}`)],
};

export function createStripeCatalogue(
  stripe: Stripe,
  names: CatalogueNames,
): Pick<BillingSource, 'catalogue' | 'price' | 'products'> {
  function fromCatalogue(raw: unknown): { readonly product: Product | null; readonly price: Price | null } {
    const price = fieldsOf<Stripe.Price>(raw, 'price');
    if (fieldsOf<Stripe.DeletedProduct>(price.product, 'price.product').deleted === true)
      return { product: null, price: null };
    const product = fromStripeProduct(price.product, names);
    return { product, price: isStripePricePublished(price, names) ? fromStripePrice(raw) : null };
  }

  return {
    async catalogue() {
      const all = await callStripe(() => readAllPages((page) => stripe.prices.list({ ...catalogueQuery, ...page })));
      const products = new Map<string, Product>();
      const prices = new Map<string, Price[]>();
      for (const raw of all) {
        const { product, price } = fromCatalogue(raw);
        if (product) products.set(product.id, product);
        if (product && price) prices.set(product.id, [...(prices.get(product.id) ?? []), price]);
      }
      return { products, prices };
    },

    async price(id, currency) {
      const raw = await nullIfMissing(() => stripe.prices.retrieve(id, { expand: priceExpansions(currency) }));
      return raw && fromStripePrice(raw);
    },

    async products(ids) {
      const raw = await callStripe(() => readAllPages((page) => stripe.products.list({ ids: [...ids], ...page })));
      const all = raw.map((product) => fromStripeProduct(product, names));
      const products = new Map(all.map((product) => [product.id, product]));
      return ids.map((id) => products.get(id) ?? null);
    },
  };
}
