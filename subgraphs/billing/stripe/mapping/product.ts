import type Stripe from 'stripe';
import { z } from 'zod';
import { fieldByField } from '@customer-graph/upstream/field-by-field';
import { anyObject, identifier, text } from '@customer-graph/upstream/shapes';
import type { CatalogueNames } from '../../config.ts';
import type { Product } from '../../domain/catalogue.ts';
import { fieldsOf, listOf, optionalText, parse } from './fields.ts';

const booleans: Readonly<Record<string, boolean>> = { true: true, false: false };

const primitive = z.union([z.string(), z.number(), z.boolean()]);

/** A value of an object's metadata; null: there is none of this name. */
export function metadataOf(value: unknown, name: string): string | null {
  const entries = anyObject.safeParse(value).data ?? {};
  const entry = primitive.safeParse(Object.hasOwn(entries, name) ? entries[name] : undefined);
  return entry.success ? String(entry.data) : null;
}

export function fromStripeProduct(value: unknown, names: CatalogueNames): Product {
  const product = fieldsOf<Stripe.Product>(value, 'product');
  const id = parse(identifier, product.id, 'product.id');
  const named = (name: string): string | null => metadataOf(product.metadata, name);
  return fieldByField<Product>({
    id: () => id,
    name: () => parse(text, product.name, 'product.name'),
    description: () => parse(optionalText, product.description, 'product.description'),
    features: () =>
      listOf(product.marketing_features, 'product.marketing_features').flatMap((feature) => {
        const { name } = fieldsOf<Stripe.Product.MarketingFeature>(feature, 'feature');
        return parse(optionalText, name, 'feature.name') || [];
      }),
    planKey: () => named(names.planKey),
    countsSeats: () => booleans[named(names.seats) ?? ''] ?? null,
    published: () => product.active === true && named(names.published) === 'true',
  });
}
