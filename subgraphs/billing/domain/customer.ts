import type { Address } from '@customer-graph/subgraph-kit/address';
import type { MinorAmount } from './money.ts';
import type { PaymentMethod } from './payment.ts';
import { liveOnes, ownMethodIdOf, type Subscription } from './subscription.ts';

export interface TaxId {
  readonly type: string;
  readonly value: string;
  /** Null while the tax authority's answer is pending. */
  readonly verified: boolean | null;
}

export interface BillingDetails {
  readonly name: string | null;
  readonly email: string | null;
  readonly address: Address | null;
  readonly taxIds: readonly TaxId[];
}

/** A customer and everything that one read returns with it. */
export interface Customer {
  readonly id: string;
  readonly details: BillingDetails;
  /** ISO 4217, capitals; null if the customer has none yet. */
  readonly currency: string | null;
  /** Null if the customer has no currency yet. */
  readonly balance: MinorAmount | null;
  readonly defaultPaymentMethod: PaymentMethod | null;
  /** A payment method of the older kind that is charged where nothing else is named; null: none. */
  readonly defaultSourceId: string | null;
  /** Live subscriptions only. */
  readonly subscriptions: readonly Subscription[];
}

/** The id of the payment method for invoices of a customer; null: none. */
export const defaultMethodIdOf = ({ defaultPaymentMethod, defaultSourceId }: Customer): string | null =>
  defaultPaymentMethod?.id ?? defaultSourceId;

/**
 * The id of the payment method that the next invoice of a subscription is charged to; null: none. Stripe API,
 * "Subscription", default_payment_method and default_source: the subscription's own come before the customer's.
 */
export const chargedMethodIdOf = (subscription: Subscription, customer: Customer): string | null =>
  subscription.isInvoiced ? null : (ownMethodIdOf(subscription) ?? defaultMethodIdOf(customer));

/**
 * The live subscriptions that follow a new default: those with a method of their own that is the former default, or that is
 * the one of the oldest live subscription. Checkout gives each subscription its own method, so that otherwise the former card
 * would still be charged. A subscription with a third method keeps it.
 */
export function followersOf(customer: Customer): Subscription[] {
  const live = liveOnes(customer.subscriptions);
  const [main] = live;
  const former = new Set([defaultMethodIdOf(customer), main ? ownMethodIdOf(main) : null]);
  return live.filter((subscription) => {
    const own = ownMethodIdOf(subscription);
    return own !== null && former.has(own);
  });
}

export interface Entitlement {
  readonly key: string;
  readonly name: string;
}
