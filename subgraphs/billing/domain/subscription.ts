import { countsSeats, type Price, type Product } from './catalogue.ts';
import type { PaymentMethod } from './payment.ts';

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

/** Invoices are made and not collected. `resumesAt` is null without an end. */
export interface CollectionPause {
  /** How invoices are treated during the pause. */
  readonly invoices: 'DRAFT' | 'UNCOLLECTIBLE' | 'VOID' | 'OTHER';
  readonly resumesAt: number | null;
}

/** Times are milliseconds since the epoch. */
export interface Subscription {
  readonly id: string;
  readonly customerId: string;
  readonly status: SubscriptionStatus;
  /** The currency of its invoices, ISO 4217, capitals. A price may have another one and be charged in this one. */
  readonly currency: string;
  /** At least one, in the order of the subscription. */
  readonly items: readonly [SubscriptionItem, ...SubscriptionItem[]];
  readonly createdAt: number;
  readonly trialEndsAt: number | null;
  readonly cancelsAt: number | null;
  /** Whether the end was scheduled as the end of the period; false: as a time, or not at all. */
  readonly cancelsWithPeriod: boolean;
  readonly canceledAt: number | null;
  /** When it ended; null: it has not. */
  readonly endedAt: number | null;
  /** Whether it ended because it was not paid. */
  readonly endedUnpaid: boolean;
  /** Invoices are sent and paid by hand; false: they are charged automatically. */
  readonly isInvoiced: boolean;
  readonly collectionPause: CollectionPause | null;
  /** The payment method of this subscription; null: it has none of its own. */
  readonly paymentMethod: PaymentMethod | null;
  /** A payment method of the older kind of this subscription; null: it has none of its own. */
  readonly sourceId: string | null;
  /** The schedule that plans its changes; null: none. */
  readonly scheduleId: string | null;
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

/** The id of the subscription's own payment method; null: the customer's default is charged. */
export const ownMethodIdOf = ({ paymentMethod, sourceId }: Subscription): string | null =>
  paymentMethod?.id ?? sourceId;

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
