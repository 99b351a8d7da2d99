import type Stripe from 'stripe';
import { fieldByField } from '@customer-graph/upstream/field-by-field';
import { identifier, optional, text } from '@customer-graph/upstream/shapes';
import type { BillingDetails, Customer, TaxId } from '../../domain/customer.ts';
import type { Subscription } from '../../domain/subscription.ts';
import { fromStripeAddress } from './address.ts';
import {
  currencyCode,
  fieldsOf,
  fromStripeAmount,
  optionalFieldsOf,
  optionalText,
  parse,
  reference,
  type Fields,
} from './fields.ts';
import { fromStripePaymentMethod } from './payment-method.ts';

const verifications: Readonly<Record<string, boolean>> = { verified: true, unverified: false };

export function fromStripeTaxId(value: unknown): TaxId {
  const taxId = fieldsOf<Stripe.TaxId>(value, 'tax_id');
  return fieldByField<TaxId>({
    type: () => parse(text, taxId.type, 'tax_id.type'),
    value: () => parse(text, taxId.value, 'tax_id.value'),
    verified() {
      const verification = optionalFieldsOf<Stripe.TaxId.Verification>(taxId.verification, 'tax_id.verification');
      const status = parse(optionalText, verification?.status, 'tax_id.verification.status');
      return verifications[status ?? ''] ?? null;
    },
  });
}

/** The fields that the read of a customer needs expanded. Each of them is a permission of a restricted key. */
export const customerExpansions = [
  'tax_ids',
  'subscriptions',
  'subscriptions.data.default_payment_method',
  'invoice_settings.default_payment_method',
];

/** The lists of a customer, complete. A reader throws if its list cannot be used. */
export interface CustomerLists {
  readonly taxIds: () => readonly TaxId[];
  readonly subscriptions: () => readonly Subscription[];
}

export const currencyOfCustomer = (customer: Fields<Stripe.Customer>): string | null =>
  parse(optional(currencyCode), customer.currency, 'customer.currency');

export function fromStripeCustomer(value: unknown, lists: CustomerLists): Customer {
  const customer = fieldsOf<Stripe.Customer>(value, 'customer');
  const id = parse(identifier, customer.id, 'customer.id');
  return fieldByField<Customer>({
    id: () => id,
    details: () =>
      fieldByField<BillingDetails>({
        name: () => parse(optionalText, customer.name, 'customer.name'),
        email: () => parse(optionalText, customer.email, 'customer.email'),
        address: () => fromStripeAddress(customer.address),
        taxIds: lists.taxIds,
      }),
    currency: () => currencyOfCustomer(customer),
    balance: () =>
      currencyOfCustomer(customer) === null
        ? null
        : fromStripeAmount(customer.balance, customer.currency, 'customer.balance'),
    defaultPaymentMethod() {
      const settings = fieldsOf<Stripe.Customer.InvoiceSettings>(customer.invoice_settings, 'invoice_settings');
      const method = settings.default_payment_method ?? null;
      return method === null ? null : fromStripePaymentMethod(method, id);
    },
    defaultSourceId: () => parse(optional(reference), customer.default_source, 'customer.default_source'),
    subscriptions: lists.subscriptions,
  });
}
