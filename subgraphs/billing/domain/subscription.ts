import { countsSeats, type Price, type Product } from './catalogue.ts';

export type SubscriptionStatus =
  'TRIALING' | 'ACTIVE' | 'PAST_DUE' | 'UNPAID' | 'PAUSED' | 'INCOMPLETE' | 'INCOMPLETE_EXPIRED' | 'CANCELED' | 'OTHER';

/** Half open; milliseconds since the epoch. */
export interface Period {
  readonly start: number;
  readonly end: number;
}

export interface SubscriptionItem {
  readonly id: string;
  readonly price: Price;
  readonly quantity: number | null;
  readonly period: Period;
}

/** Times are milliseconds since the epoch. */
export interface Subscription {
  readonly id: string;
  readonly status: SubscriptionStatus;
  /** At least one, in the order of the subscription. */
  readonly items: readonly [SubscriptionItem, ...SubscriptionItem[]];
  readonly createdAt: number;
  readonly trialEndsAt: number | null;
  readonly cancelsAt: number | null;
  readonly canceledAt: number | null;
  /** When it ended; null: it has not. */
  readonly endedAt: number | null;
  /** Whether it ended because it was not paid. */
  readonly endedUnpaid: boolean;
  /** Invoices are sent and paid by hand; false: they are charged automatically. */
  readonly isInvoiced: boolean;
  /** The payment method of this subscription; null: the customer's default. */
  readonly paymentMethodId: string | null;
}

const ended: ReadonlySet<SubscriptionStatus> = new Set(['CANCELED', 'INCOMPLETE_EXPIRED']);

export const isLive = (subscription: Subscription): boolean => !ended.has(subscription.status);

export const oldestFirst = (subscriptions: readonly Subscription[]): Subscription[] =>
  [...subscriptions].sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));

/** The subscriptions that have not ended, oldest first. */
export const liveOnes = (subscriptions: readonly Subscription[]): Subscription[] =>
  oldestFirst(subscriptions).filter(isLive);

/**
 * The customer's subscription where there is room for one: the oldest that has not ended. Everything that needs one uses
 * this rule: the API, the CRM, the product, and the comparison of the systems.
 */
export const mainOne = (subscriptions: readonly Subscription[]): Subscription | null =>
  liveOnes(subscriptions)[0] ?? null;

/** When a subscription ends, if its cancellation is scheduled, or when it ended; null: it renews. */
export const endOf = ({ endedAt, cancelsAt }: Subscription): number | null => endedAt ?? cancelsAt;

/** The plan's item: the first one whose product has a plan key, else the first one. */
export const planItem = (subscription: Subscription, products: ReadonlyMap<string, Product>): SubscriptionItem =>
  subscription.items.find((item) => products.get(item.price.productId)?.planKey) ?? subscription.items[0];

/** The item whose quantity is the number of seats: the plan's item if it counts seats, else the first that does. */
export const seatsItem = (
  subscription: Subscription,
  products: ReadonlyMap<string, Product>,
): SubscriptionItem | undefined =>
  [planItem(subscription, products), ...subscription.items].find((item) =>
    countsSeats(item.price, products.get(item.price.productId) ?? null),
  );

/** The number of charged seats; 0 if the subscription counts no seats. */
export const seatsOf = (subscription: Subscription, products: ReadonlyMap<string, Product>): number =>
  seatsItem(subscription, products)?.quantity ?? 0;
