import type { StripeObject } from '../store.ts';

export const makeProduct = (
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

export const makeRecurring = (interval: 'day' | 'week' | 'month' | 'year', fields: object = {}) => ({
  interval,
  interval_count: 1,
  meter: null,
  trial_period_days: null,
  usage_type: 'licensed',
  ...fields,
});

export const makePrice = (
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
  recurring: makeRecurring('month'),
  tax_behavior: 'exclusive',
  tiers_mode: null,
  transform_quantity: null,
  type: 'recurring',
  unit_amount: null,
  unit_amount_decimal: typeof fields.unit_amount === 'number' ? String(fields.unit_amount) : null,
  ...fields,
});

export const makeFeature = (id: string, lookupKey: string, name: string): StripeObject => ({
  id,
  object: 'entitlements.feature',
  active: true,
  livemode: false,
  lookup_key: lookupKey,
  metadata: {},
  name,
});
