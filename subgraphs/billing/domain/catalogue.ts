import type { MinorAmount } from './money.ts';

export type BillingInterval = 'DAY' | 'WEEK' | 'MONTH' | 'YEAR' | 'OTHER';

export interface Price {
  readonly id: string;
  readonly productId: string;
  /** For one unit and one interval; null for tiered prices. */
  readonly unitAmount: MinorAmount | null;
  readonly interval: BillingInterval;
  readonly intervalCount: number;
  /** Charged by a quantity that is agreed beforehand, and not by what was used. */
  readonly licensed: boolean;
}

export interface Product {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly features: readonly string[];
  /** The plan's key, the same in every system; null for what is no plan but comes along with one. */
  readonly planKey: string | null;
  /** Whether quantities of it are seats; null where nothing is said. */
  readonly countsSeats: boolean | null;
  /** Whether it is part of the published catalogue. */
  readonly published: boolean;
}

export interface Catalogue {
  readonly products: ReadonlyMap<string, Product>;
  /** Active recurring prices that may be chosen, by product. */
  readonly prices: ReadonlyMap<string, readonly Price[]>;
}

/** A product together with the prices of it that may be chosen. */
export interface Plan {
  readonly product: Product;
  readonly prices: readonly Price[];
}

export const planOf = (product: Product, catalogue: Catalogue): Plan => ({
  product,
  prices: product.published ? (catalogue.prices.get(product.id) ?? []) : [],
});

/** The published plans, by name. */
export const publishedPlans = (catalogue: Catalogue): Plan[] =>
  [...catalogue.products.values()]
    .filter((product) => product.published)
    .map((product) => planOf(product, catalogue))
    .filter((plan) => plan.prices.length > 0)
    .sort((a, b) => (a.product.name < b.product.name ? -1 : 1));

/** A quantity counts seats where its product says so; where nothing is said, where it is agreed beforehand. */
export const countsSeats = (price: Price, product: Product | null): boolean => product?.countsSeats ?? price.licensed;
