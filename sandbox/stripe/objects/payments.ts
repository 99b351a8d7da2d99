import type { StripeObject } from '../store.ts';

const billingDetails = (name: string | null, email: string | null) => ({
  address: null,
  email,
  name,
  phone: null,
  tax_id: null,
});

export const makeCard = (fields: {
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

export const makeSepaDebit = (fields: {
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

export const makePaymentIntent = (
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

export const makeCharge = (
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

export const makeSetupIntent = (fields: { id: string; customer: string | null; created: number }): StripeObject => ({
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
