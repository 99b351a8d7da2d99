import type Stripe from 'stripe';
import { createExpect } from '../../shared/upstream/expect.ts';
import type { BillingSource, PaymentOutcome, PortalFlow } from '../port.ts';
import { fromStripeError, isStripeNotFound, isStripeRefused, stripeCode, throughStripe } from './errors.ts';
import { idOf, toStripeAddress, toStripeItems } from './mapping.ts';

type Changes = Pick<
  BillingSource,
  | 'startSetup'
  | 'setupSecret'
  | 'setDefaultPaymentMethod'
  | 'removePaymentMethod'
  | 'payInvoice'
  | 'changeSubscription'
  | 'cancelSubscription'
  | 'resumeSubscription'
  | 'nextAction'
  | 'updateDetails'
  | 'portalSession'
>;

const expect = createExpect('BILLING');

/** Stripe API, "Idempotent requests": the same key is carried out once, and answered alike, for a day at least. */
export const keyed = (idempotencyKey: string) => ({ idempotencyKey });

/** Stripe API, "Error codes": the bank wants the customer. */
const wantsCustomer = new Set<unknown>([
  'invoice_payment_intent_requires_action',
  'subscription_payment_intent_requires_action',
  'authentication_required',
]);

/** What became of a payment that Stripe refused; null where it was no refusal of a payment. */
export function refusedPayment(error: unknown, invoiceId: string): PaymentOutcome | null {
  if (wantsCustomer.has(stripeCode(error))) return { kind: 'ACTION', invoiceId };
  return isStripeRefused(error) ? { kind: 'DECLINED' } : null;
}

const toStripeFlow = (flow: PortalFlow): Stripe.BillingPortal.SessionCreateParams.FlowData => {
  switch (flow.kind) {
    case 'PAYMENT_METHOD_UPDATE':
      return { type: 'payment_method_update' };
    case 'SUBSCRIPTION_UPDATE':
      return { type: 'subscription_update', subscription_update: { subscription: flow.subscriptionId } };
    case 'SUBSCRIPTION_CANCEL':
      return { type: 'subscription_cancel', subscription_cancel: { subscription: flow.subscriptionId } };
    default:
      return flow satisfies never;
  }
};

export function createChanges(stripe: Stripe): Changes {
  return {
    async startSetup(customer, key) {
      const intent = await throughStripe(() =>
        stripe.setupIntents.create({ customer, usage: 'off_session' }, keyed(key)),
      );
      return expect.string(intent.id, 'setup_intent.id');
    },

    async setupSecret(id) {
      const intent = await throughStripe(() => stripe.setupIntents.retrieve(id));
      return expect.string(intent.client_secret, 'setup_intent.client_secret');
    },

    async setDefaultPaymentMethod(customer, method, key) {
      await throughStripe(() =>
        stripe.customers.update(customer, { invoice_settings: { default_payment_method: method } }, keyed(key)),
      );
    },

    async removePaymentMethod(method, key) {
      await throughStripe(() => stripe.paymentMethods.detach(method, {}, keyed(key)));
    },

    async payInvoice(invoice, method, key) {
      try {
        await stripe.invoices.pay(invoice, method === null ? {} : { payment_method: method }, keyed(key));
        return { kind: 'PAID' };
      } catch (error) {
        const refusal = refusedPayment(error, invoice);
        if (refusal) return refusal;
        throw fromStripeError(error);
      }
    },

    async changeSubscription(_customer, change, key) {
      const changed = await throughStripe(() =>
        stripe.subscriptions.update(
          change.subscription.id,
          {
            items: toStripeItems(change),
            proration_behavior: 'always_invoice',
            proration_date: change.prorationAt / 1_000,
            // Stripe, "Pending updates": what is not paid does not change. There are none where nothing is charged by itself.
            ...(!change.subscription.isInvoiced && { payment_behavior: 'pending_if_incomplete' as const }),
          },
          keyed(key),
        ),
      );
      if (!changed.pending_update) return { kind: 'PAID' };
      const invoiceId = idOf(changed.latest_invoice, 'latest_invoice');
      const payments = await throughStripe(() =>
        stripe.invoicePayments.list({ invoice: invoiceId, limit: 1, expand: ['data.payment.payment_intent'] }),
      );
      const intent = payments.data[0]?.payment.payment_intent;
      // Whatever is still under way may yet go through: only what was refused is taken back.
      const isRefused =
        typeof intent !== 'object' || intent.status === 'requires_payment_method' || intent.status === 'canceled';
      if (!isRefused) return { kind: 'ACTION', invoiceId };
      // Voiding its invoice takes the update back: nobody is charged for it later.
      await throughStripe(() => stripe.invoices.voidInvoice(invoiceId, {}, keyed(`${key}-void`)));
      return { kind: 'DECLINED' };
    },

    async cancelSubscription(id, { immediately, reason, comment }, key) {
      const details = { ...(reason !== null && { feedback: reason }), ...(comment !== null && { comment }) };
      if (!immediately) {
        await throughStripe(() =>
          stripe.subscriptions.update(id, { cancel_at_period_end: true, cancellation_details: details }, keyed(key)),
        );
        return;
      }
      try {
        await stripe.subscriptions.cancel(
          id,
          { cancellation_details: details, prorate: false, invoice_now: false },
          keyed(key),
        );
      } catch (error) {
        // Ended already: by the same request, which nobody heard the answer of, or by somebody else.
        if (!isStripeNotFound(error)) throw fromStripeError(error);
      }
    },

    async resumeSubscription({ id, status }, key) {
      if (status !== 'PAUSED') {
        await throughStripe(() => stripe.subscriptions.update(id, { cancel_at_period_end: false }, keyed(key)));
        return { kind: 'PAID' };
      }
      const resumed = await throughStripe(() => stripe.subscriptions.resume(id, {}, keyed(key)));
      // Stripe API, "Resume a subscription": it stays paused until its invoice is paid, which is then the customer's to do.
      return resumed.status === 'paused' && resumed.latest_invoice !== null
        ? { kind: 'ACTION', invoiceId: idOf(resumed.latest_invoice, 'latest_invoice') }
        : { kind: 'PAID' };
    },

    async nextAction(id) {
      const invoice = await throughStripe(() => stripe.invoices.retrieve(id, { expand: ['confirmation_secret'] }));
      return {
        clientSecret: expect.optionalString(
          invoice.confirmation_secret?.client_secret,
          'confirmation_secret.client_secret',
        ),
        hostedUrl: expect.optionalString(invoice.hosted_invoice_url, 'hosted_invoice_url'),
      };
    },

    async updateDetails(customer, { name, email, address }, key) {
      try {
        await stripe.customers.update(
          customer,
          {
            ...(name !== undefined && { name }),
            ...(email !== undefined && { email }),
            ...(address && { address: toStripeAddress(address) }),
          },
          keyed(key),
        );
        return true;
      } catch (error) {
        if (stripeCode(error) === 'email_invalid' || stripeCode(error) === 'parameter_invalid_string_blank')
          return false;
        throw fromStripeError(error);
      }
    },

    async portalSession(customer, returnUrl, flow, key) {
      const session = await throughStripe(() =>
        stripe.billingPortal.sessions.create(
          { customer, return_url: returnUrl, ...(flow && { flow_data: toStripeFlow(flow) }) },
          keyed(key),
        ),
      );
      return expect.string(session.url, 'session.url');
    },
  };
}
