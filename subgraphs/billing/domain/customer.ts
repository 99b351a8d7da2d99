import type { Address } from '../../shared/address.ts';
import type { MinorAmount } from './money.ts';
import type { PaymentMethod } from './payment.ts';
import type { Subscription } from './subscription.ts';

export interface TaxId {
  readonly type: string;
  readonly value: string;
  /** Null while the authority has not answered. */
  readonly verified: boolean | null;
}

export interface BillingDetails {
  readonly name: string | null;
  readonly email: string | null;
  readonly address: Address | null;
  readonly taxIds: readonly TaxId[];
}

/** What comes with the customer in one read. */
export interface Customer {
  readonly id: string;
  readonly details: BillingDetails;
  /** Null where the customer has no currency yet. */
  readonly balance: MinorAmount | null;
  readonly defaultPaymentMethod: PaymentMethod | null;
  /** The live ones. */
  readonly subscriptions: readonly Subscription[];
}

export interface Entitlement {
  readonly key: string;
  readonly name: string;
}
