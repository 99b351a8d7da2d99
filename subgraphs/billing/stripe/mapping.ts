import type Stripe from 'stripe';
import type { Address } from '../../shared/address.ts';
import { GraphError } from '../../shared/errors.ts';
import { createExpect } from '../../shared/upstream/expect.ts';
import type { CatalogueNames } from '../config.ts';
import type { BillingInterval, Price, Product } from '../domain/catalogue.ts';
import type { Customer, Entitlement, TaxId } from '../domain/customer.ts';
import type { CreditNote, Invoice, InvoiceLine, InvoicePreview, InvoiceStatus } from '../domain/invoice.ts';
import type { MinorAmount } from '../domain/money.ts';
import type { Payment, PaymentMethod, PaymentMethodKind, PaymentStatus } from '../domain/payment.ts';
import type { Change } from '../port.ts';
import type { Period, Subscription, SubscriptionItem, SubscriptionStatus } from '../domain/subscription.ts';

const expect = createExpect('BILLING');

export const idOf = (value: string | { id: string } | null | undefined, field: string): string =>
  expect.string(typeof value === 'object' && value !== null ? value.id : value, field);

const fromStripeTime = (seconds: unknown, field: string): number => expect.integer(seconds, field) * 1_000;
const fromOptionalStripeTime = (seconds: unknown, field: string): number | null =>
  seconds === null || seconds === undefined ? null : fromStripeTime(seconds, field);

const fromStripeAmount = (minor: unknown, currency: unknown, field: string): MinorAmount => ({
  minor: expect.integer(minor, field),
  currency: expect.string(currency, 'currency').toUpperCase(),
});

const fromStripePeriod = (start: unknown, end: unknown): Period => ({
  start: fromStripeTime(start, 'period.start'),
  end: fromStripeTime(end, 'period.end'),
});

/** A list that came inside an object, which has to be all of it: a part would be a wrong fact. */
function whole<T>(
  list: { readonly data: readonly T[]; readonly has_more: boolean } | null | undefined,
  field: string,
): readonly T[] {
  const { data, has_more: more } = expect.object(list, field);
  if (expect.boolean(more, `${field}.has_more`)) {
    throw new GraphError('UPSTREAM_INVALID_RESPONSE', {
      system: 'BILLING',
      cause: new Error(`${field} has more than came along`),
    });
  }
  return expect.array(data, `${field}.data`);
}

/** Looks a vendor's word up; a word that the graph does not know is OTHER. */
const enumOf =
  <T extends string>(known: Readonly<Record<string, T>>) =>
  (word: unknown, field: string): T | 'OTHER' => {
    const name = expect.string(word, field);
    return Object.hasOwn(known, name) ? (known[name] as T) : 'OTHER';
  };

const intervalOf = enumOf<BillingInterval>({ day: 'DAY', week: 'WEEK', month: 'MONTH', year: 'YEAR' });

const truth: Readonly<Record<string, boolean>> = { true: true, false: false };

export function fromStripePrice(price: Stripe.Price): Price {
  const recurring = price.recurring ? expect.object(price.recurring, 'price.recurring') : null;
  return {
    id: expect.string(price.id, 'price.id'),
    productId: idOf(price.product, 'price.product'),
    unitAmount:
      price.billing_scheme === 'tiered' || price.unit_amount === null
        ? null
        : fromStripeAmount(price.unit_amount, price.currency, 'price.unit_amount'),
    interval: recurring ? intervalOf(recurring.interval, 'price.recurring.interval') : 'OTHER',
    intervalCount: recurring ? expect.integer(recurring.interval_count, 'price.recurring.interval_count') : 1,
    licensed: recurring?.usage_type === 'licensed',
  };
}

export function fromStripeProduct(product: Stripe.Product, names: CatalogueNames): Product {
  const metadata = expect.object(product.metadata, 'product.metadata');
  return {
    id: expect.string(product.id, 'product.id'),
    name: expect.string(product.name, 'product.name'),
    description: expect.optionalString(product.description, 'product.description'),
    features: expect
      .array(product.marketing_features, 'product.marketing_features')
      .flatMap((feature) => (feature.name ? [expect.string(feature.name, 'feature.name')] : [])),
    planKey: expect.optionalString(metadata[names.planKey], 'product.metadata'),
    countsSeats: truth[metadata[names.seats] ?? ''] ?? null,
    published: product.active && metadata[names.published] === 'true',
  };
}

/** Whether a price of a published product may be chosen: one that was negotiated says so in its own metadata. */
export const isStripePricePublished = (price: Stripe.Price, names: CatalogueNames): boolean =>
  price.active && price.type === 'recurring' && price.metadata[names.published] !== 'false';

const subscriptionStatusOf = enumOf<SubscriptionStatus>({
  trialing: 'TRIALING',
  active: 'ACTIVE',
  past_due: 'PAST_DUE',
  unpaid: 'UNPAID',
  paused: 'PAUSED',
  incomplete: 'INCOMPLETE',
  incomplete_expired: 'INCOMPLETE_EXPIRED',
  canceled: 'CANCELED',
});

const fromStripeItem = (item: Stripe.SubscriptionItem): SubscriptionItem => ({
  id: expect.string(item.id, 'item.id'),
  price: fromStripePrice(expect.object(item.price, 'item.price')),
  quantity: expect.optionalInteger(item.quantity, 'item.quantity'),
  period: fromStripePeriod(item.current_period_start, item.current_period_end),
});

export function fromStripeSubscription(subscription: Stripe.Subscription): Subscription {
  const [first, ...rest] = whole(subscription.items, 'items').map(fromStripeItem);
  return {
    id: expect.string(subscription.id, 'subscription.id'),
    status: subscriptionStatusOf(subscription.status, 'subscription.status'),
    items: [expect.object(first, 'items.data[0]'), ...rest],
    createdAt: fromStripeTime(subscription.created, 'subscription.created'),
    trialEndsAt: fromOptionalStripeTime(subscription.trial_end, 'trial_end'),
    cancelsAt: fromOptionalStripeTime(cancelTime(subscription), 'cancel_at'),
    canceledAt: fromOptionalStripeTime(subscription.canceled_at, 'canceled_at'),
    isInvoiced: subscription.collection_method === 'send_invoice',
    paymentMethodId: subscription.default_payment_method
      ? idOf(subscription.default_payment_method, 'default_payment_method')
      : null,
  };
}

/** A cancellation "at period end" may stand without a time: it is the end of the last period then. */
function cancelTime(subscription: Stripe.Subscription): number | null {
  if (subscription.cancel_at !== null) return subscription.cancel_at;
  if (!subscription.cancel_at_period_end) return null;
  return Math.max(...subscription.items.data.map((item) => item.current_period_end));
}

const fromStripeAddress = (address: Stripe.Address | null | undefined): Address | null =>
  address
    ? {
        line1: expect.optionalString(address.line1, 'address.line1'),
        line2: expect.optionalString(address.line2, 'address.line2'),
        city: expect.optionalString(address.city, 'address.city'),
        region: expect.optionalString(address.state, 'address.state'),
        postalCode: expect.optionalString(address.postal_code, 'address.postal_code'),
        countryCode: expect.optionalString(address.country, 'address.country'),
      }
    : null;

/** All lines: what is null is taken away. */
export const toStripeAddress = ({
  line1,
  line2,
  city,
  region,
  postalCode,
  countryCode,
}: Address): Stripe.AddressParam => ({
  line1: line1 ?? '',
  line2: line2 ?? '',
  city: city ?? '',
  state: region ?? '',
  postal_code: postalCode ?? '',
  country: countryCode ?? '',
});

const verifications: Readonly<Record<string, boolean>> = { verified: true, unverified: false };

const fromStripeTaxId = (taxId: Stripe.TaxId): TaxId => ({
  type: expect.string(taxId.type, 'tax_id.type'),
  value: expect.string(taxId.value, 'tax_id.value'),
  verified: verifications[taxId.verification?.status ?? ''] ?? null,
});

const kindOf = enumOf<PaymentMethodKind>({
  card: 'CARD',
  sepa_debit: 'SEPA_DEBIT',
  bacs_debit: 'BACS_DEBIT',
  us_bank_account: 'US_BANK_ACCOUNT',
});

export function fromStripePaymentMethod(method: Stripe.PaymentMethod): PaymentMethod {
  const { card } = method;
  const bank = method.sepa_debit ?? method.bacs_debit ?? method.us_bank_account;
  return {
    id: expect.string(method.id, 'payment_method.id'),
    kind: kindOf(method.type, 'payment_method.type'),
    brand: expect.optionalString(
      card?.brand ?? method.us_bank_account?.bank_name ?? method.sepa_debit?.bank_code,
      'brand',
    ),
    last4: expect.optionalString(card?.last4 ?? bank?.last4, 'last4'),
    expiresOn: card
      ? lastDay(expect.integer(card.exp_year, 'exp_year'), expect.integer(card.exp_month, 'exp_month'))
      : null,
  };
}

const lastDay = (year: number, month: number): string => new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);

/** The customer as it comes with `tax_ids`, `subscriptions` and `invoice_settings.default_payment_method` expanded. */
export function fromStripeCustomer(customer: Stripe.Customer): Customer {
  const method = expect.object(customer.invoice_settings, 'invoice_settings').default_payment_method;
  return {
    id: expect.string(customer.id, 'customer.id'),
    details: {
      name: expect.optionalString(customer.name, 'customer.name'),
      email: expect.optionalString(customer.email, 'customer.email'),
      address: fromStripeAddress(customer.address),
      taxIds: whole(customer.tax_ids, 'tax_ids').map(fromStripeTaxId),
    },
    balance: customer.currency ? fromStripeAmount(customer.balance, customer.currency, 'customer.balance') : null,
    defaultPaymentMethod:
      method === null
        ? null
        : fromStripePaymentMethod(expect.object(method as Stripe.PaymentMethod, 'default_payment_method')),
    subscriptions: expect
      .array(expect.object(customer.subscriptions, 'subscriptions').data, 'subscriptions.data')
      .map(fromStripeSubscription),
  };
}

const invoiceStatusOf = enumOf<InvoiceStatus>({
  draft: 'DRAFT',
  open: 'OPEN',
  paid: 'PAID',
  void: 'VOID',
  uncollectible: 'UNCOLLECTIBLE',
});

export const toStripeInvoiceStatus = (status: Exclude<InvoiceStatus, 'OTHER'>): Stripe.InvoiceListParams.Status =>
  status.toLowerCase();

export const fromStripeLine = (line: Stripe.InvoiceLineItem): InvoiceLine => ({
  id: expect.string(line.id, 'line.id'),
  description: expect.optionalString(line.description, 'line.description'),
  quantity: expect.optionalInteger(line.quantity, 'line.quantity'),
  amount: fromStripeAmount(line.amount, line.currency, 'line.amount'),
  period: fromStripePeriod(line.period.start, line.period.end),
  proration:
    line.parent?.subscription_item_details?.proration === true || line.parent?.invoice_item_details?.proration === true,
});

export function fromStripeInvoice(invoice: Stripe.Invoice): Invoice {
  const lines = expect.object(invoice.lines, 'invoice.lines');
  return {
    id: expect.string(invoice.id, 'invoice.id'),
    customerId: idOf(invoice.customer, 'invoice.customer'),
    number: expect.optionalString(invoice.number, 'invoice.number'),
    status: invoice.status === null ? null : invoiceStatusOf(invoice.status, 'invoice.status'),
    total: fromStripeAmount(invoice.total, invoice.currency, 'invoice.total'),
    amountDue: fromStripeAmount(invoice.amount_due, invoice.currency, 'invoice.amount_due'),
    amountPaid: fromStripeAmount(invoice.amount_paid, invoice.currency, 'invoice.amount_paid'),
    createdAt: fromStripeTime(invoice.created, 'invoice.created'),
    dueAt: fromOptionalStripeTime(invoice.due_date, 'invoice.due_date'),
    paidAt: fromOptionalStripeTime(expect.object(invoice.status_transitions, 'status_transitions').paid_at, 'paid_at'),
    period: fromStripePeriod(invoice.period_start, invoice.period_end),
    pdfUrl: expect.optionalString(invoice.invoice_pdf, 'invoice.invoice_pdf'),
    hostedUrl: expect.optionalString(invoice.hosted_invoice_url, 'invoice.hosted_invoice_url'),
    lines: expect.array(lines.data, 'invoice.lines.data').map(fromStripeLine),
    hasMoreLines: expect.boolean(lines.has_more, 'invoice.lines.has_more'),
  };
}

export function fromStripePreview(invoice: Stripe.Invoice): InvoicePreview {
  const lines = expect
    .array(expect.object(invoice.lines, 'invoice.lines').data, 'invoice.lines.data')
    .map(fromStripeLine);
  return {
    total: fromStripeAmount(invoice.total, invoice.currency, 'invoice.total'),
    amountDue: fromStripeAmount(invoice.amount_due, invoice.currency, 'invoice.amount_due'),
    lines,
    nextPaymentAt: fromOptionalStripeTime(invoice.next_payment_attempt, 'next_payment_attempt'),
    prorationAt: fromOptionalStripeTime(
      invoice.parent?.subscription_details?.subscription_proration_date,
      'subscription_proration_date',
    ),
  };
}

const paymentStatusOf = enumOf<PaymentStatus>({
  succeeded: 'SUCCEEDED',
  processing: 'PENDING',
  requires_action: 'PENDING',
  requires_capture: 'PENDING',
  requires_confirmation: 'PENDING',
  canceled: 'CANCELED',
});

/** A payment intent as it comes with `latest_charge` and `payment_method` expanded. */
export function fromStripePaymentIntent(intent: Stripe.PaymentIntent): Payment {
  const charge = intent.latest_charge as Stripe.Charge | null;
  const method = intent.payment_method as Stripe.PaymentMethod | null;
  const failure = intent.last_payment_error?.message ?? charge?.failure_message;
  // After a declined attempt Stripe asks for another payment method: before one, it has simply not been paid yet.
  const waiting: PaymentStatus = failure ? 'FAILED' : 'PENDING';
  return {
    id: expect.string(intent.id, 'payment_intent.id'),
    amount: fromStripeAmount(intent.amount, intent.currency, 'payment_intent.amount'),
    refunded: fromStripeAmount(charge?.amount_refunded ?? 0, intent.currency, 'charge.amount_refunded'),
    status:
      intent.status === 'requires_payment_method' ? waiting : paymentStatusOf(intent.status, 'payment_intent.status'),
    createdAt: fromStripeTime(intent.created, 'payment_intent.created'),
    failureMessage: expect.optionalString(failure, 'failure_message'),
    method: method === null ? null : fromStripePaymentMethod(expect.object(method, 'payment_method')),
  };
}

export const fromStripeCreditNote = (note: Stripe.CreditNote): CreditNote => ({
  id: expect.string(note.id, 'credit_note.id'),
  number: expect.string(note.number, 'credit_note.number'),
  amount: fromStripeAmount(note.total, note.currency, 'credit_note.total'),
  reason: expect.optionalString(note.reason, 'credit_note.reason'),
  createdAt: fromStripeTime(note.created, 'credit_note.created'),
  pdfUrl: expect.optionalString(note.pdf, 'credit_note.pdf'),
});

/** An entitlement as it comes with `feature` expanded. */
export function fromStripeEntitlement(entitlement: Stripe.Entitlements.ActiveEntitlement): Entitlement {
  const feature = expect.object(entitlement.feature as Stripe.Entitlements.Feature, 'feature');
  return {
    key: expect.string(entitlement.lookup_key, 'lookup_key'),
    name: expect.string(feature.name, 'feature.name'),
  };
}

/** One entry for each item that changes: the plan's own may change its price and its quantity together. */
export function toStripeItems({ planItemId, priceId, seatsItemId, seats }: Change) {
  const items = new Map<string, { id: string; price?: string; quantity?: number }>();
  const entry = (id: string) => items.get(id) ?? { id };
  if (priceId !== null) items.set(planItemId, { ...entry(planItemId), price: priceId });
  if (seats !== null && seatsItemId !== null) items.set(seatsItemId, { ...entry(seatsItemId), quantity: seats });
  return [...items.values()];
}
