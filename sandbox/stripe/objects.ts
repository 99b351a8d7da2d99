import type { StripeObject } from './store.ts';

/** Objects of the API with every field that is always there. Times are seconds since the epoch. */

export const customer = (fields: Partial<StripeObject> & { id: string; created: number }): StripeObject => ({
  object: 'customer',
  address: null,
  balance: 0,
  currency: null,
  default_source: null,
  delinquent: false,
  description: null,
  discount: null,
  email: null,
  invoice_prefix: 'SANDBOX',
  invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
  livemode: false,
  metadata: {},
  name: null,
  phone: null,
  preferred_locales: [],
  shipping: null,
  tax_exempt: 'none',
  test_clock: null,
  ...fields,
});

export const product = (
  fields: Partial<StripeObject> & { id: string; name: string; created: number },
): StripeObject => ({
  object: 'product',
  active: true,
  default_price: null,
  description: null,
  images: [],
  livemode: false,
  marketing_features: [],
  metadata: {},
  package_dimensions: null,
  shippable: null,
  statement_descriptor: null,
  tax_code: null,
  tax_details: null,
  type: 'service',
  unit_label: null,
  updated: fields.created,
  url: null,
  ...fields,
});

export const recurring = (interval: 'day' | 'week' | 'month' | 'year', fields: object = {}) => ({
  interval,
  interval_count: 1,
  meter: null,
  trial_period_days: null,
  usage_type: 'licensed',
  ...fields,
});

export const price = (
  fields: Partial<StripeObject> & { id: string; product: string; currency: string; created: number },
): StripeObject => ({
  object: 'price',
  active: true,
  billing_scheme: 'per_unit',
  custom_unit_amount: null,
  livemode: false,
  lookup_key: null,
  metadata: {},
  nickname: null,
  recurring: recurring('month'),
  tax_behavior: 'exclusive',
  tiers_mode: null,
  transform_quantity: null,
  type: 'recurring',
  unit_amount: null,
  unit_amount_decimal: typeof fields.unit_amount === 'number' ? String(fields.unit_amount) : null,
  ...fields,
});

/** The old twin of a price, which still stands on every subscription item. */
const planOf = (of: StripeObject) => {
  const rhythm = of.recurring as { interval: string; interval_count: number; usage_type: string };
  return {
    id: of.id,
    object: 'plan',
    active: of.active,
    amount: of.unit_amount,
    amount_decimal: of.unit_amount_decimal,
    billing_scheme: of.billing_scheme,
    created: of.created,
    currency: of.currency,
    interval: rhythm.interval,
    interval_count: rhythm.interval_count,
    livemode: false,
    metadata: {},
    meter: null,
    nickname: null,
    product: of.product,
    tiers_mode: of.tiers_mode,
    transform_usage: null,
    trial_period_days: null,
    usage_type: rhythm.usage_type,
  };
};

export const subscriptionItem = (fields: {
  id: string;
  subscription: string;
  price: StripeObject;
  quantity: number | null;
  created: number;
  current_period_start: number;
  current_period_end: number;
}): StripeObject => {
  const { quantity, ...rest } = fields;
  return {
    object: 'subscription_item',
    billing_thresholds: null,
    current_trial: null,
    discounts: [],
    metadata: {},
    tax_rates: [],
    plan: planOf(fields.price),
    ...rest,
    ...(quantity !== null && { quantity }),
  };
};

export const subscription = (
  fields: Partial<StripeObject> & { id: string; customer: string; currency: string; created: number; status: string },
  items: readonly StripeObject[],
): StripeObject => ({
  object: 'subscription',
  application: null,
  application_fee_percent: null,
  automatic_tax: { disabled_reason: null, enabled: false, liability: null },
  billing_cycle_anchor: fields.created,
  billing_cycle_anchor_config: null,
  billing_mode: { flexible: null, type: 'classic' },
  billing_schedules: [],
  billing_thresholds: null,
  cancel_at: null,
  cancel_at_period_end: false,
  canceled_at: null,
  cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
  collection_method: 'charge_automatically',
  customer_account: null,
  days_until_due: null,
  default_payment_method: null,
  default_source: null,
  default_tax_rates: [],
  description: null,
  discounts: [],
  ended_at: null,
  invoice_settings: {
    account_tax_ids: null,
    custom_fields: null,
    description: null,
    footer: null,
    issuer: { type: 'self' },
  },
  items: { object: 'list', data: items, has_more: false, url: `/v1/subscription_items?subscription=${fields.id}` },
  latest_invoice: null,
  livemode: false,
  managed_payments: null,
  metadata: {},
  next_pending_invoice_item_invoice: null,
  on_behalf_of: null,
  pause_collection: null,
  payment_settings: { payment_method_options: null, payment_method_types: null, save_default_payment_method: 'off' },
  pending_invoice_item_interval: null,
  pending_setup_intent: null,
  pending_update: null,
  schedule: null,
  start_date: fields.created,
  test_clock: null,
  transfer_data: null,
  trial_end: null,
  trial_settings: { end_behavior: { billing_cycle_anchor: null, missing_payment_method: 'create_invoice' } },
  trial_start: null,
  ...fields,
});

export interface LineFields {
  readonly id: string;
  readonly invoice: string | null;
  readonly amount: number;
  readonly currency: string;
  readonly description: string;
  readonly quantity: number | null;
  readonly period: { readonly start: number; readonly end: number };
  readonly subscription: string | null;
  readonly item: string | null;
  readonly price: StripeObject | null;
  readonly proration: boolean;
}

export const line = ({ item, price: of, proration, ...fields }: LineFields): StripeObject => ({
  object: 'line_item',
  ...fields,
  discount_amounts: [],
  discountable: !proration,
  discounts: [],
  livemode: false,
  metadata: {},
  parent:
    item === null
      ? null
      : {
          invoice_item_details: null,
          subscription_item_details: {
            invoice_item: null,
            proration,
            proration_details: null,
            subscription: fields.subscription,
            subscription_item: item,
          },
          type: 'subscription_item_details',
        },
  pretax_credit_amounts: [],
  pricing: of && {
    type: 'price_details',
    unit_amount_decimal: of.unit_amount_decimal,
    price_details: { price: of.id, product: of.product },
  },
  quantity_decimal: fields.quantity === null ? null : String(fields.quantity),
  subtotal: fields.amount,
  taxes: [],
});

const embeddedLines = (url: string, lines: readonly StripeObject[]) => ({
  object: 'list',
  data: lines.slice(0, 10),
  has_more: lines.length > 10,
  url,
});

export interface InvoiceFields {
  readonly id: string;
  readonly customer: StripeObject;
  readonly currency: string;
  readonly created: number;
  readonly status: 'draft' | 'open' | 'paid' | 'void' | 'uncollectible' | null;
  readonly lines: readonly StripeObject[];
  readonly number: string | null;
  readonly subscription: string | null;
  readonly prorationDate?: number;
  readonly more?: Record<string, unknown>;
}

export const invoice = ({
  lines,
  status,
  subscription: of,
  prorationDate,
  more,
  customer: owner,
  ...fields
}: InvoiceFields): StripeObject => {
  const total = lines.reduce((sum, each) => sum + Number(each.amount), 0);
  const balance = Number(owner.balance ?? 0);
  const applied = Math.max(-Math.max(total, 0), Math.min(balance, 0));
  const due = Math.max(0, total + (status === null || status === 'draft' ? applied : 0));
  const paid = status === 'paid' ? due : 0;
  const final = status === 'open' || status === 'paid' || status === 'void' || status === 'uncollectible';
  return {
    object: 'invoice',
    account_country: 'DE',
    account_name: 'Sandbox GmbH',
    account_tax_ids: null,
    amount_due: due,
    amount_overpaid: 0,
    amount_paid: paid,
    amount_remaining: due - paid,
    amount_shipping: 0,
    application: null,
    attempt_count: status === 'paid' ? 1 : 0,
    attempted: status === 'paid',
    auto_advance: status === 'open',
    automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
    automatically_finalizes_at: null,
    billing_reason: 'subscription_cycle',
    collection_method: 'charge_automatically',
    custom_fields: null,
    customer: owner.id,
    customer_account: null,
    customer_address: owner.address,
    customer_email: owner.email,
    customer_name: owner.name,
    customer_phone: null,
    customer_shipping: null,
    customer_tax_exempt: 'none',
    customer_tax_ids: [],
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    due_date: null,
    effective_at: final ? fields.created : null,
    ending_balance: status === null ? null : 0,
    footer: null,
    from_invoice: null,
    ...(final && {
      hosted_invoice_url: `https://invoice.sandbox.example/i/${fields.id}`,
      invoice_pdf: `https://pay.sandbox.example/invoice/${fields.id}/pdf`,
    }),
    issuer: { type: 'self' },
    last_finalization_error: null,
    latest_revision: null,
    lines: embeddedLines(`/v1/invoices/${fields.id}/lines`, lines),
    livemode: false,
    metadata: {},
    next_payment_attempt: null,
    on_behalf_of: null,
    parent:
      of === null
        ? null
        : {
            quote_details: null,
            subscription_details: {
              metadata: {},
              subscription: of,
              ...(prorationDate !== undefined && { subscription_proration_date: prorationDate }),
            },
            type: 'subscription_details',
          },
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    period_end: fields.created,
    period_start: fields.created,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    starting_balance: status === null || status === 'draft' ? balance : 0,
    statement_descriptor: null,
    status,
    status_transitions: {
      finalized_at: final ? fields.created : null,
      marked_uncollectible_at: status === 'uncollectible' ? fields.created + 86_400 : null,
      paid_at: status === 'paid' ? fields.created + 60 : null,
      voided_at: status === 'void' ? fields.created + 3_600 : null,
    },
    subtotal: total,
    subtotal_excluding_tax: total,
    test_clock: null,
    total,
    total_discount_amounts: [],
    total_excluding_tax: total,
    total_pretax_credit_amounts: [],
    total_taxes: [],
    webhooks_delivered_at: null,
    ...fields,
    ...more,
  };
};

const billingDetails = (name: string | null, email: string | null) => ({
  address: null,
  email,
  name,
  phone: null,
  tax_id: null,
});

export const card = (fields: {
  id: string;
  customer: string | null;
  created: number;
  brand: string;
  last4: string;
  expMonth: number;
  expYear: number;
  name?: string;
}): StripeObject => ({
  id: fields.id,
  object: 'payment_method',
  allow_redisplay: 'unspecified',
  billing_details: billingDetails(fields.name ?? null, null),
  card: {
    brand: fields.brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
    country: 'DE',
    display_brand: fields.brand,
    exp_month: fields.expMonth,
    exp_year: fields.expYear,
    fingerprint: `fp${fields.last4}`,
    funding: 'credit',
    generated_from: null,
    last4: fields.last4,
    networks: { available: [fields.brand], preferred: null },
    regulated_status: 'unregulated',
    three_d_secure_usage: { supported: true },
    wallet: null,
  },
  created: fields.created,
  customer: fields.customer,
  customer_account: null,
  livemode: false,
  metadata: {},
  type: 'card',
});

export const sepaDebit = (fields: {
  id: string;
  customer: string;
  created: number;
  last4: string;
  bankCode: string;
}): StripeObject => ({
  id: fields.id,
  object: 'payment_method',
  allow_redisplay: 'unspecified',
  billing_details: billingDetails(null, null),
  created: fields.created,
  customer: fields.customer,
  customer_account: null,
  livemode: false,
  metadata: {},
  sepa_debit: {
    bank_code: fields.bankCode,
    branch_code: '',
    country: 'DE',
    fingerprint: `fp${fields.last4}`,
    generated_from: null,
    last4: fields.last4,
  },
  type: 'sepa_debit',
});

export const paymentIntent = (
  fields: Partial<StripeObject> & {
    id: string;
    amount: number;
    currency: string;
    created: number;
    customer: string;
    status: string;
  },
): StripeObject => ({
  object: 'payment_intent',
  allowed_payment_method_types: null,
  amount_capturable: 0,
  amount_received: fields.status === 'succeeded' ? fields.amount : 0,
  application: null,
  application_fee_amount: null,
  automatic_payment_methods: null,
  canceled_at: null,
  cancellation_reason: null,
  capture_method: 'automatic',
  client_secret: `${fields.id}_secret_sandbox`,
  confirmation_method: 'automatic',
  customer_account: null,
  description: null,
  excluded_payment_method_types: null,
  last_payment_error: null,
  latest_charge: null,
  livemode: false,
  managed_payments: null,
  metadata: {},
  next_action: null,
  on_behalf_of: null,
  payment_method: null,
  payment_method_configuration_details: null,
  payment_method_options: null,
  payment_method_types: ['card'],
  payment_record: null,
  processing: null,
  receipt_email: null,
  review: null,
  setup_future_usage: null,
  shipping: null,
  source: null,
  statement_descriptor: null,
  statement_descriptor_suffix: null,
  transfer_data: null,
  transfer_group: null,
  ...fields,
});

export const charge = (
  fields: Partial<StripeObject> & {
    id: string;
    amount: number;
    currency: string;
    created: number;
    customer: string;
    status: string;
  },
): StripeObject => ({
  object: 'charge',
  amount_captured: fields.status === 'succeeded' ? fields.amount : 0,
  amount_refunded: 0,
  application: null,
  application_fee: null,
  application_fee_amount: null,
  balance_transaction: null,
  billing_details: billingDetails(null, null),
  calculated_statement_descriptor: 'SANDBOX',
  captured: fields.status === 'succeeded',
  description: null,
  disputed: false,
  failure_balance_transaction: null,
  failure_code: null,
  failure_message: null,
  fraud_details: {},
  livemode: false,
  metadata: {},
  on_behalf_of: null,
  outcome: null,
  paid: fields.status === 'succeeded',
  payment_intent: null,
  payment_method: null,
  payment_method_details: null,
  receipt_email: null,
  receipt_number: null,
  receipt_url: null,
  refunded: false,
  review: null,
  shipping: null,
  source: null,
  source_transfer: null,
  statement_descriptor: null,
  statement_descriptor_suffix: null,
  transfer_data: null,
  transfer_group: null,
  ...fields,
});

export const creditNote = (fields: {
  id: string;
  customer: string;
  invoice: string;
  currency: string;
  amount: number;
  number: string;
  reason: string | null;
  created: number;
}): StripeObject => ({
  object: 'credit_note',
  ...fields,
  amount_shipping: 0,
  customer_account: null,
  customer_balance_transaction: null,
  discount_amount: 0,
  discount_amounts: [],
  effective_at: fields.created,
  lines: { object: 'list', data: [], has_more: false, url: `/v1/credit_notes/${fields.id}/lines` },
  livemode: false,
  memo: null,
  metadata: {},
  out_of_band_amount: null,
  pdf: `https://pay.sandbox.example/credit_notes/${fields.id}/pdf`,
  post_payment_amount: fields.amount,
  pre_payment_amount: 0,
  pretax_credit_amounts: [],
  refunds: [],
  shipping_cost: null,
  status: 'issued',
  subtotal: fields.amount,
  subtotal_excluding_tax: fields.amount,
  total: fields.amount,
  total_excluding_tax: fields.amount,
  total_taxes: [],
  type: 'post_payment',
  voided_at: null,
});

export const taxId = (fields: {
  id: string;
  customer: string;
  type: string;
  value: string;
  country: string;
  status: string;
  created: number;
}): StripeObject => ({
  id: fields.id,
  object: 'tax_id',
  country: fields.country,
  created: fields.created,
  customer: fields.customer,
  customer_account: null,
  livemode: false,
  owner: { type: 'customer', customer: fields.customer, customer_account: null },
  type: fields.type,
  value: fields.value,
  verification: { status: fields.status, verified_address: null, verified_name: null },
});

export const feature = (id: string, lookupKey: string, name: string): StripeObject => ({
  id,
  object: 'entitlements.feature',
  active: true,
  livemode: false,
  lookup_key: lookupKey,
  metadata: {},
  name,
});

export const setupIntent = (fields: { id: string; customer: string | null; created: number }): StripeObject => ({
  object: 'setup_intent',
  ...fields,
  allowed_payment_method_types: null,
  application: null,
  automatic_payment_methods: null,
  cancellation_reason: null,
  client_secret: `${fields.id}_secret_sandbox`,
  description: null,
  excluded_payment_method_types: null,
  last_setup_error: null,
  latest_attempt: null,
  livemode: false,
  mandate: null,
  metadata: {},
  next_action: null,
  on_behalf_of: null,
  payment_method: null,
  payment_method_configuration_details: null,
  payment_method_options: null,
  payment_method_types: ['card'],
  single_use_mandate: null,
  status: 'requires_payment_method',
  usage: 'off_session',
});

export const invoicePayment = (fields: {
  id: string;
  invoice: string;
  intent: string;
  amount: number;
  currency: string;
  created: number;
  status: string;
}): StripeObject => ({
  id: fields.id,
  object: 'invoice_payment',
  amount_paid: fields.status === 'paid' ? fields.amount : null,
  amount_requested: fields.amount,
  created: fields.created,
  currency: fields.currency,
  invoice: fields.invoice,
  is_default: true,
  livemode: false,
  payment: { type: 'payment_intent', payment_intent: fields.intent },
  status: fields.status,
  status_transitions: { canceled_at: null, paid_at: fields.status === 'paid' ? fields.created : null },
});
