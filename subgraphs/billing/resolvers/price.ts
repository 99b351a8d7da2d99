import { countsSeats, exactAmountOf, unitAmountOf } from '../domain/catalogue.ts';
import { toMoney } from '../domain/money.ts';
import type { PriceResolvers } from '../generated/schema.ts';

export const priceResolvers: PriceResolvers = {
  unitAmount(price) {
    const amount = unitAmountOf(price);
    return amount && toMoney(amount);
  },
  unitAmountDecimal: (price) => (price.package === null ? exactAmountOf(price) : null),
  package(price) {
    const amount = exactAmountOf(price);
    return price.package && amount !== null ? { ...price.package, amount } : null;
  },
  tiers: ({ tiers }) => tiers && [...tiers],
  usage: ({ licensed }) => (licensed ? 'LICENSED' : 'METERED'),
  perSeat: async (price, _arguments, { loaders }) => countsSeats(price, await loaders.product.load(price.productId)),
};
