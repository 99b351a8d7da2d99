import type { MinorAmount } from './money.ts';

export type PaymentMethodKind = 'CARD' | 'SEPA_DEBIT' | 'BACS_DEBIT' | 'US_BANK_ACCOUNT' | 'OTHER';

export interface PaymentMethod {
  readonly id: string;
  /** The customer whose payment method it is, or with whose payment it was read. */
  readonly customerId: string;
  readonly kind: PaymentMethodKind;
  readonly brand: string | null;
  readonly last4: string | null;
  /** YYYY-MM-DD: the last day of a card's month. */
  readonly expiresOn: string | null;
}

export type PaymentStatus = 'SUCCEEDED' | 'PENDING' | 'FAILED' | 'CANCELED' | 'OTHER';

export interface Payment {
  readonly id: string;
  readonly amount: MinorAmount;
  readonly refunded: MinorAmount;
  readonly status: PaymentStatus;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly failureMessage: string | null;
  readonly method: PaymentMethod | null;
}

/** The result of an attempt to charge a customer. */
export type PaymentOutcome =
  /** Charged, or invoiced if the customer pays by invoice. */
  | { readonly kind: 'PAID' }
  /** Nothing was charged, and nothing has changed. */
  | { readonly kind: 'DECLINED' }
  /** Nothing was charged yet: the customer must confirm the invoice's payment. */
  | { readonly kind: 'ACTION'; readonly invoiceId: string }
  /** The billing system does not accept the change for this subscription, and nothing has changed. */
  | { readonly kind: 'REFUSED' };

/** The ways in which a customer can confirm a payment. */
export interface NextAction {
  readonly clientSecret: string | null;
  readonly hostedUrl: string | null;
}
