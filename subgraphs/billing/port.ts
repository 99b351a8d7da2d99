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

/**
 * What the billing subgraph needs of a billing system. Lists are newest first. "None" is null or an empty list; whatever could not
 * be found out is thrown as a GraphError of the closed table.
 */
export interface BillingSource extends AsyncDisposable {
  /** Customers that name the account as theirs, by the metadata that the configuration names; two are enough to know that it is not one. */
  customersOfAccount(accountId: string): Promise<readonly string[]>;
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
  catalogue(): Promise<Catalogue>;
  /** Products whether published, archived or neither, in the order of the ids. */
  products(ids: readonly string[]): Promise<(Product | null)[]>;
}
