import type Stripe from 'stripe';
import type { BillingSource } from '../port.ts';
import { withKey } from './client.ts';
import { callStripe } from './errors.ts';
import { expect } from './mapping/fields.ts';
import { fromStripePaymentMethod } from './mapping/payment-method.ts';
import { emptyWithoutCustomer } from './missing.ts';
import { maxPageSize } from './pages.ts';

type PaymentMethods = Pick<
  BillingSource,
  'paymentMethods' | 'startSetup' | 'setupSecret' | 'setDefaultPaymentMethod' | 'removePaymentMethod'
>;

export function createStripePaymentMethods(stripe: Stripe): PaymentMethods {
  return {
    paymentMethods: (customer) =>
      emptyWithoutCustomer([], async () => {
        const list = await stripe.customers.listPaymentMethods(customer, { limit: maxPageSize });
        return expect.array(list.data, 'data').map(fromStripePaymentMethod);
      }),

    async startSetup(customer, key) {
      const intent = await callStripe(() =>
        stripe.setupIntents.create({ customer, usage: 'off_session' }, withKey(key)),
      );
      return expect.string(intent.id, 'setup_intent.id');
    },

    async setupSecret(id) {
      const intent = await callStripe(() => stripe.setupIntents.retrieve(id));
      return expect.string(intent.client_secret, 'setup_intent.client_secret');
    },

    async setDefaultPaymentMethod(customer, method, key) {
      const settings = { invoice_settings: { default_payment_method: method } };
      await callStripe(() => stripe.customers.update(customer, settings, withKey(key)));
    },

    async removePaymentMethod(method, key) {
      await callStripe(() => stripe.paymentMethods.detach(method, {}, withKey(key)));
    },
  };
}
