import { countsSeats } from '../domain/catalogue.ts';
import { toMoney } from '../domain/money.ts';
import type { PriceResolvers } from '../generated/schema.ts';

export const priceResolvers: PriceResolvers = {
  unitAmount: ({ unitAmount }) => unitAmount && toMoney(unitAmount),
  perSeat: async (price, _arguments, { loaders }) => countsSeats(price, await loaders.product.load(price.productId)),
};
