import type Stripe from 'stripe';
import type { PaymentOutcome } from '../domain/payment.ts';
import type { BillingSource } from '../port.ts';
import { withKey } from './client.ts';
import { callStripe, fromStripeError, isStripePaymentRefused, stripeCode } from './errors.ts';
import { optionalText, parse } from './mapping/fields.ts';
import { fromStripePaymentIntent, paymentIntentExpansions } from './mapping/payment-intent.ts';
import { emptyWithoutCustomer } from './missing.ts';
import { emptyPage, fromStripePage, toStripePage } from './pages.ts';

type Payments = Pick<BillingSource, 'payments' | 'payInvoice' | 'nextAction'>;

/** The expansions of a list of payments. The diagnosis makes the same read. */
export const paymentExpansions = paymentIntentExpansions.map((field) => `data.${field}`);

/** Codes with which the bank asks the customer to confirm a payment (Stripe API, "Error codes"). */
const confirmationCodes = new Set<unknown>([
  'invoice_payment_intent_requires_action',
  'subscription_payment_intent_requires_action',
  'authentication_required',
]);

/** The outcome of a payment that Stripe refused; null for any other error. */
function refusedPayment(error: unknown, invoiceId: string): PaymentOutcome | null {
  if (confirmationCodes.has(stripeCode(error))) return { kind: 'ACTION', invoiceId };
  return isStripePaymentRefused(error) ? { kind: 'DECLINED' } : null;
}

export function createStripePayments(stripe: Stripe): Payments {
  return {
    payments: (customer, page) =>
      emptyWithoutCustomer(emptyPage, async () => {
        const list = await stripe.paymentIntents.list({ customer, ...toStripePage(page), expand: paymentExpansions });
        return fromStripePage(list, (intent) => fromStripePaymentIntent(intent, customer));
      }),

    async payInvoice(invoiceId, method, key) {
      try {
        await stripe.invoices.pay(invoiceId, method === null ? {} : { payment_method: method }, withKey(key));
        return { kind: 'PAID' };
      } catch (error) {
        const outcome = refusedPayment(error, invoiceId);
        if (outcome) return outcome;
        throw fromStripeError(error);
      }
    },

    async nextAction(id) {
      const invoice = await callStripe(() => stripe.invoices.retrieve(id, { expand: ['confirmation_secret'] }));
      return {
        clientSecret: parse(optionalText, invoice.confirmation_secret?.client_secret, 'confirmation_secret'),
        hostedUrl: parse(optionalText, invoice.hosted_invoice_url, 'hosted_invoice_url'),
      };
    },
  };
}
