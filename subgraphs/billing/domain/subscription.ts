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
  /** Its invoices are sent, to be paid within days: nothing is charged by itself. */
  readonly isInvoiced: boolean;
  /** What is charged where it is not the customer's default; null: that. */
  readonly paymentMethodId: string | null;
}

const ended: ReadonlySet<SubscriptionStatus> = new Set(['CANCELED', 'INCOMPLETE_EXPIRED']);

export const isLive = (subscription: Subscription): boolean => !ended.has(subscription.status);

export const oldestFirst = (subscriptions: readonly Subscription[]): Subscription[] =>
  [...subscriptions].sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));

/** The item that is the plan: the first whose product has a plan's key; where none has, the first. */
export const planItem = (subscription: Subscription, products: ReadonlyMap<string, Product>): SubscriptionItem =>
  subscription.items.find((item) => products.get(item.price.productId)?.planKey) ?? subscription.items[0];

/** The item whose quantity is the seats: the plan's own, else the first that counts seats. */
export const seatsItem = (
  subscription: Subscription,
  products: ReadonlyMap<string, Product>,
): SubscriptionItem | undefined =>
  [planItem(subscription, products), ...subscription.items].find((item) =>
    countsSeats(item.price, products.get(item.price.productId) ?? null),
  );

/** The seats that are charged; 0 where the subscription counts none. */
export const seatsOf = (subscription: Subscription, products: ReadonlyMap<string, Product>): number =>
  seatsItem(subscription, products)?.quantity ?? 0;
