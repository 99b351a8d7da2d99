import type { StripeObject } from '../store.ts';

export interface SchedulePhase {
  /** Seconds since the epoch. */
  readonly start: number;
  readonly end: number;
  readonly currency: string;
  readonly items: readonly { readonly price: string; readonly quantity: number }[];
}

const makePhase = ({ start, end, currency, items }: SchedulePhase) => ({
  add_invoice_items: [],
  application_fee_percent: null,
  billing_cycle_anchor: null,
  billing_thresholds: null,
  collection_method: null,
  currency,
  default_payment_method: null,
  default_tax_rates: [],
  description: null,
  discounts: [],
  end_date: end,
  invoice_settings: null,
  items: items.map(({ price, quantity }) => ({
    billing_thresholds: null,
    discounts: [],
    metadata: {},
    plan: price,
    price,
    quantity,
    tax_rates: [],
  })),
  metadata: {},
  on_behalf_of: null,
  proration_behavior: 'create_prorations',
  start_date: start,
  transfer_data: null,
  trial_end: null,
});

/** Stripe API, "Subscription schedule". The first phase is the running one. */
export const makeSubscriptionSchedule = (fields: {
  id: string;
  customer: string;
  subscription: string;
  created: number;
  endBehavior: 'release' | 'cancel';
  phases: readonly SchedulePhase[];
}): StripeObject => ({
  id: fields.id,
  object: 'subscription_schedule',
  application: null,
  billing_mode: { flexible: { proration_discounts: 'included' }, type: 'flexible' },
  canceled_at: null,
  completed_at: null,
  created: fields.created,
  current_phase: fields.phases[0] ? { start_date: fields.phases[0].start, end_date: fields.phases[0].end } : null,
  customer: fields.customer,
  customer_account: null,
  default_settings: {
    application_fee_percent: null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: 'automatic',
    billing_thresholds: null,
    collection_method: 'charge_automatically',
    default_payment_method: null,
    description: null,
    invoice_settings: {
      account_tax_ids: null,
      custom_fields: null,
      days_until_due: null,
      description: null,
      footer: null,
      issuer: { type: 'self' },
    },
    on_behalf_of: null,
    transfer_data: null,
  },
  end_behavior: fields.endBehavior,
  livemode: false,
  metadata: {},
  pause_schedules: [],
  phases: fields.phases.map(makePhase),
  released_at: null,
  released_subscription: null,
  status: 'active',
  subscription: fields.subscription,
  test_clock: null,
});
