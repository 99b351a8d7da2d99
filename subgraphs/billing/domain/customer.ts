import type { Address } from '@customer-graph/subgraph-kit/address';
import type { MinorAmount } from './money.ts';
import type { PaymentMethod } from './payment.ts';
import type { Subscription } from './subscription.ts';

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
  /** Null if the customer has no currency yet. */
  readonly balance: MinorAmount | null;
  readonly defaultPaymentMethod: PaymentMethod | null;
  /** Live subscriptions only. */
  readonly subscriptions: readonly Subscription[];
}

export interface Entitlement {
  readonly key: string;
  readonly name: string;
}
