import type { StripeObject } from '../store.ts';

export const makeCustomer = (fields: Partial<StripeObject> & { id: string; created: number }): StripeObject => ({
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

export const makeTaxId = (fields: {
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
