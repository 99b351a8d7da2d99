import type Stripe from 'stripe';
import type { CatalogueNames } from '../config.ts';
import type { Price, Product } from '../domain/catalogue.ts';
import type { BillingSource } from '../port.ts';
import { callStripe } from './errors.ts';
import { expect } from './mapping/fields.ts';
import { fromStripePrice, isStripePricePublished } from './mapping/price.ts';
import { fromStripeProduct } from './mapping/product.ts';
import { readAllPages } from './pages.ts';

export function createStripeCatalogue(
  stripe: Stripe,
  names: CatalogueNames,
): Pick<BillingSource, 'catalogue' | 'products'> {
  return {
    async catalogue() {
      const query = { active: true, type: 'recurring' as const, expand: ['data.product'] };
      const raw = await callStripe(() => readAllPages((page) => stripe.prices.list({ ...query, ...page })));
      const products = new Map<string, Product>();
      const prices = new Map<string, Price[]>();
      for (const price of raw) {
        const product = expect.object(price.product as Stripe.Product | Stripe.DeletedProduct, 'price.product');
        if (product.deleted) continue;
        products.set(product.id, fromStripeProduct(product, names));
        if (!isStripePricePublished(price, names)) continue;
        const published = prices.get(product.id) ?? [];
        prices.set(product.id, [...published, fromStripePrice({ ...price, product: product.id })]);
      }
      return { products, prices };
    },

    async products(ids) {
      const raw = await callStripe(() => readAllPages((page) => stripe.products.list({ ids: [...ids], ...page })));
      const products = new Map(raw.map((product) => [product.id, fromStripeProduct(product, names)]));
      return ids.map((id) => products.get(id) ?? null);
    },
  };
}
