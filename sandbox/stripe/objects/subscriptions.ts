import type { StripeObject } from '../store.ts';

/** The legacy plan object, which Stripe still returns on every subscription item. */
const planOf = (of: StripeObject) => {
  const recurring = of.recurring as { interval: string; interval_count: number; usage_type: string };
  return {
    id: of.id,
    object: 'plan',
    active: of.active,
    amount: of.unit_amount,
    amount_decimal: of.unit_amount_decimal,
    billing_scheme: of.billing_scheme,
    created: of.created,
    currency: of.currency,
    interval: recurring.interval,
    interval_count: recurring.interval_count,
    livemode: false,
    metadata: {},
    meter: null,
    nickname: null,
    product: of.product,
    tiers_mode: of.tiers_mode,
    transform_usage: null,
    trial_period_days: null,
    usage_type: recurring.usage_type,
  };
};

export const makeSubscriptionItem = (fields: {
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

export const makeSubscription = (
  fields: Partial<StripeObject> & { id: string; customer: string; currency: string; created: number; status: string },
  items: readonly StripeObject[],
): StripeObject => ({
  object: 'subscription',
  application: null,
  application_fee_percent: null,
  automatic_tax: { disabled_reason: null, enabled: false, liability: null },
  billing_cycle_anchor: fields.created,
  billing_cycle_anchor_config: null,
  billing_mode: { flexible: { proration_discounts: 'included' }, type: 'flexible' },
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
