import type Stripe from 'stripe';
import { z } from 'zod';
import { identifier } from '@customer-graph/upstream/shapes';
import type { BillingSource } from '../port.ts';
import { withKey } from './client.ts';
import { callStripe } from './errors.ts';
import { parse } from './mapping/fields.ts';
import { fromStripePaymentMethod } from './mapping/payment-method.ts';
import { emptyWithoutCustomer } from './missing.ts';
import { readAllPages } from './pages.ts';

type PaymentMethods = Pick<
  BillingSource,
  | 'paymentMethods'
  | 'startSetup'
  | 'setupSecret'
  | 'setDefaultPaymentMethod'
  | 'setSubscriptionPaymentMethod'
  | 'removePaymentMethod'
>;

export function createStripePaymentMethods(stripe: Stripe): PaymentMethods {
  return {
    paymentMethods: (customer) =>
      emptyWithoutCustomer([], async () => {
        const all = await readAllPages((page) => stripe.customers.listPaymentMethods(customer, page));
        return all.map((method) => fromStripePaymentMethod(method, customer));
      }),

    async startSetup(customer, key) {
      const intent = await callStripe(() =>
        stripe.setupIntents.create({ customer, usage: 'off_session' }, withKey(key)),
      );
      return parse(identifier, intent.id, 'setup_intent.id');
    },

    async setupSecret(id) {
      const intent = await callStripe(() => stripe.setupIntents.retrieve(id));
      return parse(z.string(), intent.client_secret, 'setup_intent.client_secret');
    },

    async setDefaultPaymentMethod(customer, method, key) {
      const settings = { invoice_settings: { default_payment_method: method } };
      await callStripe(() => stripe.customers.update(customer, settings, withKey(key)));
    },

    async setSubscriptionPaymentMethod(subscription, method, key) {
      const change = { default_payment_method: method };
      await callStripe(() => stripe.subscriptions.update(subscription, change, withKey(key)));
    },

    async removePaymentMethod(method, key) {
      await callStripe(() => stripe.paymentMethods.detach(method, {}, withKey(key)));
    },
  };
}
