import { toDecimalAmount, type MinorAmount } from './money.ts';

export type BillingInterval = 'DAY' | 'WEEK' | 'MONTH' | 'YEAR' | 'OTHER';

export type TiersMode = 'GRADUATED' | 'VOLUME' | 'OTHER';

/** An amount for a range of quantities. Amounts are exact decimals in the currency's main unit. */
export interface PriceTier {
  /** The largest quantity of the tier; null: the tier has no end. */
  readonly upTo: number | null;
  readonly unitAmount: string | null;
  /** Charged once, in addition to the units. */
  readonly flatAmount: string | null;
}

/** Quantities are divided by the size and rounded; the price is the amount of one package. */
export interface PricePackage {
  readonly size: number;
  readonly rounding: 'UP' | 'DOWN' | 'OTHER';
}

/** A price in one currency. */
export interface PriceInCurrency {
  readonly id: string;
  readonly productId: string;
  /** ISO 4217, capitals. */
  readonly currency: string;
  /** For one unit or package and one interval, in minor units: an exact decimal. Null for tiered prices. */
  readonly minorAmount: string | null;
  /** Null: units are charged one by one. */
  readonly package: PricePackage | null;
  /** Null: the price has no tiers. */
  readonly tiersMode: TiersMode | null;
  /** Null: the price has no tiers, or they were not read with it. */
  readonly tiers: readonly PriceTier[] | null;
  readonly interval: BillingInterval;
  readonly intervalCount: number;
  /** Charged by an agreed quantity; false: charged by metered usage. */
  readonly licensed: boolean;
}

/** A price in its own currency. */
export interface Price extends PriceInCurrency {
  /** The price in its other currencies; empty if they were not read with it. */
  readonly options: ReadonlyMap<string, PriceInCurrency>;
}

/** The price in a currency; null if it cannot be charged in it. */
export const priceIn = (price: Price, currency: string): PriceInCurrency | null =>
  price.currency === currency ? price : (price.options.get(currency) ?? null);

/** Whether everything about the amounts was read with the price. */
export const hasAllAmounts = ({ tiersMode, tiers }: PriceInCurrency): boolean => tiersMode === null || tiers !== null;

/** The exact amount for one unit or package, in the currency's main unit; null for tiered prices. */
export const exactAmountOf = ({ minorAmount, currency }: PriceInCurrency): string | null =>
  minorAmount === null ? null : toDecimalAmount(minorAmount, currency);

/** The amount for one unit; null for tiers, for packages, and for parts of the smallest unit. */
export function unitAmountOf(price: PriceInCurrency): MinorAmount | null {
  const { minorAmount, currency } = price;
  if (minorAmount === null || price.package !== null) return null;
  const minor = Number(minorAmount);
  return Number.isSafeInteger(minor) ? { minor, currency } : null;
}

export interface Product {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly features: readonly string[];
  /** The plan's key, the same in every system; null for add-ons. */
  readonly planKey: string | null;
  /** Whether quantities of it are seats; null: not configured. */
  readonly countsSeats: boolean | null;
  /** Whether it is part of the published catalogue. */
  readonly published: boolean;
}

export interface Catalogue {
  readonly products: ReadonlyMap<string, Product>;
  /** Published active recurring prices, by product id. */
  readonly prices: ReadonlyMap<string, readonly Price[]>;
}

/** A product with its published prices. */
export interface Plan {
  readonly product: Product;
  readonly prices: readonly PriceInCurrency[];
}

export const planOf = (product: Product, catalogue: Catalogue): Plan => ({
  product,
  prices: product.published ? (catalogue.prices.get(product.id) ?? []) : [],
});

/**
 * The published plans that have a price, sorted by name.
 *
 * @param currency only prices in this currency; null: every price in its own
 */
export const publishedPlans = (catalogue: Catalogue, currency: string | null = null): Plan[] =>
  [...catalogue.products.values()]
    .filter((product) => product.published)
    .map((product): Plan => {
      const prices = catalogue.prices.get(product.id) ?? [];
      return {
        product,
        prices: currency === null ? prices : prices.flatMap((price) => priceIn(price, currency) ?? []),
      };
    })
    .filter((plan) => plan.prices.length > 0)
    .sort((a, b) => (a.product.name < b.product.name ? -1 : 1));

/** A published price by its id; null: customers cannot choose it. */
export const publishedPrice = (catalogue: Catalogue, priceId: string): Price | null =>
  [...catalogue.products.values()]
    .filter((product) => product.published)
    .flatMap((product) => catalogue.prices.get(product.id) ?? [])
    .find(({ id }) => id === priceId) ?? null;

/** Whether a quantity of the price is a number of seats. Default without product metadata: licensed prices count seats. */
export const countsSeats = (price: PriceInCurrency, product: Product | null): boolean =>
  product?.countsSeats ?? price.licensed;
