import type { Context } from '../context.ts';
import { countsSeats, type PriceInCurrency, type Product } from '../domain/catalogue.ts';
import type { PendingChange } from '../domain/subscription-schedule.ts';

/** What a planned change makes of a subscription. */
export interface PlannedItems {
  /** Null if the price no longer exists. */
  readonly price: PriceInCurrency | null;
  readonly product: Product | null;
  /** 0 if it counts no seats. */
  readonly seats: number;
}

/** The plan, price and seats of a planned change, by the rules that the running subscription follows. */
export async function plannedItemsOf({ items, currency }: PendingChange, { loaders }: Context): Promise<PlannedItems> {
  const known = await Promise.all(
    items.map(async ({ priceId, quantity }) => {
      const price = await loaders.price.load({ id: priceId, currency });
      return { price, quantity, product: price && (await loaders.product.load(price.productId)) };
    }),
  );
  const plan = known.find(({ product }) => product?.planKey) ?? known[0];
  const seats = [plan, ...known].find((item) => item?.price && countsSeats(item.price, item.product));
  return { price: plan?.price ?? null, product: plan?.product ?? null, seats: seats?.quantity ?? 0 };
}
