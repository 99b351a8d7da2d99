import type Stripe from 'stripe';
import type { Customer, TaxId } from '../../domain/customer.ts';
import { fromStripeAddress } from './address.ts';
import { completeList, expect, fromStripeAmount } from './fields.ts';
import { fromStripePaymentMethod } from './payment-method.ts';
import { fromStripeSubscription } from './subscription.ts';

const verifications: Readonly<Record<string, boolean>> = { verified: true, unverified: false };

const fromStripeTaxId = (taxId: Stripe.TaxId): TaxId => ({
  type: expect.string(taxId.type, 'tax_id.type'),
  value: expect.string(taxId.value, 'tax_id.value'),
  verified: verifications[taxId.verification?.status ?? ''] ?? null,
});

/** The fields that `fromStripeCustomer` needs expanded. */
export const customerExpansions = ['tax_ids', 'subscriptions', 'invoice_settings.default_payment_method'];

export function fromStripeCustomer(customer: Stripe.Customer): Customer {
  const method = expect.object(customer.invoice_settings, 'invoice_settings').default_payment_method;
  return {
    id: expect.string(customer.id, 'customer.id'),
    details: {
      name: expect.optionalString(customer.name, 'customer.name'),
      email: expect.optionalString(customer.email, 'customer.email'),
      address: fromStripeAddress(customer.address),
      taxIds: completeList(customer.tax_ids, 'tax_ids').map(fromStripeTaxId),
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
