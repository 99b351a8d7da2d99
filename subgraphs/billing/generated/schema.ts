import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AccountReference, ReferenceSearch, ViewerReference } from '../../shared/account-reference.ts';
import type { BillingParent } from '../resolvers/billing.ts';
import type { SubscriptionParent } from '../resolvers/subscription.ts';
import type { Invoice as InvoiceModel, InvoiceLine as InvoiceLineModel, InvoicePreview as InvoicePreviewModel } from '../domain/invoice.ts';
import type { PaymentParent } from '../resolvers/payment.ts';
import type { PaymentMethodParent } from '../resolvers/payment-method.ts';
import type { Price as PriceModel, Plan as PlanModel } from '../domain/catalogue.ts';
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
  /** An absolute https URL. */
  URL: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
};

/** A customer company. The CRM owns its identity; every other subgraph adds what its own system knows. */
export type Account = {
  __typename?: 'Account';
  /** The account as it is charged; null without an error where the account has no counterpart in the billing system. */
  billing: Maybe<Billing>;
  /** Whether the account has a counterpart here; null while that is unknown. */
  billingLink: Maybe<LinkState>;
  /** The id of the company in the CRM. */
  id: Scalars['ID']['output'];
  /**
   * The links to the other systems, signed by the accounts subgraph for accounts that it reached through a list. Null for the
   * accounts of the assertion, whose links every subgraph knows. In the key, so that it travels with each reference and never
   * costs a stage.
   */
  links: Maybe<Scalars['String']['output']>;
  /**
   * One search over every system the account lives in. Its own people, documents and invoices are looked through as they are now;
   * tickets and articles are found through the help desk's index, which lags by minutes, and read afresh.
   */
  search: Maybe<AccountSearch>;
};


/** A customer company. The CRM owns its identity; every other subgraph adds what its own system knows. */
export type AccountSearchArgs = {
  first?: Scalars['Int']['input'];
  text: Scalars['String']['input'];
};

/** What was found in an account, each part by the system that owns it. */
export type AccountSearch = {
  __typename?: 'AccountSearch';
  /** Invoices of the account among its latest hundred, by number or by the text of a line, newest first. */
  invoices: Maybe<Array<Invoice>>;
};

/** Where the relationship with a customer stands. */
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

/** A postal address. Each line is null where the owner has none. */
export type Address = {
  __typename?: 'Address';
  /** Town or city. */
  city: Maybe<Scalars['String']['output']>;
  /** ISO 3166-1 alpha-2 country code where the owner keeps one, else the country as the owner writes it. */
  countryCode: Maybe<Scalars['String']['output']>;
  /** Street and number. */
  line1: Maybe<Scalars['String']['output']>;
  /** Whatever the street line has no room for. */
  line2: Maybe<Scalars['String']['output']>;
  /** Postal code. */
  postalCode: Maybe<Scalars['String']['output']>;
  /** State, province or region. */
  region: Maybe<Scalars['String']['output']>;
};

/** A postal address to be written. What is left out stays as it is. */
export type AddressInput = {
  /** Town or city. */
  city?: InputMaybe<Scalars['String']['input']>;
  /** ISO 3166-1 alpha-2 country code. */
  countryCode?: InputMaybe<Scalars['String']['input']>;
  /** Street and number. */
  line1?: InputMaybe<Scalars['String']['input']>;
  /** Whatever the street line has no room for. */
  line2?: InputMaybe<Scalars['String']['input']>;
  /** Postal code. */
  postalCode?: InputMaybe<Scalars['String']['input']>;
  /** State, province or region. */
  region?: InputMaybe<Scalars['String']['input']>;
};

/** How consumption stands against an allowance. */
export type AllowanceState =
  /** More than it is used. */
  | 'EXCEEDED'
  /** At 80 percent of it or more. */
  | 'NEARING'
  /** Well within it. */
  | 'OK'
  /** All of it is used. */
  | 'REACHED'
  /** There is no limit. */
  | 'UNLIMITED';

/**
 * The account as it is charged. What comes with the customer itself is non-null together; what takes a call of its own is nullable, so that one
 * failing endpoint costs one field. While the billing system cannot be reached every field asked is null with an error saying so: never an empty list.
 */
export type Billing = {
  __typename?: 'Billing';
  /** What the customer owes (positive) or has as credit (negative) towards the next invoice; null where the customer has no currency yet. */
  balance: Maybe<Money>;
  /** The credit notes, newest first. */
  creditNotes: Maybe<CreditNoteConnection>;
  /** What invoices are charged to unless a subscription names another; null where none is set. */
  defaultPaymentMethod: Maybe<PaymentMethod>;
  /** Name, address and tax numbers as they appear on invoices. */
  details: Maybe<BillingDetails>;
  /** What the account may use, by what it has bought; 100 at most. */
  entitlements: Maybe<Array<Entitlement>>;
  /** The account's id: the part has none of its own. */
  id: Scalars['ID']['output'];
  /** One invoice of this account; null where the account has no such invoice. */
  invoice: Maybe<Invoice>;
  /** The invoices, newest first. */
  invoices: Maybe<InvoiceConnection>;
  /** The cards and bank accounts on file, newest first; 100 at most. */
  paymentMethods: Maybe<Array<PaymentMethod>>;
  /** The payments, newest first. */
  payments: Maybe<PaymentConnection>;
  /** What the change would cost before anyone commits to it; its prorationAt, given back with the change, is honoured to the cent. */
  previewChange: Maybe<InvoicePreview>;
  /** When billing's part was read. */
  source: Maybe<Source>;
  /** The one live subscription, or the oldest live one where there are several. */
  subscription: Maybe<BillingSubscription>;
  /** The subscriptions, oldest first: live ones, ended ones too when asked. */
  subscriptions: Maybe<Array<BillingSubscription>>;
  /** What will be charged next, as it stands now; null where nothing will be. */
  upcomingInvoice: Maybe<InvoicePreview>;
};


/**
 * The account as it is charged. What comes with the customer itself is non-null together; what takes a call of its own is nullable, so that one
 * failing endpoint costs one field. While the billing system cannot be reached every field asked is null with an error saying so: never an empty list.
 */
export type BillingCreditNotesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


/**
 * The account as it is charged. What comes with the customer itself is non-null together; what takes a call of its own is nullable, so that one
 * failing endpoint costs one field. While the billing system cannot be reached every field asked is null with an error saying so: never an empty list.
 */
export type BillingInvoiceArgs = {
  id: Scalars['ID']['input'];
};


/**
 * The account as it is charged. What comes with the customer itself is non-null together; what takes a call of its own is nullable, so that one
 * failing endpoint costs one field. While the billing system cannot be reached every field asked is null with an error saying so: never an empty list.
 */
export type BillingInvoicesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  status?: InputMaybe<InvoiceStatus>;
};


/**
 * The account as it is charged. What comes with the customer itself is non-null together; what takes a call of its own is nullable, so that one
 * failing endpoint costs one field. While the billing system cannot be reached every field asked is null with an error saying so: never an empty list.
 */
export type BillingPaymentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


/**
 * The account as it is charged. What comes with the customer itself is non-null together; what takes a call of its own is nullable, so that one
 * failing endpoint costs one field. While the billing system cannot be reached every field asked is null with an error saying so: never an empty list.
 */
export type BillingPreviewChangeArgs = {
  change: SubscriptionChange;
};


/**
 * The account as it is charged. What comes with the customer itself is non-null together; what takes a call of its own is nullable, so that one
 * failing endpoint costs one field. While the billing system cannot be reached every field asked is null with an error saying so: never an empty list.
 */
export type BillingSubscriptionsArgs = {
  ended?: Scalars['Boolean']['input'];
};

/** Name, address and tax numbers as they appear on invoices. */
export type BillingDetails = {
  __typename?: 'BillingDetails';
  /** The address on invoices. */
  address: Maybe<Address>;
  /** Where invoices are sent. */
  email: Maybe<Scalars['EmailAddress']['output']>;
  /** The name on invoices. */
  name: Maybe<Scalars['String']['output']>;
  /** The tax numbers on invoices. */
  taxIds: Array<TaxId>;
};

/** What became of a change to the billing details. */
export type BillingDetailsPayload = {
  __typename?: 'BillingDetailsPayload';
  /** The details, read back; null where nothing was changed. */
  details: Maybe<BillingDetails>;
  /** Why nothing was changed. */
  userErrors: Array<UserError>;
};

/** How often a price is charged. */
export type BillingInterval =
  /** By the day. */
  | 'DAY'
  /** By the month. */
  | 'MONTH'
  /** An interval that this version of the graph does not know. */
  | 'OTHER'
  /** By the week. */
  | 'WEEK'
  /** By the year. */
  | 'YEAR';

/** What to do in the billing system's own pages. */
export type BillingPortalFlow =
  /** Enter another card. */
  | 'PAYMENT_METHOD_UPDATE'
  /** Cancel the subscription. */
  | 'SUBSCRIPTION_CANCEL'
  /** Change the subscription. */
  | 'SUBSCRIPTION_UPDATE';

/** The way to the billing system's own pages. */
export type BillingPortalSessionPayload = {
  __typename?: 'BillingPortalSessionPayload';
  /** Good for whoever has it, for some minutes. */
  url: Maybe<Scalars['URL']['output']>;
  /** Why there is none. */
  userErrors: Array<UserError>;
};

/** A subscription as it is charged. */
export type BillingSubscription = {
  __typename?: 'BillingSubscription';
  /** When somebody canceled it; it may still run until cancelsAt. */
  canceledAt: Maybe<Scalars['DateTime']['output']>;
  /** When it will end by itself, or was to; null where it goes on. */
  cancelsAt: Maybe<Scalars['DateTime']['output']>;
  /** The period that is running or was the last. */
  currentPeriod: Period;
  /** The subscription's id. */
  id: Scalars['ID']['output'];
  /** What is subscribed to. */
  plan: Maybe<Plan>;
  /** What it costs: also a negotiated price, which is not in the catalogue. */
  price: Maybe<Price>;
  /** The number of seats that are charged; 0 where the subscription counts none. */
  seats: Scalars['Int']['output'];
  /** Where it stands. */
  status: SubscriptionStatus;
  /** When the trial ends or ended. */
  trialEndsAt: Maybe<Scalars['DateTime']['output']>;
};

/** Where to go in the billing system's own pages. */
export type CreateBillingPortalSessionInput = {
  /** The account. */
  accountId: Scalars['ID']['input'];
  /** What to do there; default: the overview. */
  flow?: InputMaybe<BillingPortalFlow>;
  /** Makes a repetition harmless: the same key and input are one change, with one outcome. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Where to come back to: an address of a configured origin. */
  returnUrl: Scalars['URL']['input'];
};

/** A credit note. */
export type CreditNote = {
  __typename?: 'CreditNote';
  /** What is credited. */
  amount: Money;
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** The credit note's id. */
  id: Scalars['ID']['output'];
  /** The number printed on it. */
  number: Scalars['String']['output'];
  /** The credit note as a PDF. */
  pdfUrl: Maybe<Scalars['URL']['output']>;
  /** Why, as a word of the billing system: duplicate, fraudulent, order_change, product_unsatisfactory. */
  reason: Maybe<Scalars['String']['output']>;
};

/** A page of credit notes. */
export type CreditNoteConnection = {
  __typename?: 'CreditNoteConnection';
  /** The credit notes of the page. */
  edges: Array<CreditNoteEdge>;
  /** Where the page stands. */
  pageInfo: PageInfo;
};

/** A credit note in a page. */
export type CreditNoteEdge = {
  __typename?: 'CreditNoteEdge';
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** The credit note. */
  node: CreditNote;
};

/** Something the account may use by what it has bought. */
export type Entitlement = {
  __typename?: 'Entitlement';
  /** The feature's key. */
  key: Scalars['String']['output'];
  /** The feature's name. */
  name: Scalars['String']['output'];
};

/** An invoice. */
export type Invoice = {
  __typename?: 'Invoice';
  /** What was to be paid after credit was taken off. */
  amountDue: Money;
  /** What has been paid. */
  amountPaid: Money;
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** When it is to be paid; null where it is charged automatically. */
  dueAt: Maybe<Scalars['DateTime']['output']>;
  /** A page on which it can be seen and paid; a draft has none. */
  hostedUrl: Maybe<Scalars['URL']['output']>;
  /** The invoice's id. */
  id: Scalars['ID']['output'];
  /** Its lines, in the invoice's order. */
  lines: Maybe<InvoiceLineConnection>;
  /** The number printed on it; a draft has none. */
  number: Maybe<Scalars['String']['output']>;
  /** When it was paid. */
  paidAt: Maybe<Scalars['DateTime']['output']>;
  /** The invoice as a PDF; a draft has none. */
  pdfUrl: Maybe<Scalars['URL']['output']>;
  /** The period over which its items were gathered. */
  period: Maybe<Period>;
  /** Where it stands. */
  status: Maybe<InvoiceStatus>;
  /** All lines, discounts and taxes together. */
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
  /** Where the page stands. */
  pageInfo: PageInfo;
};

/** An invoice in a page. */
export type InvoiceEdge = {
  __typename?: 'InvoiceEdge';
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** The invoice. */
  node: Invoice;
};

/** A line of an invoice. */
export type InvoiceLine = {
  __typename?: 'InvoiceLine';
  /** What it comes to. */
  amount: Money;
  /** What it is for. */
  description: Maybe<Scalars['String']['output']>;
  /** The line's id. */
  id: Scalars['ID']['output'];
  /** The period it is for. */
  period: Maybe<Period>;
  /** Whether it corrects for a change within a period. */
  proration: Scalars['Boolean']['output'];
  /** How many. */
  quantity: Maybe<Scalars['Int']['output']>;
};

/** A page of invoice lines. */
export type InvoiceLineConnection = {
  __typename?: 'InvoiceLineConnection';
  /** The lines of the page. */
  edges: Array<InvoiceLineEdge>;
  /** Where the page stands. */
  pageInfo: PageInfo;
};

/** An invoice line in a page. */
export type InvoiceLineEdge = {
  __typename?: 'InvoiceLineEdge';
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** The line. */
  node: InvoiceLine;
};

/** What became of a payment. */
export type InvoicePayload = {
  __typename?: 'InvoicePayload';
  /** The invoice, read back; null where nothing was paid. */
  invoice: Maybe<Invoice>;
  /** What the customer has to do first; null where nothing is left to do. */
  nextAction: Maybe<NextAction>;
  /** Why nothing was paid. */
  userErrors: Array<UserError>;
};

/** An invoice that does not exist yet. */
export type InvoicePreview = {
  __typename?: 'InvoicePreview';
  /** What would have to be paid after credit is taken off. */
  amountDue: Money;
  /** Its lines, all of them. */
  lines: Array<InvoiceLine>;
  /** When payment would be attempted. */
  nextPaymentAt: Maybe<Scalars['DateTime']['output']>;
  /** The moment at which the change was prorated; null where nothing was. */
  prorationAt: Maybe<Scalars['DateTime']['output']>;
  /** All lines, discounts and taxes together. */
  total: Money;
};

/** Where an invoice stands. */
export type InvoiceStatus =
  /** Not final yet. */
  | 'DRAFT'
  /** To be paid. */
  | 'OPEN'
  /** A status that this version of the graph does not know. */
  | 'OTHER'
  /** Paid. */
  | 'PAID'
  /** Given up. */
  | 'UNCOLLECTIBLE'
  /** Withdrawn. */
  | 'VOID';

/** Whether an account has a counterpart in a system. */
export type LinkState =
  /** Another account claims the same: nobody reads through it. */
  | 'DUPLICATE'
  /** It has one. */
  | 'LINKED'
  /** It has none. */
  | 'MISSING';

/** A contact without one of these on its association with the company is no member and has no access. */
export type MemberRole =
  /** Manages the account, its team, its billing and its tickets. */
  | 'ADMIN'
  /** Manages billing and reads documents. */
  | 'BILLING'
  /** Uses the product. */
  | 'MEMBER';

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
  /** Opens the billing system's own pages for the account, for some minutes. */
  createBillingPortalSession: BillingPortalSessionPayload;
  /** Pays an open invoice now. */
  payInvoice: InvoicePayload;
  /** Takes a card or account away. The default stays while a subscription is charged to it. */
  removePaymentMethod: PaymentMethodPayload;
  /** Makes a card or account the one that is charged. */
  setDefaultPaymentMethod: PaymentMethodPayload;
  /** Prepares for a card to be entered in the client: the card itself never passes through the graph. */
  startPaymentMethodSetup: PaymentMethodSetupPayload;
  /** Changes whom and where invoices are addressed to. What is left out stays as it is. */
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

/** Something the customer has to do before the bank lets the payment through (3-D Secure). */
export type NextAction = {
  __typename?: 'NextAction';
  /** For the billing system's own script in the client. */
  clientSecret: Maybe<Scalars['String']['output']>;
  /** A page that does the same without a script. */
  hostedUrl: Maybe<Scalars['URL']['output']>;
};

/** Where a page stands in its list. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** The cursor of the page's last element, to be given as `after` for the next page; null on an empty page. */
  endCursor: Maybe<Scalars['String']['output']>;
  /** Whether something follows this page. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether something precedes this page. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the page's first element; null on an empty page. */
  startCursor: Maybe<Scalars['String']['output']>;
};

/** Which invoice to pay, and with what. */
export type PayInvoiceInput = {
  /** The account. */
  accountId: Scalars['ID']['input'];
  /** Makes a repetition harmless: the same key and input are one change, with one outcome. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** An open invoice of the account. */
  invoiceId: Scalars['ID']['input'];
  /** What to charge; default: the account's default. */
  paymentMethodId?: InputMaybe<Scalars['ID']['input']>;
};

/** A payment, or an attempt at one. */
export type Payment = {
  __typename?: 'Payment';
  /** What was to be paid. */
  amount: Money;
  /** When it was started. */
  createdAt: Scalars['DateTime']['output'];
  /** Why it failed, in words for the customer. */
  failureMessage: Maybe<Scalars['String']['output']>;
  /** The payment's id. */
  id: Scalars['ID']['output'];
  /** What it was paid with. */
  method: Maybe<PaymentMethod>;
  /** What of it has been given back. */
  refunded: Money;
  /** Where it stands. */
  status: PaymentStatus;
};

/** A page of payments. */
export type PaymentConnection = {
  __typename?: 'PaymentConnection';
  /** The payments of the page. */
  edges: Array<PaymentEdge>;
  /** Where the page stands. */
  pageInfo: PageInfo;
};

/** A payment in a page. */
export type PaymentEdge = {
  __typename?: 'PaymentEdge';
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** The payment. */
  node: Payment;
};

/** A card or bank account on file. */
export type PaymentMethod = {
  __typename?: 'PaymentMethod';
  /** The card's brand, or the bank: its name or code. */
  brand: Maybe<Scalars['String']['output']>;
  /** The last day on which a card is good. */
  expiresOn: Maybe<Scalars['Date']['output']>;
  /** Its id. */
  id: Scalars['ID']['output'];
  /** Whether invoices are charged to it unless a subscription names another. */
  isDefault: Scalars['Boolean']['output'];
  /** What it is. */
  kind: PaymentMethodKind;
  /** The last digits of its number. */
  last4: Maybe<Scalars['String']['output']>;
};

/** A way to pay. */
export type PaymentMethodInput = {
  /** The account. */
  accountId: Scalars['ID']['input'];
  /** Makes a repetition harmless: the same key and input are one change, with one outcome. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The payment method of the account. */
  paymentMethodId: Scalars['ID']['input'];
};

/** What a payment method is. */
export type PaymentMethodKind =
  /** Direct debit in pounds. */
  | 'BACS_DEBIT'
  /** A card. */
  | 'CARD'
  /** Anything else. */
  | 'OTHER'
  /** Direct debit in euro. */
  | 'SEPA_DEBIT'
  /** A bank account in the United States. */
  | 'US_BANK_ACCOUNT';

/** What became of a change to the ways to pay. */
export type PaymentMethodPayload = {
  __typename?: 'PaymentMethodPayload';
  /** All of the account, read back; null where nothing was changed. */
  paymentMethods: Maybe<Array<PaymentMethod>>;
  /** Why nothing was changed. */
  userErrors: Array<UserError>;
};

/** What the client needs to let a card be entered. */
export type PaymentMethodSetupPayload = {
  __typename?: 'PaymentMethodSetupPayload';
  /** For the billing system's own script in the client; a secret of this one card. */
  clientSecret: Maybe<Scalars['String']['output']>;
  /** Why there is none. */
  userErrors: Array<UserError>;
};

/** Where a payment stands. */
export type PaymentStatus =
  /** Withdrawn before it was made. */
  | 'CANCELED'
  /** Declined. */
  | 'FAILED'
  /** A status that this version of the graph does not know. */
  | 'OTHER'
  /** Under way, or waiting for the customer. */
  | 'PENDING'
  /** The money has arrived. */
  | 'SUCCEEDED';

/** A span of time, half open: start is in the period, end is not. */
export type Period = {
  __typename?: 'Period';
  /** The first moment after the period. */
  end: Scalars['DateTime']['output'];
  /** The first moment of the period. */
  start: Scalars['DateTime']['output'];
};

/** Something that can be subscribed to. Read within the last minute where it stands beside a subscription. */
export type Plan = {
  __typename?: 'Plan';
  /** What the plan is. */
  description: Maybe<Scalars['String']['output']>;
  /** What the plan has, in the order of the catalogue. */
  features: Array<Scalars['String']['output']>;
  /** The plan's key, the same in every system. */
  key: Scalars['ID']['output'];
  /** The plan's name. */
  name: Scalars['String']['output'];
  /** The published prices that can be chosen. */
  prices: Array<Price>;
};

/** What a plan costs. */
export type Price = {
  __typename?: 'Price';
  /** The price's id, to be given in a SubscriptionChange. */
  id: Scalars['ID']['output'];
  /** How often it is charged, together with intervalCount. */
  interval: BillingInterval;
  /** How many intervals lie between two charges: 3 with MONTH is quarterly. */
  intervalCount: Scalars['Int']['output'];
  /** Whether it is charged for each seat. */
  perSeat: Scalars['Boolean']['output'];
  /** For one seat or one subscription and one interval; null for tiered prices. */
  unitAmount: Maybe<Money>;
};

export type Query = {
  __typename?: 'Query';
  /** One customer account. Null where it does not exist and where the caller may not see it: the two cannot be told apart. */
  account: Maybe<Account>;
  /** What can be subscribed to: the published catalogue. Negotiated and test prices are not part of it. */
  plans: Maybe<Array<Plan>>;
  /** The person or client behind the token, as the CRM knows them now. */
  viewer: Maybe<Viewer>;
};


export type QueryAccountArgs = {
  id: Scalars['ID']['input'];
};

/** Where a part of the answer came from. Every value beside it was read from its owner at or after asOf: the graph keeps no copy. */
export type Source = {
  __typename?: 'Source';
  /** The moment at or after which every value beside it was read. */
  asOf: Scalars['DateTime']['output'];
  /** The system that owns the facts. */
  system: SystemOfRecord;
};

/** For which account a card is to be entered. */
export type StartPaymentMethodSetupInput = {
  /** The account. */
  accountId: Scalars['ID']['input'];
  /** Makes a repetition harmless: the same key and input are one change, with one outcome. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** A change of a subscription: whatever is left out stays as it is. */
export type SubscriptionChange = {
  /** A price of the published catalogue. */
  priceId?: InputMaybe<Scalars['ID']['input']>;
  /** The moment at which the change is prorated; default: now. */
  prorationAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The number of seats, 1 or more. */
  seats?: InputMaybe<Scalars['Int']['input']>;
  /** The subscription to change; needed where the account has several live ones. */
  subscriptionId?: InputMaybe<Scalars['ID']['input']>;
};

/** Where a subscription stands. */
export type SubscriptionStatus =
  /** Paid up. */
  | 'ACTIVE'
  /** Ended. */
  | 'CANCELED'
  /** The first payment has not gone through yet. */
  | 'INCOMPLETE'
  /** The first payment did not go through in time. */
  | 'INCOMPLETE_EXPIRED'
  /** A status that this version of the graph does not know. */
  | 'OTHER'
  /** An invoice is overdue and is being retried. */
  | 'PAST_DUE'
  /** Paused: no invoice is made. */
  | 'PAUSED'
  /** In its trial. */
  | 'TRIALING'
  /** Every retry of an overdue invoice has failed. */
  | 'UNPAID';

/** A system that owns facts about a customer. */
export type SystemOfRecord =
  /** The billing system: what is subscribed to, invoiced and paid. */
  | 'BILLING'
  /** The CRM: who the company and its people are. */
  | 'CRM'
  /** The product itself: what is consumed. */
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
  /** Whether the authority confirmed it; null while that is not known. */
  verified: Maybe<Scalars['Boolean']['output']>;
};

/** Whom and where invoices are addressed to. */
export type UpdateBillingDetailsInput = {
  /** The account. */
  accountId: Scalars['ID']['input'];
  /** The address on invoices. */
  address?: InputMaybe<AddressInput>;
  /** Where invoices are sent. */
  email?: InputMaybe<Scalars['EmailAddress']['input']>;
  /** Makes a repetition harmless: the same key and input are one change, with one outcome. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The name on invoices, 1 to 255 characters. */
  name?: InputMaybe<Scalars['String']['input']>;
};

/** An expected refusal of a mutation: something the caller can put right. Faults are top-level errors instead. */
export type UserError = {
  __typename?: 'UserError';
  /** What kind of refusal it is. */
  code: UserErrorCode;
  /** Which field of the input it is about, from the outside in: `address`, `city`. */
  field: Maybe<Array<Scalars['String']['output']>>;
  /** What is wrong, in a sentence. */
  message: Scalars['String']['output'];
};

/** What kind of refusal a UserError is. */
export type UserErrorCode =
  /** It contradicts what is there now. */
  | 'CONFLICT'
  /** A value that cannot be taken. */
  | 'INVALID_INPUT'
  /** More than there may be. */
  | 'LIMIT_REACHED'
  /** Something that nobody may do, or not to themselves. */
  | 'NOT_ALLOWED'
  /** Something that is not there, or not the account's. */
  | 'NOT_FOUND'
  /** A payment that did not go through. */
  | 'PAYMENT_REQUIRED';

/** Who is asking. */
export type Viewer = {
  __typename?: 'Viewer';
  /** The account named by the X-Account-Id header, else by the token, else the first the person belongs to. */
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
  BillingDetails: ResolverTypeWrapper<BillingDetails>;
  BillingDetailsPayload: ResolverTypeWrapper<BillingDetailsPayload>;
  BillingInterval: BillingInterval;
  BillingPortalFlow: BillingPortalFlow;
  BillingPortalSessionPayload: ResolverTypeWrapper<BillingPortalSessionPayload>;
  BillingSubscription: ResolverTypeWrapper<SubscriptionParent>;
  CreateBillingPortalSessionInput: CreateBillingPortalSessionInput;
  CreditNote: ResolverTypeWrapper<CreditNote>;
  CreditNoteConnection: ResolverTypeWrapper<CreditNoteConnection>;
  CreditNoteEdge: ResolverTypeWrapper<CreditNoteEdge>;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  EmailAddress: ResolverTypeWrapper<Scalars['EmailAddress']['output']>;
  Entitlement: ResolverTypeWrapper<Entitlement>;
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
  Money: ResolverTypeWrapper<Money>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NextAction: ResolverTypeWrapper<NextAction>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PayInvoiceInput: PayInvoiceInput;
  Payment: ResolverTypeWrapper<PaymentParent>;
  PaymentConnection: ResolverTypeWrapper<Omit<PaymentConnection, 'edges'> & { edges: Array<ResolversTypes['PaymentEdge']> }>;
  PaymentEdge: ResolverTypeWrapper<Omit<PaymentEdge, 'node'> & { node: ResolversTypes['Payment'] }>;
  PaymentMethod: ResolverTypeWrapper<PaymentMethodParent>;
  PaymentMethodInput: PaymentMethodInput;
  PaymentMethodKind: PaymentMethodKind;
  PaymentMethodPayload: ResolverTypeWrapper<Omit<PaymentMethodPayload, 'paymentMethods'> & { paymentMethods?: Maybe<Array<ResolversTypes['PaymentMethod']>> }>;
  PaymentMethodSetupPayload: ResolverTypeWrapper<PaymentMethodSetupPayload>;
  PaymentStatus: PaymentStatus;
  Period: ResolverTypeWrapper<Period>;
  Plan: ResolverTypeWrapper<PlanModel>;
  Price: ResolverTypeWrapper<PriceModel>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Source: ResolverTypeWrapper<Source>;
  StartPaymentMethodSetupInput: StartPaymentMethodSetupInput;
  SubscriptionChange: SubscriptionChange;
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
  BillingDetails: BillingDetails;
  BillingDetailsPayload: BillingDetailsPayload;
  BillingPortalSessionPayload: BillingPortalSessionPayload;
  BillingSubscription: SubscriptionParent;
  CreateBillingPortalSessionInput: CreateBillingPortalSessionInput;
  CreditNote: CreditNote;
  CreditNoteConnection: CreditNoteConnection;
  CreditNoteEdge: CreditNoteEdge;
  CurrencyCode: Scalars['CurrencyCode']['output'];
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  EmailAddress: Scalars['EmailAddress']['output'];
  Entitlement: Entitlement;
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
  Payment: PaymentParent;
  PaymentConnection: Omit<PaymentConnection, 'edges'> & { edges: Array<ResolversParentTypes['PaymentEdge']> };
  PaymentEdge: Omit<PaymentEdge, 'node'> & { node: ResolversParentTypes['Payment'] };
  PaymentMethod: PaymentMethodParent;
  PaymentMethodInput: PaymentMethodInput;
  PaymentMethodPayload: Omit<PaymentMethodPayload, 'paymentMethods'> & { paymentMethods?: Maybe<Array<ResolversParentTypes['PaymentMethod']>> };
  PaymentMethodSetupPayload: PaymentMethodSetupPayload;
  Period: Period;
  Plan: PlanModel;
  Price: PriceModel;
  Query: Record<PropertyKey, never>;
  Source: Source;
  StartPaymentMethodSetupInput: StartPaymentMethodSetupInput;
  SubscriptionChange: SubscriptionChange;
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
  billingLink?: Resolver<Maybe<ResolversTypes['LinkState']>, ParentType, ContextType>;
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

export type BillingPortalSessionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BillingPortalSessionPayload'] = ResolversParentTypes['BillingPortalSessionPayload']> = {
  url?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type BillingSubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BillingSubscription'] = ResolversParentTypes['BillingSubscription']> = {
  canceledAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  cancelsAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  currentPeriod?: Resolver<ResolversTypes['Period'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  plan?: Resolver<Maybe<ResolversTypes['Plan']>, ParentType, ContextType>;
  price?: Resolver<Maybe<ResolversTypes['Price']>, ParentType, ContextType>;
  seats?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['SubscriptionStatus'], ParentType, ContextType>;
  trialEndsAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type CreditNoteResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreditNote'] = ResolversParentTypes['CreditNote']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  pdfUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
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
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  interval?: Resolver<ResolversTypes['BillingInterval'], ParentType, ContextType>;
  intervalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  perSeat?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  unitAmount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType, RequireFields<QueryAccountArgs, 'id'>>;
  plans?: Resolver<Maybe<Array<ResolversTypes['Plan']>>, ParentType, ContextType>;
  viewer?: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType>;
};

export type SourceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Source'] = ResolversParentTypes['Source']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  system?: Resolver<ResolversTypes['SystemOfRecord'], ParentType, ContextType>;
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
  BillingPortalSessionPayload?: BillingPortalSessionPayloadResolvers<ContextType>;
  BillingSubscription?: BillingSubscriptionResolvers<ContextType>;
  CreditNote?: CreditNoteResolvers<ContextType>;
  CreditNoteConnection?: CreditNoteConnectionResolvers<ContextType>;
  CreditNoteEdge?: CreditNoteEdgeResolvers<ContextType>;
  CurrencyCode?: GraphQLScalarType;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  EmailAddress?: GraphQLScalarType;
  Entitlement?: EntitlementResolvers<ContextType>;
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
  Period?: PeriodResolvers<ContextType>;
  Plan?: PlanResolvers<ContextType>;
  Price?: PriceResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Source?: SourceResolvers<ContextType>;
  TaxId?: TaxIdResolvers<ContextType>;
  URL?: GraphQLScalarType;
  UserError?: UserErrorResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  upstream?: UpstreamDirectiveResolver<any, any, ContextType>;
};
