import type Stripe from 'stripe';
import type { CatalogueNames } from '../../config.ts';
import type { BillingInterval, Price } from '../../domain/catalogue.ts';
import { enumOf, expect, fromStripeAmount, idOf } from './fields.ts';

const intervalOf = enumOf<BillingInterval>({ day: 'DAY', week: 'WEEK', month: 'MONTH', year: 'YEAR' });

export function fromStripePrice(price: Stripe.Price): Price {
  const recurring = price.recurring ? expect.object(price.recurring, 'price.recurring') : null;
  return {
    id: expect.string(price.id, 'price.id'),
    productId: idOf(price.product, 'price.product'),
    unitAmount:
      price.billing_scheme === 'tiered' || price.unit_amount === null
        ? null
        : fromStripeAmount(price.unit_amount, price.currency, 'price.unit_amount'),
    interval: recurring ? intervalOf(recurring.interval, 'price.recurring.interval') : 'OTHER',
    intervalCount: recurring ? expect.integer(recurring.interval_count, 'price.recurring.interval_count') : 1,
    licensed: recurring?.usage_type === 'licensed',
  };
}

/** Whether customers may choose a price of a published product. A negotiated price is excluded by its own metadata. */
export const isStripePricePublished = (price: Stripe.Price, names: CatalogueNames): boolean =>
  price.active && price.type === 'recurring' && price.metadata[names.published] !== 'false';
