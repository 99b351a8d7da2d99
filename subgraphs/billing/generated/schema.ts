import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AccountReference, ReferenceSearch, ViewerReference } from '@customer-graph/subgraph-kit/account-reference';
import type { BillingParent } from '../resolvers/billing.ts';
import type { Subscription as SubscriptionModel, CollectionPause as CollectionPauseModel } from '../domain/subscription.ts';
import type { Invoice as InvoiceModel, InvoiceLine as InvoiceLineModel, InvoicePreview as InvoicePreviewModel, CreditNote as CreditNoteModel } from '../domain/invoice.ts';
import type { BillingDetails as BillingDetailsModel } from '../domain/customer.ts';
import type { PendingChangeParent } from '../resolvers/pending-change.ts';
import type { Payment as PaymentModel, PaymentMethod as PaymentMethodModel } from '../domain/payment.ts';
import type { PriceInCurrency as PriceModel, Plan as PlanModel } from '../domain/catalogue.ts';
import type { Context } from '../context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An ISO 4217 currency code in capitals: EUR. */
  CurrencyCode: { input: string; output: string; }
  /** A calendar day without a time zone, RFC 3339 full-date: 2026-03-01. */
  Date: { input: string; output: string; }
  /** A moment in UTC, RFC 3339 with a trailing Z: 2026-03-01T09:30:00Z. */
  DateTime: { input: string; output: string; }
  /** A decimal number in a string, so that no client rounds it: 1249.00. */
  Decimal: { input: string; output: string; }
  /** An e-mail address. */
  EmailAddress: { input: string; output: string; }
  /** A whole number up to 2^53 - 1 in either direction, as a JSON number. JavaScript holds it exactly. */
  SafeInt: { input: number; output: number; }
  /** An absolute https URL. */
  URL: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
};

/** A customer company. The CRM owns its identity; every other system adds its own data. */
export type Account = {
  __typename?: 'Account';
  /** The account's billing; null without an error if the account has no customer in the billing system. */
  billing: Maybe<Billing>;
  /** The facts that Account.consistency compares; null while they are unknown. */
  billingFacts: Maybe<BillingFacts>;
  /** The id of the company in the CRM. */
  id: Scalars['ID']['output'];
  /**
   * The links to the other systems. The accounts subgraph signs them for accounts of lists; null for accounts of the assertion, which
   * already contains them. Part of the key, so that every reference carries them without an extra fetch.
   */
  links: Maybe<Scalars['String']['output']>;
  /**
   * Searches the account in every system. People, documents and invoices are searched in their current state. Tickets and articles
   * are found through the help desk's index, which lags by minutes, and are then read again.
   */
  search: Maybe<AccountSearch>;
};


/** A customer company. The CRM owns its identity; every other system adds its own data. */
export type AccountSearchArgs = {
  first?: Scalars['Int']['input'];
  text: Scalars['String']['input'];
};

/** The results of a search in an account, by system. */
export type AccountSearch = {
  __typename?: 'AccountSearch';
  /** Invoices whose number or line text contains the searched text, newest first. Only the latest 100 are searched. */
  invoices: Maybe<Array<Invoice>>;
};

/** The state of the relationship with a customer. */
export type AccountStatus =
  /** A customer in good standing. */
  | 'ACTIVE'
  /** No longer a customer. */
  | 'CHURNED'
  /** Being set up. */
  | 'ONBOARDING'
  /** A status that this version of the graph does not know. */
  | 'OTHER'
  /** A customer with an overdue invoice. */
  | 'PAST_DUE'
  /** Not a customer yet. */
  | 'PROSPECT';

/** A postal address. A field is null if the owner has no value. */
export type Address = {
  __typename?: 'Address';
  /** Town or city. */
  city: Maybe<Scalars['String']['output']>;
  /** ISO 3166-1 alpha-2 country code, or the country as the owner stores it if it has no code. */
  countryCode: Maybe<Scalars['String']['output']>;
  /** Street and number. */
  line1: Maybe<Scalars['String']['output']>;
  /** Additional address line, such as a building or floor. */
  line2: Maybe<Scalars['String']['output']>;
  /** Postal code. */
  postalCode: Maybe<Scalars['String']['output']>;
  /** State, province or region. */
  region: Maybe<Scalars['String']['output']>;
};

/** A postal address to write. Absent fields stay as they are. */
export type AddressInput = {
  /** Town or city. */
  city?: InputMaybe<Scalars['String']['input']>;
  /** ISO 3166-1 alpha-2 country code. */
  countryCode?: InputMaybe<Scalars['String']['input']>;
  /** Street and number. */
  line1?: InputMaybe<Scalars['String']['input']>;
  /** Additional address line, such as a building or floor. */
  line2?: InputMaybe<Scalars['String']['input']>;
  /** Postal code. */
  postalCode?: InputMaybe<Scalars['String']['input']>;
  /** State, province or region. */
  region?: InputMaybe<Scalars['String']['input']>;
};

/** Consumption in relation to an allowance. */
export type AllowanceState =
  /** More than the allowance. */
  | 'EXCEEDED'
  /** 80 percent of the allowance or more. */
  | 'NEARING'
  /** Below 80 percent of the allowance. */
  | 'OK'
  /** Exactly the allowance. */
  | 'REACHED'
  /** The allowance has no limit. */
  | 'UNLIMITED';

/**
 * An account's billing. Each field that needs its own call is nullable, so that a failing endpoint nulls only one field. While
 * the billing system is unavailable, every requested field is null with an error, never an empty list.
 */
export type Billing = {
  __typename?: 'Billing';
  /** The balance that is added to the next invoice: positive is a debt, negative is credit. Null if the customer has no currency yet. */
  balance: Maybe<Money>;
  /** The credit notes, newest first. */
  creditNotes: Maybe<CreditNoteConnection>;
  /** The payment method for invoices, unless a subscription has its own; null if none is set. */
  defaultPaymentMethod: Maybe<PaymentMethod>;
  /** Name, e-mail address, postal address and tax numbers on invoices. */
  details: Maybe<BillingDetails>;
  /** The features that the account has bought. */
  entitlements: Maybe<Array<Entitlement>>;
  /** The account's id. */
  id: Scalars['ID']['output'];
  /** One invoice of this account; null if the account has no such invoice. */
  invoice: Maybe<Invoice>;
  /** The invoices, newest first. */
  invoices: Maybe<InvoiceConnection>;
  /** The stored cards and bank accounts, newest first. */
  paymentMethods: Maybe<Array<PaymentMethod>>;
  /** The payments, newest first. */
  payments: Maybe<PaymentConnection>;
  /** The published plans with the prices that the account can choose: those in the currency of its subscription, or else of its customer. */
  plans: Maybe<Array<Plan>>;
  /** The invoice that a change would cause. A change with the same prorationAt costs exactly this amount. */
  previewChange: Maybe<InvoicePreview>;
  /** The system and time of the billing data. */
  source: Maybe<Source>;
  /** The live subscription; the oldest one if there are several. */
  subscription: Maybe<BillingSubscription>;
  /** The subscriptions, oldest first. */
  subscriptions: Maybe<Array<BillingSubscription>>;
  /** A preview of the next invoice; null if none is due. */
  upcomingInvoice: Maybe<InvoicePreview>;
};


/**
 * An account's billing. Each field that needs its own call is nullable, so that a failing endpoint nulls only one field. While
 * the billing system is unavailable, every requested field is null with an error, never an empty list.
 */
export type BillingCreditNotesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


/**
 * An account's billing. Each field that needs its own call is nullable, so that a failing endpoint nulls only one field. While
 * the billing system is unavailable, every requested field is null with an error, never an empty list.
 */
export type BillingInvoiceArgs = {
  id: Scalars['ID']['input'];
};


/**
 * An account's billing. Each field that needs its own call is nullable, so that a failing endpoint nulls only one field. While
 * the billing system is unavailable, every requested field is null with an error, never an empty list.
 */
export type BillingInvoicesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  status?: InputMaybe<InvoiceStatus>;
};


/**
 * An account's billing. Each field that needs its own call is nullable, so that a failing endpoint nulls only one field. While
 * the billing system is unavailable, every requested field is null with an error, never an empty list.
 */
export type BillingPaymentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


/**
 * An account's billing. Each field that needs its own call is nullable, so that a failing endpoint nulls only one field. While
 * the billing system is unavailable, every requested field is null with an error, never an empty list.
 */
export type BillingPreviewChangeArgs = {
  change: SubscriptionChange;
};


/**
 * An account's billing. Each field that needs its own call is nullable, so that a failing endpoint nulls only one field. While
 * the billing system is unavailable, every requested field is null with an error, never an empty list.
 */
export type BillingSubscriptionsArgs = {
  ended?: Scalars['Boolean']['input'];
};

/** Name, e-mail address, postal address and tax numbers on invoices. */
export type BillingDetails = {
  __typename?: 'BillingDetails';
  /** The address on invoices. */
  address: Maybe<Address>;
  /** The e-mail address that receives invoices. */
  email: Maybe<Scalars['EmailAddress']['output']>;
  /** The name on invoices. */
  name: Maybe<Scalars['String']['output']>;
  /** The tax numbers on invoices. */
  taxIds: Array<TaxId>;
};

/** The result of a change to the billing details. */
export type BillingDetailsPayload = {
  __typename?: 'BillingDetailsPayload';
  /** The details after the change; null if it was refused. */
  details: Maybe<BillingDetails>;
  /** Reasons for a refusal; empty if the change was made. */
  userErrors: Array<UserError>;
};

/** The facts of the billing system that other systems are compared with. */
export type BillingFacts = {
  __typename?: 'BillingFacts';
  /** Of an account without a live subscription; null while one is live. */
  former: Maybe<FormerFacts>;
  /** Whether the account has a customer in the billing system. */
  link: LinkState;
  /** The account's subscription: the oldest that has not ended; null: every one has. */
  main: Maybe<SubscriptionFacts>;
};

/** The unit of the time between two charges. */
export type BillingInterval =
  /** Days. */
  | 'DAY'
  /** Months. */
  | 'MONTH'
  /** An interval that this version of the graph does not know. */
  | 'OTHER'
  /** Weeks. */
  | 'WEEK'
  /** Years. */
  | 'YEAR';

/** A page of the billing system's own portal. */
export type BillingPortalFlow =
  /** Enters another card. */
  | 'PAYMENT_METHOD_UPDATE'
  /** Cancels the subscription. */
  | 'SUBSCRIPTION_CANCEL'
  /** Changes the subscription. */
  | 'SUBSCRIPTION_UPDATE';

/** The result of opening a portal session. */
export type BillingPortalSessionPayload = {
  __typename?: 'BillingPortalSessionPayload';
  /** The session's address, valid for a few minutes. Anyone who has it can use it: keep it secret. Null if the session was refused. */
  url: Maybe<Scalars['URL']['output']>;
  /** Reasons for a refusal; empty if the change was made. */
  userErrors: Array<UserError>;
};

/** A subscription in the billing system. */
export type BillingSubscription = {
  __typename?: 'BillingSubscription';
  /** The time of the cancellation. The subscription may run on until cancelsAt. */
  canceledAt: Maybe<Scalars['DateTime']['output']>;
  /** The time of the scheduled end; null if none is scheduled. */
  cancelsAt: Maybe<Scalars['DateTime']['output']>;
  /** While invoices are made and not collected; null otherwise. The status stays as it is. */
  collectionPause: Maybe<CollectionPause>;
  /** The currency of the invoices. */
  currency: Maybe<Scalars['CurrencyCode']['output']>;
  /** The running period; the last one if the subscription has ended. */
  currentPeriod: Period;
  /** The subscription's id. */
  id: Scalars['ID']['output'];
  /** The payment method that the next invoice is charged to; null if there is none, or if invoices are paid by hand. */
  paymentMethod: Maybe<PaymentMethod>;
  /** The changes that are planned for later, in the order of time. A change before one of them is replaced by it. */
  pendingChanges: Maybe<Array<PendingChange>>;
  /** The subscribed plan. */
  plan: Maybe<Plan>;
  /** The subscription's price. It may be a negotiated price outside the catalogue. */
  price: Maybe<Price>;
  /** The number of charged seats; 0 if the subscription counts no seats. */
  seatCount: Maybe<Scalars['SafeInt']['output']>;
  /** The number of charged seats, at most 2147483647; 0 if the subscription counts no seats. seatCount has larger numbers. */
  seats: Scalars['Int']['output'];
  /** The subscription's status. */
  status: SubscriptionStatus;
  /** End of the trial; null without a trial. */
  trialEndsAt: Maybe<Scalars['DateTime']['output']>;
};

/** A pause of the collection of payments. */
export type CollectionPause = {
  __typename?: 'CollectionPause';
  /** What becomes of the invoices meanwhile. */
  invoices: PausedInvoices;
  /** When the collection starts again; null if no time is set. */
  resumesAt: Maybe<Scalars['DateTime']['output']>;
};

/** A session in the billing system's own portal. */
export type CreateBillingPortalSessionInput = {
  /** The account. */
  accountId: Scalars['ID']['input'];
  /** The first page; default: the overview. */
  flow?: InputMaybe<BillingPortalFlow>;
  /** Makes a retry safe: requests with the same key and input are one change with one result. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The address to return to. Its origin must be configured. */
  returnUrl: Scalars['URL']['input'];
};

/** A credit note. */
export type CreditNote = {
  __typename?: 'CreditNote';
  /** The credited amount. A void credit note credits nothing. */
  amount: Money;
  /** Time of creation. */
  createdAt: Scalars['DateTime']['output'];
  /** The credit note's id. */
  id: Scalars['ID']['output'];
  /** The printed number. */
  number: Scalars['String']['output'];
  /** The credit note as a PDF. */
  pdfUrl: Maybe<Scalars['URL']['output']>;
  /** The reason, as the billing system names it: duplicate, fraudulent, order_change, product_unsatisfactory. Null without one. */
  reason: Maybe<Scalars['String']['output']>;
  /** Whether it is valid. */
  status: Maybe<CreditNoteStatus>;
  /** When it was voided; null if it is valid. */
  voidedAt: Maybe<Scalars['DateTime']['output']>;
};

/** A page of credit notes. */
export type CreditNoteConnection = {
  __typename?: 'CreditNoteConnection';
  /** The credit notes of the page. */
  edges: Array<CreditNoteEdge>;
  /** The position of the page in the list. */
  pageInfo: PageInfo;
};

/** A credit note in a page. */
export type CreditNoteEdge = {
  __typename?: 'CreditNoteEdge';
  /** The position in the list. */
  cursor: Scalars['String']['output'];
  /** The credit note. */
  node: CreditNote;
};

/** The status of a credit note. */
export type CreditNoteStatus =
  /** Valid. */
  | 'ISSUED'
  /** A status that this version of the graph does not know. */
  | 'OTHER'
  /** Canceled: it credits nothing. */
  | 'VOID';

/** A feature that the account has bought. */
export type Entitlement = {
  __typename?: 'Entitlement';
  /** The feature's key. */
  key: Scalars['String']['output'];
  /** The feature's name. */
  name: Scalars['String']['output'];
};

/** The facts of a customer without a live subscription. */
export type FormerFacts = {
  __typename?: 'FormerFacts';
  /** When the last subscription ended; null: there was none. */
  endedAt: Maybe<Scalars['DateTime']['output']>;
  /** The end of the last period that was paid for; null: there was none. */
  paidUntil: Maybe<Scalars['DateTime']['output']>;
};

/** An invoice. */
export type Invoice = {
  __typename?: 'Invoice';
  /** The amount to pay, after the customer's credit. */
  amountDue: Money;
  /** The paid amount. */
  amountPaid: Money;
  /** Time of creation. */
  createdAt: Scalars['DateTime']['output'];
  /** Time by which the invoice must be paid; null if it is charged automatically. */
  dueAt: Maybe<Scalars['DateTime']['output']>;
  /** A page that shows the invoice and accepts its payment; null for a draft. */
  hostedUrl: Maybe<Scalars['URL']['output']>;
  /** The invoice's id. */
  id: Scalars['ID']['output'];
  /** The lines, in the invoice's order. */
  lines: Maybe<InvoiceLineConnection>;
  /** The printed number; null for a draft. */
  number: Maybe<Scalars['String']['output']>;
  /** Time of the payment; null if it is not paid. */
  paidAt: Maybe<Scalars['DateTime']['output']>;
  /** The invoice as a PDF; null for a draft. */
  pdfUrl: Maybe<Scalars['URL']['output']>;
  /** The period in which the invoice's items were added. */
  period: Maybe<Period>;
  /** The invoice's status. */
  status: Maybe<InvoiceStatus>;
  /** The sum of all lines, discounts and taxes. */
  total: Money;
};


/** An invoice. */
export type InvoiceLinesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

/** A page of invoices. */
export type InvoiceConnection = {
  __typename?: 'InvoiceConnection';
  /** The invoices of the page. */
  edges: Array<InvoiceEdge>;
  /** The position of the page in the list. */
  pageInfo: PageInfo;
};

/** An invoice in a page. */
export type InvoiceEdge = {
  __typename?: 'InvoiceEdge';
  /** The position in the list. */
  cursor: Scalars['String']['output'];
  /** The invoice. */
  node: Invoice;
};

/** A line of an invoice. */
export type InvoiceLine = {
  __typename?: 'InvoiceLine';
  /** The amount of the line. */
  amount: Money;
  /** The text of the line. */
  description: Maybe<Scalars['String']['output']>;
  /** The line's id. */
  id: Scalars['ID']['output'];
  /** The period that the line charges for. */
  period: Maybe<Period>;
  /** Whether the line corrects a change within a period. */
  proration: Scalars['Boolean']['output'];
  /** The quantity; null if the line has none, or if it has more than 32 bits. */
  quantity: Maybe<Scalars['Int']['output']>;
  /** The quantity; null if the line has none. */
  unitCount: Maybe<Scalars['SafeInt']['output']>;
};

/** A page of invoice lines. */
export type InvoiceLineConnection = {
  __typename?: 'InvoiceLineConnection';
  /** The lines of the page. */
  edges: Array<InvoiceLineEdge>;
  /** The position of the page in the list. */
  pageInfo: PageInfo;
};

/** An invoice line in a page. */
export type InvoiceLineEdge = {
  __typename?: 'InvoiceLineEdge';
  /** The position in the list. */
  cursor: Scalars['String']['output'];
  /** The line. */
  node: InvoiceLine;
};

/** The result of a payment. */
export type InvoicePayload = {
  __typename?: 'InvoicePayload';
  /** The invoice after the payment; null if it was refused. */
  invoice: Maybe<Invoice>;
  /** The confirmation that the payment still needs from the customer; null if none. */
  nextAction: Maybe<NextAction>;
  /** Reasons for a refusal; empty if the payment was accepted. */
  userErrors: Array<UserError>;
};

/** A preview of an invoice. */
export type InvoicePreview = {
  __typename?: 'InvoicePreview';
  /** The amount that would have to be paid, after the customer's credit. */
  amountDue: Money;
  /** All lines. */
  lines: Array<InvoiceLine>;
  /** Time of the first payment attempt; null if none is planned. */
  nextPaymentAt: Maybe<Scalars['DateTime']['output']>;
  /** The time at which the change is prorated; null without a proration. */
  prorationAt: Maybe<Scalars['DateTime']['output']>;
  /** The sum of all lines, discounts and taxes. */
  total: Money;
};

/** The status of an invoice. */
export type InvoiceStatus =
  /** A draft: it may still change. */
  | 'DRAFT'
  /** Final and unpaid. */
  | 'OPEN'
  /** A status that this version of the graph does not know. */
  | 'OTHER'
  /** Paid. */
  | 'PAID'
  /** Probably never paid: written off. */
  | 'UNCOLLECTIBLE'
  /** Canceled: it no longer has to be paid. */
  | 'VOID';

/** Whether an account has a counterpart in a system. */
export type LinkState =
  /** Another account has the same counterpart, so it is not read. */
  | 'DUPLICATE'
  /** It has one. */
  | 'LINKED'
  /** It has none. */
  | 'MISSING';

/** The role of a member in an account. A contact without a role is not a member and has no access. */
export type MemberRole =
  /** Manages the account, its team, its billing and its tickets. */
  | 'ADMIN'
  /** Manages billing and reads documents. */
  | 'BILLING'
  /** Uses the product. */
  | 'MEMBER';

/** The function that combines the values of events into one number. */
export type MeterAggregation =
  /** The number of events. */
  | 'COUNT'
  /** The latest value. */
  | 'LAST'
  /** The largest value. */
  | 'MAX'
  /** The sum of the values. */
  | 'SUM'
  /** The number of distinct values. */
  | 'UNIQUE';

/** An amount in one currency. */
export type Money = {
  __typename?: 'Money';
  /** In the currency's main unit, with as many decimals as the currency has: 12.50 EUR, 1250 JPY, 1.250 KWD. */
  amount: Scalars['Decimal']['output'];
  /** The currency of the amount. */
  currency: Scalars['CurrencyCode']['output'];
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Opens a session in the billing system's own portal. It is valid for a few minutes. */
  createBillingPortalSession: BillingPortalSessionPayload;
  /** Pays an open invoice at once. */
  payInvoice: InvoicePayload;
  /** Removes a payment method. Refused while a subscription is charged to it. */
  removePaymentMethod: PaymentMethodPayload;
  /** Makes a payment method the default. Subscriptions that are charged to the former one follow. */
  setDefaultPaymentMethod: PaymentMethodPayload;
  /** Prepares the entry of a card in the client. The card's data goes to the billing system directly. */
  startPaymentMethodSetup: PaymentMethodSetupPayload;
  /** Changes name, e-mail address or postal address on invoices. Omitted fields stay as they are. */
  updateBillingDetails: BillingDetailsPayload;
};


export type MutationCreateBillingPortalSessionArgs = {
  input: CreateBillingPortalSessionInput;
};


export type MutationPayInvoiceArgs = {
  input: PayInvoiceInput;
};


export type MutationRemovePaymentMethodArgs = {
  input: PaymentMethodInput;
};


export type MutationSetDefaultPaymentMethodArgs = {
  input: PaymentMethodInput;
};


export type MutationStartPaymentMethodSetupArgs = {
  input: StartPaymentMethodSetupInput;
};


export type MutationUpdateBillingDetailsArgs = {
  input: UpdateBillingDetailsInput;
};

/** An action of the customer that the bank requires before it executes the payment (3-D Secure). */
export type NextAction = {
  __typename?: 'NextAction';
  /** The secret for the billing system's script in the client. */
  clientSecret: Maybe<Scalars['String']['output']>;
  /** A page for the same action, for clients without the script. */
  hostedUrl: Maybe<Scalars['URL']['output']>;
};

/** How a number of packages is rounded. */
export type PackageRounding =
  /** A package that is not full is not charged. */
  | 'DOWN'
  /** A way that this version of the graph does not know. */
  | 'OTHER'
  /** A package that is not full is charged. */
  | 'UP';

/** The position of a page in its list. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** The cursor of the page's last element: the value of `after` for the next page. Null on an empty page. */
  endCursor: Maybe<Scalars['String']['output']>;
  /** Whether there are elements after this page. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether there are elements before this page. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the page's first element; null on an empty page. */
  startCursor: Maybe<Scalars['String']['output']>;
};

/** What becomes of invoices while their collection is paused. */
export type PausedInvoices =
  /** They stay drafts and are collected later. */
  | 'DRAFT'
  /** A way that this version of the graph does not know. */
  | 'OTHER'
  /** They are written off. */
  | 'UNCOLLECTIBLE'
  /** They are canceled. */
  | 'VOID';

/** The invoice to pay and the payment method. */
export type PayInvoiceInput = {
  /** The account. */
  accountId: Scalars['ID']['input'];
  /** Makes a retry safe: requests with the same key and input are one change with one result. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The id of an open invoice of the account. */
  invoiceId: Scalars['ID']['input'];
  /** The payment method to charge; default: the account's default. */
  paymentMethodId?: InputMaybe<Scalars['ID']['input']>;
};

/** A payment or an attempted payment. */
export type Payment = {
  __typename?: 'Payment';
  /** The amount to pay. */
  amount: Money;
  /** Time of creation. */
  createdAt: Scalars['DateTime']['output'];
  /** The reason for a failure, in a text for the customer; null without a failure. */
  failureMessage: Maybe<Scalars['String']['output']>;
  /** The payment's id. */
  id: Scalars['ID']['output'];
  /** The payment method; null if none was used yet. */
  method: Maybe<PaymentMethod>;
  /** The refunded part of the amount. */
  refunded: Money;
  /** The payment's status. */
  status: PaymentStatus;
};

/** A page of payments. */
export type PaymentConnection = {
  __typename?: 'PaymentConnection';
  /** The payments of the page. */
  edges: Array<PaymentEdge>;
  /** The position of the page in the list. */
  pageInfo: PageInfo;
};

/** A payment in a page. */
export type PaymentEdge = {
  __typename?: 'PaymentEdge';
  /** The position in the list. */
  cursor: Scalars['String']['output'];
  /** The payment. */
  node: Payment;
};

/** A stored card or bank account. */
export type PaymentMethod = {
  __typename?: 'PaymentMethod';
  /** The card's brand, or the bank's name or code. */
  brand: Maybe<Scalars['String']['output']>;
  /** The last day on which a card is valid; null for other kinds. */
  expiresOn: Maybe<Scalars['Date']['output']>;
  /** The payment method's id. */
  id: Scalars['ID']['output'];
  /** Whether it is the payment method for invoices, unless a subscription has its own. */
  isDefault: Scalars['Boolean']['output'];
  /** The kind of payment method. */
  kind: PaymentMethodKind;
  /** The last four digits of the number. */
  last4: Maybe<Scalars['String']['output']>;
};

/** A payment method of an account. */
export type PaymentMethodInput = {
  /** The account. */
  accountId: Scalars['ID']['input'];
  /** Makes a retry safe: requests with the same key and input are one change with one result. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The id of the payment method. */
  paymentMethodId: Scalars['ID']['input'];
  /**
   * Only for setDefaultPaymentMethod: the live subscriptions that are charged to it from now on. Default: those with a payment
   * method of their own that is the former default, or that of the oldest live subscription.
   */
  subscriptionIds?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** The kind of a payment method. */
export type PaymentMethodKind =
  /** Bacs direct debit, in pounds. */
  | 'BACS_DEBIT'
  /** A card. */
  | 'CARD'
  /** Any other kind. */
  | 'OTHER'
  /** SEPA direct debit, in euros. */
  | 'SEPA_DEBIT'
  /** A bank account in the United States. */
  | 'US_BANK_ACCOUNT';

/** The result of a change to the payment methods. */
export type PaymentMethodPayload = {
  __typename?: 'PaymentMethodPayload';
  /** The account's payment methods after the change; null if it was refused. */
  paymentMethods: Maybe<Array<PaymentMethod>>;
  /** Reasons for a refusal; empty if the change was made. */
  userErrors: Array<UserError>;
};

/** The result of preparing the entry of a card. */
export type PaymentMethodSetupPayload = {
  __typename?: 'PaymentMethodSetupPayload';
  /** For the billing system's script in the client. It is a secret and valid for one card. */
  clientSecret: Maybe<Scalars['String']['output']>;
  /** Reasons for a refusal; empty if the change was made. */
  userErrors: Array<UserError>;
};

/** The status of a payment. */
export type PaymentStatus =
  /** Canceled before it was paid. */
  | 'CANCELED'
  /** Declined. */
  | 'FAILED'
  /** A status that this version of the graph does not know. */
  | 'OTHER'
  /** In progress, or waiting for the customer. */
  | 'PENDING'
  /** Paid. */
  | 'SUCCEEDED';

/** A change of a subscription that is planned for a later time. */
export type PendingChange = {
  __typename?: 'PendingChange';
  /** When it takes effect. */
  at: Scalars['DateTime']['output'];
  /** Whether the subscription ends then. The other fields are null in that case. */
  ends: Scalars['Boolean']['output'];
  /** The plan from then on. */
  plan: Maybe<Plan>;
  /** The price from then on. */
  price: Maybe<Price>;
  /** The number of seats from then on. */
  seatCount: Maybe<Scalars['SafeInt']['output']>;
  /** The number of seats from then on; null if it has more than 32 bits. */
  seats: Maybe<Scalars['Int']['output']>;
};

/** A period of time. It includes start and excludes end. */
export type Period = {
  __typename?: 'Period';
  /** The first moment after the period. */
  end: Scalars['DateTime']['output'];
  /** The first moment of the period. */
  start: Scalars['DateTime']['output'];
};

/** A product with recurring prices. In a subscription it may be a minute old. */
export type Plan = {
  __typename?: 'Plan';
  /** A description of the plan. */
  description: Maybe<Scalars['String']['output']>;
  /** The plan's features, in the order of the catalogue. */
  features: Array<Scalars['String']['output']>;
  /** The plan's key, the same in every system. */
  key: Scalars['ID']['output'];
  /** The plan's name. */
  name: Scalars['String']['output'];
  /** The published prices. Customers can choose among them. */
  prices: Array<Price>;
};

/** A recurring price of a plan. */
export type Price = {
  __typename?: 'Price';
  /** The currency of the amounts; null if the billing system states none. */
  currency: Maybe<Scalars['CurrencyCode']['output']>;
  /** The price's id, for SubscriptionChange.priceId. */
  id: Scalars['ID']['output'];
  /** The unit of the time between two charges. */
  interval: BillingInterval;
  /** Number of intervals between two charges: 3 with MONTH is quarterly. */
  intervalCount: Scalars['Int']['output'];
  /** The package that units are sold in; null if they are charged one by one. */
  package: Maybe<PricePackage>;
  /** Whether the price is charged for each seat. */
  perSeat: Scalars['Boolean']['output'];
  /** The tiers, in ascending order. Null without tiers, and in the catalogue for tiers in another currency than the price's own. */
  tiers: Maybe<Array<PriceTier>>;
  /** How the tiers apply; null for a price without tiers. */
  tiersMode: Maybe<PriceTiersMode>;
  /** The amount for one unit and interval: a seat if perSeat, else the subscription. Null for tiers, packages and amounts with more decimals than the currency. */
  unitAmount: Maybe<Money>;
  /** The exact amount for one unit and interval, with all its decimals: 0.005. Null for tiers and packages. */
  unitAmountDecimal: Maybe<Scalars['Decimal']['output']>;
  /** The basis of the charge: an agreed quantity, or the consumption. */
  usage: Maybe<PriceUsage>;
};

/** A package of units. Quantities are divided by its size, and each package is charged. */
export type PricePackage = {
  __typename?: 'PricePackage';
  /** The amount for one package and interval, with all its decimals. */
  amount: Scalars['Decimal']['output'];
  /** How the number of packages is rounded. */
  rounding: PackageRounding;
  /** The number of units in a package. */
  size: Scalars['SafeInt']['output'];
};

/** The price of a range of quantities. Amounts are in the price's currency, with all their decimals. */
export type PriceTier = {
  __typename?: 'PriceTier';
  /** The amount that the tier adds once. */
  flatAmount: Maybe<Scalars['Decimal']['output']>;
  /** The amount for one unit and interval. */
  unitAmount: Maybe<Scalars['Decimal']['output']>;
  /** The largest quantity of the tier; null for the last one. */
  upTo: Maybe<Scalars['SafeInt']['output']>;
};

/** How the tiers of a price apply. */
export type PriceTiersMode =
  /** Each unit has the price of the tier that it falls into. */
  | 'GRADUATED'
  /** A way that this version of the graph does not know. */
  | 'OTHER'
  /** All units have the price of the tier that the quantity falls into. */
  | 'VOLUME';

/** What a price charges. */
export type PriceUsage =
  /** An agreed quantity. */
  | 'LICENSED'
  /** The consumption that was measured. */
  | 'METERED';

export type Query = {
  __typename?: 'Query';
  /** One customer account. Null if it does not exist or the caller may not see it; the two cases look the same. */
  account: Maybe<Account>;
  /** The published plans, by name. Negotiated and test prices are not included. */
  plans: Maybe<Array<Plan>>;
  /** The caller: the person or client of the token. */
  viewer: Maybe<Viewer>;
};


export type QueryAccountArgs = {
  id: Scalars['ID']['input'];
};


export type QueryPlansArgs = {
  currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
};

/** The origin of the values beside it. They were read from the owner at or after asOf: the graph stores no copy. */
export type Source = {
  __typename?: 'Source';
  /** The values beside it were read at or after this time. */
  asOf: Scalars['DateTime']['output'];
  /** The system that owns the values. */
  system: SystemOfRecord;
};

/** The account for which a card is entered. */
export type StartPaymentMethodSetupInput = {
  /** The account. */
  accountId: Scalars['ID']['input'];
  /** Makes a retry safe: requests with the same key and input are one change with one result. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** A change of a subscription. Absent fields stay as they are. */
export type SubscriptionChange = {
  /** A price of the published catalogue. */
  priceId?: InputMaybe<Scalars['ID']['input']>;
  /** The time for which the change is prorated; default: now. */
  prorationAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The number of seats, 1 or more. */
  seats?: InputMaybe<Scalars['Int']['input']>;
  /** The subscription to change. Required if the account has several live subscriptions. */
  subscriptionId?: InputMaybe<Scalars['ID']['input']>;
};

/** The facts of a subscription that other systems are compared with. */
export type SubscriptionFacts = {
  __typename?: 'SubscriptionFacts';
  /** When the subscription ends; null: it renews. */
  endsAt: Maybe<Scalars['DateTime']['output']>;
  /** The subscription's id. */
  id: Scalars['ID']['output'];
  /** The end of the current period. */
  periodEnd: Scalars['DateTime']['output'];
  /** The plan's key, the same in every system; null: the product has none. */
  planKey: Maybe<Scalars['String']['output']>;
  /** The number of seats. */
  seats: Scalars['SafeInt']['output'];
  /** The status. */
  status: SubscriptionStatus;
};

/** The state of a subscription. */
export type SubscriptionStatus =
  /** Paid. */
  | 'ACTIVE'
  /** Ended. */
  | 'CANCELED'
  /** The first payment is not completed yet. */
  | 'INCOMPLETE'
  /** The first payment was not completed in time. */
  | 'INCOMPLETE_EXPIRED'
  /** A status that this version of the graph does not know. */
  | 'OTHER'
  /** An invoice is overdue and is being retried. */
  | 'PAST_DUE'
  /** Paused: no invoices are created. */
  | 'PAUSED'
  /** In its trial. */
  | 'TRIALING'
  /** Every retry of an overdue invoice has failed. */
  | 'UNPAID';

/** A system that owns facts about a customer. */
export type SystemOfRecord =
  /** The billing system: subscriptions, invoices and payments. */
  | 'BILLING'
  /** The CRM: the company and its people. */
  | 'CRM'
  /** The product: consumption. */
  | 'PRODUCT'
  /** The status page: incidents and maintenance. */
  | 'STATUS'
  /** The help desk: tickets and articles. */
  | 'SUPPORT';

/** A tax number. */
export type TaxId = {
  __typename?: 'TaxId';
  /** The kind of number: eu_vat, gb_vat, us_ein and so on. */
  type: Scalars['String']['output'];
  /** The number. */
  value: Scalars['String']['output'];
  /** Whether the tax authority confirmed the number; null while that is unknown. */
  verified: Maybe<Scalars['Boolean']['output']>;
};

/** A change of the billing details. Omitted fields stay as they are. */
export type UpdateBillingDetailsInput = {
  /** The account. */
  accountId: Scalars['ID']['input'];
  /** The address on invoices. */
  address?: InputMaybe<AddressInput>;
  /** The e-mail address that receives invoices. */
  email?: InputMaybe<Scalars['EmailAddress']['input']>;
  /** Makes a retry safe: requests with the same key and input are one change with one result. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The name on invoices, 1 to 255 characters. */
  name?: InputMaybe<Scalars['String']['input']>;
};

/** An expected refusal of a mutation that the caller can correct. Failures are top-level errors instead. */
export type UserError = {
  __typename?: 'UserError';
  /** The kind of refusal. */
  code: UserErrorCode;
  /** The path of the input field: `address`, `city`. Null if it concerns the whole input. */
  field: Maybe<Array<Scalars['String']['output']>>;
  /** A sentence about the problem and the permitted values. */
  message: Scalars['String']['output'];
};

/** The kinds of refusals. */
export type UserErrorCode =
  /** The change conflicts with the current state. */
  | 'CONFLICT'
  /** A value is invalid. */
  | 'INVALID_INPUT'
  /** A limit would be exceeded. */
  | 'LIMIT_REACHED'
  /** Not permitted for anyone, or not on yourself. */
  | 'NOT_ALLOWED'
  /** The object does not exist or does not belong to the account. */
  | 'NOT_FOUND'
  /** A payment failed. */
  | 'PAYMENT_REQUIRED';

/** The caller. */
export type Viewer = {
  __typename?: 'Viewer';
  /** The account of the X-Account-Id header, else that of the token, else the first account of the person. */
  account: Maybe<Account>;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Account: Account;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Account:
    ( { __typename: 'Account' }
    & GraphQLRecursivePick<FederationTypes['Account'], {"id":true,"links":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Account: ResolverTypeWrapper<AccountReference>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AccountSearch: ResolverTypeWrapper<ReferenceSearch>;
  AccountStatus: AccountStatus;
  Address: ResolverTypeWrapper<Address>;
  AddressInput: AddressInput;
  AllowanceState: AllowanceState;
  Billing: ResolverTypeWrapper<BillingParent>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  BillingDetails: ResolverTypeWrapper<BillingDetailsModel>;
  BillingDetailsPayload: ResolverTypeWrapper<Omit<BillingDetailsPayload, 'details'> & { details?: Maybe<ResolversTypes['BillingDetails']> }>;
  BillingFacts: ResolverTypeWrapper<BillingFacts>;
  BillingInterval: BillingInterval;
  BillingPortalFlow: BillingPortalFlow;
  BillingPortalSessionPayload: ResolverTypeWrapper<BillingPortalSessionPayload>;
  BillingSubscription: ResolverTypeWrapper<SubscriptionModel>;
  CollectionPause: ResolverTypeWrapper<CollectionPauseModel>;
  CreateBillingPortalSessionInput: CreateBillingPortalSessionInput;
  CreditNote: ResolverTypeWrapper<CreditNoteModel>;
  CreditNoteConnection: ResolverTypeWrapper<Omit<CreditNoteConnection, 'edges'> & { edges: Array<ResolversTypes['CreditNoteEdge']> }>;
  CreditNoteEdge: ResolverTypeWrapper<Omit<CreditNoteEdge, 'node'> & { node: ResolversTypes['CreditNote'] }>;
  CreditNoteStatus: CreditNoteStatus;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  EmailAddress: ResolverTypeWrapper<Scalars['EmailAddress']['output']>;
  Entitlement: ResolverTypeWrapper<Entitlement>;
  FormerFacts: ResolverTypeWrapper<FormerFacts>;
  Invoice: ResolverTypeWrapper<InvoiceModel>;
  InvoiceConnection: ResolverTypeWrapper<Omit<InvoiceConnection, 'edges'> & { edges: Array<ResolversTypes['InvoiceEdge']> }>;
  InvoiceEdge: ResolverTypeWrapper<Omit<InvoiceEdge, 'node'> & { node: ResolversTypes['Invoice'] }>;
  InvoiceLine: ResolverTypeWrapper<InvoiceLineModel>;
  InvoiceLineConnection: ResolverTypeWrapper<Omit<InvoiceLineConnection, 'edges'> & { edges: Array<ResolversTypes['InvoiceLineEdge']> }>;
  InvoiceLineEdge: ResolverTypeWrapper<Omit<InvoiceLineEdge, 'node'> & { node: ResolversTypes['InvoiceLine'] }>;
  InvoicePayload: ResolverTypeWrapper<Omit<InvoicePayload, 'invoice'> & { invoice?: Maybe<ResolversTypes['Invoice']> }>;
  InvoicePreview: ResolverTypeWrapper<InvoicePreviewModel>;
  InvoiceStatus: InvoiceStatus;
  LinkState: LinkState;
  MemberRole: MemberRole;
  MeterAggregation: MeterAggregation;
  Money: ResolverTypeWrapper<Money>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NextAction: ResolverTypeWrapper<NextAction>;
  PackageRounding: PackageRounding;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PausedInvoices: PausedInvoices;
  PayInvoiceInput: PayInvoiceInput;
  Payment: ResolverTypeWrapper<PaymentModel>;
  PaymentConnection: ResolverTypeWrapper<Omit<PaymentConnection, 'edges'> & { edges: Array<ResolversTypes['PaymentEdge']> }>;
  PaymentEdge: ResolverTypeWrapper<Omit<PaymentEdge, 'node'> & { node: ResolversTypes['Payment'] }>;
  PaymentMethod: ResolverTypeWrapper<PaymentMethodModel>;
  PaymentMethodInput: PaymentMethodInput;
  PaymentMethodKind: PaymentMethodKind;
  PaymentMethodPayload: ResolverTypeWrapper<Omit<PaymentMethodPayload, 'paymentMethods'> & { paymentMethods?: Maybe<Array<ResolversTypes['PaymentMethod']>> }>;
  PaymentMethodSetupPayload: ResolverTypeWrapper<PaymentMethodSetupPayload>;
  PaymentStatus: PaymentStatus;
  PendingChange: ResolverTypeWrapper<PendingChangeParent>;
  Period: ResolverTypeWrapper<Period>;
  Plan: ResolverTypeWrapper<PlanModel>;
  Price: ResolverTypeWrapper<PriceModel>;
  PricePackage: ResolverTypeWrapper<PricePackage>;
  PriceTier: ResolverTypeWrapper<PriceTier>;
  PriceTiersMode: PriceTiersMode;
  PriceUsage: PriceUsage;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SafeInt: ResolverTypeWrapper<Scalars['SafeInt']['output']>;
  Source: ResolverTypeWrapper<Source>;
  StartPaymentMethodSetupInput: StartPaymentMethodSetupInput;
  SubscriptionChange: SubscriptionChange;
  SubscriptionFacts: ResolverTypeWrapper<SubscriptionFacts>;
  SubscriptionStatus: SubscriptionStatus;
  SystemOfRecord: SystemOfRecord;
  TaxId: ResolverTypeWrapper<TaxId>;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  UpdateBillingDetailsInput: UpdateBillingDetailsInput;
  UserError: ResolverTypeWrapper<UserError>;
  UserErrorCode: UserErrorCode;
  Viewer: ResolverTypeWrapper<ViewerReference>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Account: AccountReference;
  ID: Scalars['ID']['output'];
  AccountSearch: ReferenceSearch;
  Address: Address;
  AddressInput: AddressInput;
  Billing: BillingParent;
  Boolean: Scalars['Boolean']['output'];
  BillingDetails: BillingDetailsModel;
  BillingDetailsPayload: Omit<BillingDetailsPayload, 'details'> & { details?: Maybe<ResolversParentTypes['BillingDetails']> };
  BillingFacts: BillingFacts;
  BillingPortalSessionPayload: BillingPortalSessionPayload;
  BillingSubscription: SubscriptionModel;
  CollectionPause: CollectionPauseModel;
  CreateBillingPortalSessionInput: CreateBillingPortalSessionInput;
  CreditNote: CreditNoteModel;
  CreditNoteConnection: Omit<CreditNoteConnection, 'edges'> & { edges: Array<ResolversParentTypes['CreditNoteEdge']> };
  CreditNoteEdge: Omit<CreditNoteEdge, 'node'> & { node: ResolversParentTypes['CreditNote'] };
  CurrencyCode: Scalars['CurrencyCode']['output'];
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  EmailAddress: Scalars['EmailAddress']['output'];
  Entitlement: Entitlement;
  FormerFacts: FormerFacts;
  Invoice: InvoiceModel;
  InvoiceConnection: Omit<InvoiceConnection, 'edges'> & { edges: Array<ResolversParentTypes['InvoiceEdge']> };
  InvoiceEdge: Omit<InvoiceEdge, 'node'> & { node: ResolversParentTypes['Invoice'] };
  InvoiceLine: InvoiceLineModel;
  InvoiceLineConnection: Omit<InvoiceLineConnection, 'edges'> & { edges: Array<ResolversParentTypes['InvoiceLineEdge']> };
  InvoiceLineEdge: Omit<InvoiceLineEdge, 'node'> & { node: ResolversParentTypes['InvoiceLine'] };
  InvoicePayload: Omit<InvoicePayload, 'invoice'> & { invoice?: Maybe<ResolversParentTypes['Invoice']> };
  InvoicePreview: InvoicePreviewModel;
  Money: Money;
  Mutation: Record<PropertyKey, never>;
  NextAction: NextAction;
  PageInfo: PageInfo;
  PayInvoiceInput: PayInvoiceInput;
  Payment: PaymentModel;
  PaymentConnection: Omit<PaymentConnection, 'edges'> & { edges: Array<ResolversParentTypes['PaymentEdge']> };
  PaymentEdge: Omit<PaymentEdge, 'node'> & { node: ResolversParentTypes['Payment'] };
  PaymentMethod: PaymentMethodModel;
  PaymentMethodInput: PaymentMethodInput;
  PaymentMethodPayload: Omit<PaymentMethodPayload, 'paymentMethods'> & { paymentMethods?: Maybe<Array<ResolversParentTypes['PaymentMethod']>> };
  PaymentMethodSetupPayload: PaymentMethodSetupPayload;
  PendingChange: PendingChangeParent;
  Period: Period;
  Plan: PlanModel;
  Price: PriceModel;
  PricePackage: PricePackage;
  PriceTier: PriceTier;
  Query: Record<PropertyKey, never>;
  SafeInt: Scalars['SafeInt']['output'];
  Source: Source;
  StartPaymentMethodSetupInput: StartPaymentMethodSetupInput;
  SubscriptionChange: SubscriptionChange;
  SubscriptionFacts: SubscriptionFacts;
  TaxId: TaxId;
  URL: Scalars['URL']['output'];
  UpdateBillingDetailsInput: UpdateBillingDetailsInput;
  UserError: UserError;
  Viewer: ViewerReference;
  Int: Scalars['Int']['output'];
  String: Scalars['String']['output'];
};

export type UpstreamDirectiveArgs = {
  batch?: Scalars['Int']['input'];
  calls?: Scalars['Int']['input'];
  per?: Maybe<Scalars['String']['input']>;
  reads?: Maybe<Scalars['String']['input']>;
};

export type UpstreamDirectiveResolver<Result, Parent, ContextType = Context, Args = UpstreamDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AccountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Account'] = ResolversParentTypes['Account'], FederationReferenceType extends FederationReferenceTypes['Account'] = FederationReferenceTypes['Account']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Account']> | FederationReferenceType, FederationReferenceType, ContextType>;
  billing?: Resolver<Maybe<ResolversTypes['Billing']>, ParentType, ContextType>;
  billingFacts?: Resolver<Maybe<ResolversTypes['BillingFacts']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  links?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  search?: Resolver<Maybe<ResolversTypes['AccountSearch']>, ParentType, ContextType, RequireFields<AccountSearchArgs, 'first' | 'text'>>;
};

export type AccountSearchResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountSearch'] = ResolversParentTypes['AccountSearch']> = {
  invoices?: Resolver<Maybe<Array<ResolversTypes['Invoice']>>, ParentType, ContextType>;
};

export type AddressResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Address'] = ResolversParentTypes['Address']> = {
  city?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  countryCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  line1?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  line2?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  postalCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type BillingResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Billing'] = ResolversParentTypes['Billing']> = {
  balance?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  creditNotes?: Resolver<Maybe<ResolversTypes['CreditNoteConnection']>, ParentType, ContextType, RequireFields<BillingCreditNotesArgs, 'first'>>;
  defaultPaymentMethod?: Resolver<Maybe<ResolversTypes['PaymentMethod']>, ParentType, ContextType>;
  details?: Resolver<Maybe<ResolversTypes['BillingDetails']>, ParentType, ContextType>;
  entitlements?: Resolver<Maybe<Array<ResolversTypes['Entitlement']>>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  invoice?: Resolver<Maybe<ResolversTypes['Invoice']>, ParentType, ContextType, RequireFields<BillingInvoiceArgs, 'id'>>;
  invoices?: Resolver<Maybe<ResolversTypes['InvoiceConnection']>, ParentType, ContextType, RequireFields<BillingInvoicesArgs, 'first'>>;
  paymentMethods?: Resolver<Maybe<Array<ResolversTypes['PaymentMethod']>>, ParentType, ContextType>;
  payments?: Resolver<Maybe<ResolversTypes['PaymentConnection']>, ParentType, ContextType, RequireFields<BillingPaymentsArgs, 'first'>>;
  plans?: Resolver<Maybe<Array<ResolversTypes['Plan']>>, ParentType, ContextType>;
  previewChange?: Resolver<Maybe<ResolversTypes['InvoicePreview']>, ParentType, ContextType, RequireFields<BillingPreviewChangeArgs, 'change'>>;
  source?: Resolver<Maybe<ResolversTypes['Source']>, ParentType, ContextType>;
  subscription?: Resolver<Maybe<ResolversTypes['BillingSubscription']>, ParentType, ContextType>;
  subscriptions?: Resolver<Maybe<Array<ResolversTypes['BillingSubscription']>>, ParentType, ContextType, RequireFields<BillingSubscriptionsArgs, 'ended'>>;
  upcomingInvoice?: Resolver<Maybe<ResolversTypes['InvoicePreview']>, ParentType, ContextType>;
};

export type BillingDetailsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BillingDetails'] = ResolversParentTypes['BillingDetails']> = {
  address?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['EmailAddress']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  taxIds?: Resolver<Array<ResolversTypes['TaxId']>, ParentType, ContextType>;
};

export type BillingDetailsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BillingDetailsPayload'] = ResolversParentTypes['BillingDetailsPayload']> = {
  details?: Resolver<Maybe<ResolversTypes['BillingDetails']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type BillingFactsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BillingFacts'] = ResolversParentTypes['BillingFacts']> = {
  former?: Resolver<Maybe<ResolversTypes['FormerFacts']>, ParentType, ContextType>;
  link?: Resolver<ResolversTypes['LinkState'], ParentType, ContextType>;
  main?: Resolver<Maybe<ResolversTypes['SubscriptionFacts']>, ParentType, ContextType>;
};

export type BillingPortalSessionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BillingPortalSessionPayload'] = ResolversParentTypes['BillingPortalSessionPayload']> = {
  url?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type BillingSubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BillingSubscription'] = ResolversParentTypes['BillingSubscription']> = {
  canceledAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  cancelsAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  collectionPause?: Resolver<Maybe<ResolversTypes['CollectionPause']>, ParentType, ContextType>;
  currency?: Resolver<Maybe<ResolversTypes['CurrencyCode']>, ParentType, ContextType>;
  currentPeriod?: Resolver<ResolversTypes['Period'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  paymentMethod?: Resolver<Maybe<ResolversTypes['PaymentMethod']>, ParentType, ContextType>;
  pendingChanges?: Resolver<Maybe<Array<ResolversTypes['PendingChange']>>, ParentType, ContextType>;
  plan?: Resolver<Maybe<ResolversTypes['Plan']>, ParentType, ContextType>;
  price?: Resolver<Maybe<ResolversTypes['Price']>, ParentType, ContextType>;
  seatCount?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
  seats?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['SubscriptionStatus'], ParentType, ContextType>;
  trialEndsAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type CollectionPauseResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CollectionPause'] = ResolversParentTypes['CollectionPause']> = {
  invoices?: Resolver<ResolversTypes['PausedInvoices'], ParentType, ContextType>;
  resumesAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type CreditNoteResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreditNote'] = ResolversParentTypes['CreditNote']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  pdfUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['CreditNoteStatus']>, ParentType, ContextType>;
  voidedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type CreditNoteConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreditNoteConnection'] = ResolversParentTypes['CreditNoteConnection']> = {
  edges?: Resolver<Array<ResolversTypes['CreditNoteEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type CreditNoteEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreditNoteEdge'] = ResolversParentTypes['CreditNoteEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['CreditNote'], ParentType, ContextType>;
};

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export interface EmailAddressScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['EmailAddress'], any> {
  name: 'EmailAddress';
}

export type EntitlementResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Entitlement'] = ResolversParentTypes['Entitlement']> = {
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FormerFactsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FormerFacts'] = ResolversParentTypes['FormerFacts']> = {
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  paidUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type InvoiceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Invoice'] = ResolversParentTypes['Invoice']> = {
  amountDue?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  amountPaid?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  dueAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  hostedUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lines?: Resolver<Maybe<ResolversTypes['InvoiceLineConnection']>, ParentType, ContextType, RequireFields<InvoiceLinesArgs, 'first'>>;
  number?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  paidAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  pdfUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  period?: Resolver<Maybe<ResolversTypes['Period']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['InvoiceStatus']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type InvoiceConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvoiceConnection'] = ResolversParentTypes['InvoiceConnection']> = {
  edges?: Resolver<Array<ResolversTypes['InvoiceEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type InvoiceEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvoiceEdge'] = ResolversParentTypes['InvoiceEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Invoice'], ParentType, ContextType>;
};

export type InvoiceLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvoiceLine'] = ResolversParentTypes['InvoiceLine']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  period?: Resolver<Maybe<ResolversTypes['Period']>, ParentType, ContextType>;
  proration?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  quantity?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  unitCount?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
};

export type InvoiceLineConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvoiceLineConnection'] = ResolversParentTypes['InvoiceLineConnection']> = {
  edges?: Resolver<Array<ResolversTypes['InvoiceLineEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type InvoiceLineEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvoiceLineEdge'] = ResolversParentTypes['InvoiceLineEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['InvoiceLine'], ParentType, ContextType>;
};

export type InvoicePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvoicePayload'] = ResolversParentTypes['InvoicePayload']> = {
  invoice?: Resolver<Maybe<ResolversTypes['Invoice']>, ParentType, ContextType>;
  nextAction?: Resolver<Maybe<ResolversTypes['NextAction']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type InvoicePreviewResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvoicePreview'] = ResolversParentTypes['InvoicePreview']> = {
  amountDue?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['InvoiceLine']>, ParentType, ContextType>;
  nextPaymentAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  prorationAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  createBillingPortalSession?: Resolver<ResolversTypes['BillingPortalSessionPayload'], ParentType, ContextType, RequireFields<MutationCreateBillingPortalSessionArgs, 'input'>>;
  payInvoice?: Resolver<ResolversTypes['InvoicePayload'], ParentType, ContextType, RequireFields<MutationPayInvoiceArgs, 'input'>>;
  removePaymentMethod?: Resolver<ResolversTypes['PaymentMethodPayload'], ParentType, ContextType, RequireFields<MutationRemovePaymentMethodArgs, 'input'>>;
  setDefaultPaymentMethod?: Resolver<ResolversTypes['PaymentMethodPayload'], ParentType, ContextType, RequireFields<MutationSetDefaultPaymentMethodArgs, 'input'>>;
  startPaymentMethodSetup?: Resolver<ResolversTypes['PaymentMethodSetupPayload'], ParentType, ContextType, RequireFields<MutationStartPaymentMethodSetupArgs, 'input'>>;
  updateBillingDetails?: Resolver<ResolversTypes['BillingDetailsPayload'], ParentType, ContextType, RequireFields<MutationUpdateBillingDetailsArgs, 'input'>>;
};

export type NextActionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NextAction'] = ResolversParentTypes['NextAction']> = {
  clientSecret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hostedUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PaymentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Payment'] = ResolversParentTypes['Payment']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  failureMessage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  method?: Resolver<Maybe<ResolversTypes['PaymentMethod']>, ParentType, ContextType>;
  refunded?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PaymentStatus'], ParentType, ContextType>;
};

export type PaymentConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentConnection'] = ResolversParentTypes['PaymentConnection']> = {
  edges?: Resolver<Array<ResolversTypes['PaymentEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type PaymentEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentEdge'] = ResolversParentTypes['PaymentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Payment'], ParentType, ContextType>;
};

export type PaymentMethodResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentMethod'] = ResolversParentTypes['PaymentMethod']> = {
  brand?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  expiresOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isDefault?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['PaymentMethodKind'], ParentType, ContextType>;
  last4?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PaymentMethodPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentMethodPayload'] = ResolversParentTypes['PaymentMethodPayload']> = {
  paymentMethods?: Resolver<Maybe<Array<ResolversTypes['PaymentMethod']>>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type PaymentMethodSetupPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentMethodSetupPayload'] = ResolversParentTypes['PaymentMethodSetupPayload']> = {
  clientSecret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type PendingChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PendingChange'] = ResolversParentTypes['PendingChange']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  ends?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  plan?: Resolver<Maybe<ResolversTypes['Plan']>, ParentType, ContextType>;
  price?: Resolver<Maybe<ResolversTypes['Price']>, ParentType, ContextType>;
  seatCount?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
  seats?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type PeriodResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Period'] = ResolversParentTypes['Period']> = {
  end?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  start?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type PlanResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Plan'] = ResolversParentTypes['Plan']> = {
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  features?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  key?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  prices?: Resolver<Array<ResolversTypes['Price']>, ParentType, ContextType>;
};

export type PriceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Price'] = ResolversParentTypes['Price']> = {
  currency?: Resolver<Maybe<ResolversTypes['CurrencyCode']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  interval?: Resolver<ResolversTypes['BillingInterval'], ParentType, ContextType>;
  intervalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  package?: Resolver<Maybe<ResolversTypes['PricePackage']>, ParentType, ContextType>;
  perSeat?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  tiers?: Resolver<Maybe<Array<ResolversTypes['PriceTier']>>, ParentType, ContextType>;
  tiersMode?: Resolver<Maybe<ResolversTypes['PriceTiersMode']>, ParentType, ContextType>;
  unitAmount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  unitAmountDecimal?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  usage?: Resolver<Maybe<ResolversTypes['PriceUsage']>, ParentType, ContextType>;
};

export type PricePackageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PricePackage'] = ResolversParentTypes['PricePackage']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  rounding?: Resolver<ResolversTypes['PackageRounding'], ParentType, ContextType>;
  size?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
};

export type PriceTierResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PriceTier'] = ResolversParentTypes['PriceTier']> = {
  flatAmount?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  unitAmount?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  upTo?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType, RequireFields<QueryAccountArgs, 'id'>>;
  plans?: Resolver<Maybe<Array<ResolversTypes['Plan']>>, ParentType, ContextType, Partial<QueryPlansArgs>>;
  viewer?: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType>;
};

export interface SafeIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['SafeInt'], any> {
  name: 'SafeInt';
}

export type SourceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Source'] = ResolversParentTypes['Source']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  system?: Resolver<ResolversTypes['SystemOfRecord'], ParentType, ContextType>;
};

export type SubscriptionFactsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SubscriptionFacts'] = ResolversParentTypes['SubscriptionFacts']> = {
  endsAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  periodEnd?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  planKey?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  seats?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['SubscriptionStatus'], ParentType, ContextType>;
};

export type TaxIdResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TaxId'] = ResolversParentTypes['TaxId']> = {
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  verified?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
};

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export type UserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ViewerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  Account?: AccountResolvers<ContextType>;
  AccountSearch?: AccountSearchResolvers<ContextType>;
  Address?: AddressResolvers<ContextType>;
  Billing?: BillingResolvers<ContextType>;
  BillingDetails?: BillingDetailsResolvers<ContextType>;
  BillingDetailsPayload?: BillingDetailsPayloadResolvers<ContextType>;
  BillingFacts?: BillingFactsResolvers<ContextType>;
  BillingPortalSessionPayload?: BillingPortalSessionPayloadResolvers<ContextType>;
  BillingSubscription?: BillingSubscriptionResolvers<ContextType>;
  CollectionPause?: CollectionPauseResolvers<ContextType>;
  CreditNote?: CreditNoteResolvers<ContextType>;
  CreditNoteConnection?: CreditNoteConnectionResolvers<ContextType>;
  CreditNoteEdge?: CreditNoteEdgeResolvers<ContextType>;
  CurrencyCode?: GraphQLScalarType;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  EmailAddress?: GraphQLScalarType;
  Entitlement?: EntitlementResolvers<ContextType>;
  FormerFacts?: FormerFactsResolvers<ContextType>;
  Invoice?: InvoiceResolvers<ContextType>;
  InvoiceConnection?: InvoiceConnectionResolvers<ContextType>;
  InvoiceEdge?: InvoiceEdgeResolvers<ContextType>;
  InvoiceLine?: InvoiceLineResolvers<ContextType>;
  InvoiceLineConnection?: InvoiceLineConnectionResolvers<ContextType>;
  InvoiceLineEdge?: InvoiceLineEdgeResolvers<ContextType>;
  InvoicePayload?: InvoicePayloadResolvers<ContextType>;
  InvoicePreview?: InvoicePreviewResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NextAction?: NextActionResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Payment?: PaymentResolvers<ContextType>;
  PaymentConnection?: PaymentConnectionResolvers<ContextType>;
  PaymentEdge?: PaymentEdgeResolvers<ContextType>;
  PaymentMethod?: PaymentMethodResolvers<ContextType>;
  PaymentMethodPayload?: PaymentMethodPayloadResolvers<ContextType>;
  PaymentMethodSetupPayload?: PaymentMethodSetupPayloadResolvers<ContextType>;
  PendingChange?: PendingChangeResolvers<ContextType>;
  Period?: PeriodResolvers<ContextType>;
  Plan?: PlanResolvers<ContextType>;
  Price?: PriceResolvers<ContextType>;
  PricePackage?: PricePackageResolvers<ContextType>;
  PriceTier?: PriceTierResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  SafeInt?: GraphQLScalarType;
  Source?: SourceResolvers<ContextType>;
  SubscriptionFacts?: SubscriptionFactsResolvers<ContextType>;
  TaxId?: TaxIdResolvers<ContextType>;
  URL?: GraphQLScalarType;
  UserError?: UserErrorResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  upstream?: UpstreamDirectiveResolver<any, any, ContextType>;
};
