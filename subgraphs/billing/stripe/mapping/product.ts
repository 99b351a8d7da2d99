import type Stripe from 'stripe';
import type { CatalogueNames } from '../../config.ts';
import type { Product } from '../../domain/catalogue.ts';
import { expect } from './fields.ts';

const booleans: Readonly<Record<string, boolean>> = { true: true, false: false };

export function fromStripeProduct(product: Stripe.Product, names: CatalogueNames): Product {
  const metadata = expect.object(product.metadata, 'product.metadata');
  return {
    id: expect.string(product.id, 'product.id'),
    name: expect.string(product.name, 'product.name'),
    description: expect.optionalString(product.description, 'product.description'),
    features: expect
      .array(product.marketing_features, 'product.marketing_features')
      .flatMap((feature) => (feature.name ? [expect.string(feature.name, 'feature.name')] : [])),
    planKey: expect.optionalString(metadata[names.planKey], 'product.metadata'),
    countsSeats: booleans[metadata[names.seats] ?? ''] ?? null,
    published: product.active && metadata[names.published] === 'true',
  };
}
