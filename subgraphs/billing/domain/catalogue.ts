import type { MinorAmount } from './money.ts';

export type BillingInterval = 'DAY' | 'WEEK' | 'MONTH' | 'YEAR' | 'OTHER';

export interface Price {
  readonly id: string;
  readonly productId: string;
  /** For one unit and one interval; null for tiered prices. */
  readonly unitAmount: MinorAmount | null;
  readonly interval: BillingInterval;
  readonly intervalCount: number;
  /** Charged by an agreed quantity; false: charged by metered usage. */
  readonly licensed: boolean;
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
  readonly prices: readonly Price[];
}

export const planOf = (product: Product, catalogue: Catalogue): Plan => ({
  product,
  prices: product.published ? (catalogue.prices.get(product.id) ?? []) : [],
});

/** The published plans that have a price, sorted by name. */
export const publishedPlans = (catalogue: Catalogue): Plan[] =>
  [...catalogue.products.values()]
    .filter((product) => product.published)
    .map((product) => planOf(product, catalogue))
    .filter((plan) => plan.prices.length > 0)
    .sort((a, b) => (a.product.name < b.product.name ? -1 : 1));

/** Whether a quantity of the price is a number of seats. Default without product metadata: licensed prices count seats. */
export const countsSeats = (price: Price, product: Product | null): boolean => product?.countsSeats ?? price.licensed;
