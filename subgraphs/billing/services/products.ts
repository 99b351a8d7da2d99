import type { Context } from '../context.ts';
import type { Product } from '../domain/catalogue.ts';
import type { Subscription } from '../domain/subscription.ts';

/** The products of a subscription's items, by id. */
export async function productsOf({ items }: Subscription, { loaders }: Context): Promise<ReadonlyMap<string, Product>> {
  const ids = [...new Set(items.map((item) => item.price.productId))];
  const products = await Promise.all(ids.map((id) => loaders.product.load(id)));
  return new Map(products.flatMap((product) => (product ? [[product.id, product] as const] : [])));
}
