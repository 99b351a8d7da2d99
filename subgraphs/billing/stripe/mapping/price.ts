import type Stripe from 'stripe';
import { z } from 'zod';
import { fieldByField } from '@customer-graph/upstream/field-by-field';
import { anyObject, identifier, int32, integer, optional } from '@customer-graph/upstream/shapes';
import type { CatalogueNames } from '../../config.ts';
import type { BillingInterval, Price, PricePackage, PriceTier, TiersMode } from '../../domain/catalogue.ts';
import { toDecimalAmount } from '../../domain/money.ts';
import {
  currencyCode,
  decimal,
  enumOf,
  fieldsOf,
  listOf,
  optionalFieldsOf,
  parse,
  reference,
  type Fields,
} from './fields.ts';
import { metadataOf } from './product.ts';

const interval = enumOf<BillingInterval>({ day: 'DAY', week: 'WEEK', month: 'MONTH', year: 'YEAR' });
const tiersMode = enumOf<TiersMode>({ graduated: 'GRADUATED', volume: 'VOLUME' });
const rounding = enumOf<PricePackage['rounding']>({ up: 'UP', down: 'DOWN' });

/** The amounts of a price in one currency: those of the price itself, or of one of its currency options. */
type Amounts = Pick<Fields<Stripe.Price.CurrencyOptions>, 'unit_amount' | 'unit_amount_decimal' | 'tiers'>;

/** What a read of whole prices needs expanded. Tiers of a currency option need its name in the path. */
export const priceExpansions = (currency?: string): string[] => [
  'tiers',
  'currency_options',
  ...(currency === undefined ? [] : [`currency_options.${currency.toLowerCase()}.tiers`]),
];

/** The decimal amount in minor units. Stripe states whole amounts in both fields, and fractions in the decimal one only. */
const minorOf = (exact: unknown, whole: unknown, name: string): string | null =>
  parse(optional(decimal), exact ?? whole, name);

function fromStripeTier(value: unknown, currency: string): PriceTier {
  const tier = fieldsOf<Stripe.Price.Tier>(value, 'price.tiers');
  const amount = (exact: unknown, whole: unknown): string | null => {
    const minor = minorOf(exact, whole, 'price.tiers');
    return minor === null ? null : toDecimalAmount(minor, currency);
  };
  return {
    upTo: parse(optional(integer), tier.up_to, 'price.tiers.up_to'),
    unitAmount: amount(tier.unit_amount_decimal, tier.unit_amount),
    flatAmount: amount(tier.flat_amount_decimal, tier.flat_amount),
  };
}

function fromAmounts(price: Fields<Stripe.Price>, amounts: Amounts, currency: string): Omit<Price, 'options'> {
  const id = parse(identifier, price.id, 'price.id');
  const recurring = () => optionalFieldsOf<Stripe.Price.Recurring>(price.recurring, 'price.recurring');
  const transform = () =>
    optionalFieldsOf<Stripe.Price.TransformQuantity>(price.transform_quantity, 'price.transform_quantity');
  const isTiered = price.billing_scheme === 'tiered';
  const minor = () =>
    isTiered ? null : minorOf(amounts.unit_amount_decimal, amounts.unit_amount, 'price.unit_amount_decimal');
  return fieldByField<Omit<Price, 'options'>>({
    id: () => id,
    productId: () => parse(reference, price.product, 'price.product'),
    currency: () => currency,
    minorAmount: minor,
    package() {
      const divided = transform();
      return (
        divided && {
          size: parse(integer, divided.divide_by, 'price.transform_quantity.divide_by'),
          rounding: parse(rounding, divided.round, 'price.transform_quantity.round'),
        }
      );
    },
    tiersMode: () => (isTiered ? parse(optional(tiersMode), price.tiers_mode, 'price.tiers_mode') : null),
    tiers: () =>
      isTiered && amounts.tiers !== undefined && amounts.tiers !== null
        ? listOf(amounts.tiers, 'price.tiers').map((tier) => fromStripeTier(tier, currency))
        : null,
    interval() {
      const known = recurring();
      return known ? parse(interval, known.interval, 'price.recurring.interval') : 'OTHER';
    },
    intervalCount() {
      const known = recurring();
      return known ? parse(int32, known.interval_count, 'price.recurring.interval_count') : 1;
    },
    licensed: () => recurring()?.usage_type === 'licensed',
  });
}

const options = z.record(z.string(), anyObject).nullish();

/** A price in its own currency, with its currency options if they were expanded. */
export function fromStripePrice(value: unknown): Price {
  const price = fieldsOf<Stripe.Price>(value, 'price');
  const own = parse(currencyCode, price.currency, 'price.currency');
  const others = Object.entries(parse(options, price.currency_options, 'price.currency_options') ?? {})
    .map(([code, amounts]) => [code.toUpperCase(), amounts] as const)
    .filter(([code]) => code !== own);
  return Object.assign(fromAmounts(price, price, own), {
    options: new Map(others.map(([code, amounts]) => [code, fromAmounts(price, amounts, code)] as const)),
  });
}

/** Whether customers may choose a price of a published product. A negotiated price is excluded by its own metadata. */
export const isStripePricePublished = (price: Fields<Stripe.Price>, names: CatalogueNames): boolean =>
  price.active === true && price.type === 'recurring' && metadataOf(price.metadata, names.published) !== 'false';
