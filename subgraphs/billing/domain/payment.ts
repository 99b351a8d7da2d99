import type { MinorAmount } from './money.ts';

export type PaymentMethodKind = 'CARD' | 'SEPA_DEBIT' | 'BACS_DEBIT' | 'US_BANK_ACCOUNT' | 'OTHER';

export interface PaymentMethod {
  readonly id: string;
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
