import type { WebhookAnswer, WebhookRequest } from '../shared/webhook.ts';
import type { Address } from '../shared/address.ts';
import type { Page } from '../shared/connections.ts';
import type { Catalogue, Product } from './domain/catalogue.ts';
import type { Customer, Entitlement } from './domain/customer.ts';
import type { CreditNote, Invoice, InvoiceLine, InvoicePreview, InvoiceStatus } from './domain/invoice.ts';
import type { Payment, PaymentMethod } from './domain/payment.ts';
import type { Subscription } from './domain/subscription.ts';

export interface PageQuery {
  readonly first: number;
  /** The id of the element before; null from the start. */
  readonly after: string | null;
}

/** Whatever is left out stays as it is. */
export interface Change {
  readonly subscription: Subscription;
  /** The item whose price changes. */
  readonly planItemId: string;
  readonly priceId: string | null;
  /** The item whose quantity changes: null where the subscription counts no seats. */
  readonly seatsItemId: string | null;
  readonly seats: number | null;
  /** Milliseconds since the epoch, a whole second. */
  readonly prorationAt: number;
}

/** Whether money has moved. */
export type PaymentOutcome =
  /** Or invoiced, where that is how the customer pays. */
  | { readonly kind: 'PAID' }
  /** Nothing was charged, and nothing has changed. */
  | { readonly kind: 'DECLINED' }
  /** Nothing has been charged yet: the customer has to let it through. */
  | { readonly kind: 'ACTION'; readonly invoiceId: string };

/** Why people leave, as the billing system counts it. */
export const cancellationReasons = [
  'customer_service',
  'low_quality',
  'missing_features',
  'other',
  'switched_service',
  'too_complex',
  'too_expensive',
  'unused',
] as const;
export type CancellationReason = (typeof cancellationReasons)[number];

export interface Cancellation {
  /** Or else at the end of the period that is paid for. */
  readonly immediately: boolean;
  readonly reason: CancellationReason | null;
  readonly comment: string | null;
}

export interface NextAction {
  readonly clientSecret: string | null;
  readonly hostedUrl: string | null;
}

export interface DetailsChange {
  readonly name?: string;
  readonly email?: string;
  /** All of it, as it is to be. */
  readonly address?: Address;
}

export type PortalFlow =
  | { readonly kind: 'PAYMENT_METHOD_UPDATE' }
  | { readonly kind: 'SUBSCRIPTION_UPDATE' | 'SUBSCRIPTION_CANCEL'; readonly subscriptionId: string };

/**
 * What the billing subgraph needs of a billing system. Lists are newest first. "None" is null or an empty list; whatever could not
 * be found out is thrown as a GraphError of the closed table.
 */
export interface BillingSource extends AsyncDisposable {
  /** Whether what somebody sent is the vendor's, and what it is about. No I/O. */
  readWebhook(request: WebhookRequest): WebhookAnswer;
  /** Customers that name the account as theirs, by the metadata that the configuration names; two are enough to know that it is not one. */
  customersOfAccount(accountId: string): Promise<readonly string[]>;
  /** The account that a customer names; null where it names none, or is gone. */
  accountOfCustomer(customerId: string): Promise<string | null>;
  /** Null for a customer that does not exist or was deleted. */
  customer(id: string): Promise<Customer | null>;
  /** Live and ended ones. */
  subscriptions(customerId: string): Promise<readonly Subscription[]>;
  invoices(customerId: string, page: PageQuery & { status: InvoiceStatus | null }): Promise<Page<Invoice>>;
  /** Null for an invoice of somebody else, too. */
  invoice(customerId: string, invoiceId: string): Promise<Invoice | null>;
  invoiceLines(invoiceId: string, page: PageQuery): Promise<Page<InvoiceLine>>;
  payments(customerId: string, page: PageQuery): Promise<Page<Payment>>;
  creditNotes(customerId: string, page: PageQuery): Promise<Page<CreditNote>>;
  /** 100 at most. */
  paymentMethods(customerId: string): Promise<readonly PaymentMethod[]>;
  /** 100 at most. */
  entitlements(customerId: string): Promise<readonly Entitlement[]>;
  /** Null where nothing will be charged. */
  upcomingInvoice(customerId: string): Promise<InvoicePreview | null>;
  previewChange(customerId: string, change: Change): Promise<InvoicePreview>;
  // What changes something takes a key: the same key is the same change, however often it is sent.

  /** The id of what was prepared. */
  startSetup(customerId: string, key: string): Promise<string>;
  setupSecret(setupId: string): Promise<string>;
  setDefaultPaymentMethod(customerId: string, paymentMethodId: string, key: string): Promise<void>;
  removePaymentMethod(paymentMethodId: string, key: string): Promise<void>;
  /** With the customer's default where no payment method is named. */
  payInvoice(invoiceId: string, paymentMethodId: string | null, key: string): Promise<PaymentOutcome>;
  /** Charged at once, or invoiced where nothing is charged by itself. Where the payment does not go through nothing changes. */
  changeSubscription(customerId: string, change: Change, key: string): Promise<PaymentOutcome>;
  cancelSubscription(subscriptionId: string, cancellation: Cancellation, key: string): Promise<void>;
  /** Takes back a cancellation that has not come yet, or goes on after a pause, once what that costs is paid. */
  resumeSubscription(subscription: Subscription, key: string): Promise<PaymentOutcome>;
  /** What the customer has to do for an invoice to be paid. */
  nextAction(invoiceId: string): Promise<NextAction>;
  /** Whether the billing system takes the values. */
  updateDetails(customerId: string, change: DetailsChange, key: string): Promise<boolean>;
  /** A page of the billing system's own. */
  portalSession(customerId: string, returnUrl: string, flow: PortalFlow | null, key: string): Promise<string>;
  /** Customers of whose subscriptions or invoices something changed since then, which is at most a month ago; milliseconds since the epoch. */
  customersChanged(since: number): Promise<readonly string[]>;
  catalogue(): Promise<Catalogue>;
  /** Products whether published, archived or neither, in the order of the ids. */
  products(ids: readonly string[]): Promise<(Product | null)[]>;
}
