import type { WebhookAnswer, WebhookRequest } from '@customer-graph/protocol/webhook';
import type { Page } from '@customer-graph/subgraph-kit/connections';
import type { Cancellation } from './domain/cancellation.ts';
import type { Catalogue, Price, Product } from './domain/catalogue.ts';
import type { ChangedCustomers, EventPosition } from './domain/changed-customers.ts';
import type { Customer, Entitlement } from './domain/customer.ts';
import type { DetailsChange } from './domain/details-change.ts';
import type { CreditNote, Invoice, InvoiceLine, InvoicePreview, InvoiceStatus } from './domain/invoice.ts';
import type { NextAction, Payment, PaymentMethod, PaymentOutcome } from './domain/payment.ts';
import type { PortalFlow } from './domain/portal.ts';
import type { Change } from './domain/subscription-change.ts';
import type { Subscription } from './domain/subscription.ts';
import type { SubscriptionSchedule } from './domain/subscription-schedule.ts';

export interface PageQuery {
  readonly first: number;
  /** The id of the element before the page; null: from the start. */
  readonly after: string | null;
}

/**
 * A billing system. Lists are newest first. Missing data is null or an empty list. A failed read or write rejects with a
 * `GraphError` of the closed table.
 */
export interface BillingSource extends AsyncDisposable {
  /** Verifies a webhook's signature and returns the events that concern the graph. No I/O. */
  readWebhook(request: WebhookRequest): WebhookAnswer;

  /** Ids of customers whose metadata names the account; at most two, which is enough to detect a duplicate. */
  customersOfAccount(accountId: string): Promise<readonly string[]>;
  /** The account that the customer's metadata names; null if it names none or the customer does not exist. */
  accountOfCustomer(customerId: string): Promise<string | null>;
  /** Null if the customer does not exist or was deleted. */
  customer(id: string): Promise<Customer | null>;
  /** Live and ended subscriptions. */
  subscriptions(customerId: string): Promise<readonly Subscription[]>;
  invoices(customerId: string, page: PageQuery & { status: InvoiceStatus | null }): Promise<Page<Invoice>>;
  /** Null if the customer has no such invoice, also if another customer has it. */
  invoice(customerId: string, invoiceId: string): Promise<Invoice | null>;
  invoiceLines(invoiceId: string, page: PageQuery): Promise<Page<InvoiceLine>>;
  payments(customerId: string, page: PageQuery): Promise<Page<Payment>>;
  creditNotes(customerId: string, page: PageQuery): Promise<Page<CreditNote>>;
  /** All of them. */
  paymentMethods(customerId: string): Promise<readonly PaymentMethod[]>;
  /** All of them. */
  entitlements(customerId: string): Promise<readonly Entitlement[]>;
  /** Null if no invoice is due. */
  upcomingInvoice(customerId: string): Promise<InvoicePreview | null>;
  /** Null if the billing system does not accept the change for this subscription. */
  previewChange(customerId: string, change: Change): Promise<InvoicePreview | null>;
  /** A page of the changes of subscriptions and invoices since a time at most a month ago, newest first. */
  customersChanged(position: EventPosition): Promise<ChangedCustomers>;
  /** The customer of a subscription or invoice; null if there is none. The id of a customer is returned as it is. */
  customerOfObject(id: string): Promise<string | null>;
  catalogue(): Promise<Catalogue>;
  /** A price with everything about its amounts, also an unpublished or archived one; null if it does not exist. */
  price(id: string, currency: string): Promise<Price | null>;
  /** Null if it does not exist. */
  subscriptionSchedule(id: string): Promise<SubscriptionSchedule | null>;
  /** Products in the order of the ids, also unpublished and archived ones. */
  products(ids: readonly string[]): Promise<(Product | null)[]>;

  // Each write takes an idempotency key: repeated requests with one key are one write.

  /** Prepares a card entry and returns its id. */
  startSetup(customerId: string, key: string): Promise<string>;
  /** The client secret of a prepared card entry. */
  setupSecret(setupId: string): Promise<string>;
  setDefaultPaymentMethod(customerId: string, paymentMethodId: string, key: string): Promise<void>;
  /** Charges a subscription to a payment method of its own. */
  setSubscriptionPaymentMethod(subscriptionId: string, paymentMethodId: string, key: string): Promise<void>;
  removePaymentMethod(paymentMethodId: string, key: string): Promise<void>;
  /** Without a payment method the customer's default is charged. */
  payInvoice(invoiceId: string, paymentMethodId: string | null, key: string): Promise<PaymentOutcome>;
  /** Charges or invoices the change at once. A payment that fails leaves the subscription as it is. */
  changeSubscription(customerId: string, change: Change, key: string): Promise<PaymentOutcome>;
  /** A schedule of the subscription ends with its cancellation, together with the changes that it plans. */
  cancelSubscription(subscription: Subscription, cancellation: Cancellation, key: string): Promise<void>;
  /** Undoes a scheduled cancellation, or ends a pause once its invoice is paid. REFUSED: the subscription still ends. */
  resumeSubscription(subscription: Subscription, key: string): Promise<PaymentOutcome>;
  /** How the customer can confirm the payment of an invoice. */
  nextAction(invoiceId: string): Promise<NextAction>;
  /** False if the billing system refuses a value. */
  updateDetails(customerId: string, change: DetailsChange, key: string): Promise<boolean>;
  /** The URL of a session in the billing system's portal. */
  portalSession(customerId: string, returnUrl: string, flow: PortalFlow | null, key: string): Promise<string>;
}
