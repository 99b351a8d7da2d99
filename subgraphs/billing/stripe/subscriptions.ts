import type Stripe from 'stripe';
import type { PaymentOutcome } from '../domain/payment.ts';
import type { BillingSource } from '../port.ts';
import { withKey } from './client.ts';
import { callStripe, fromStripeError, isStripeNotFound } from './errors.ts';
import { idOf } from './mapping/fields.ts';
import { toStripeItems, toStripeProration } from './mapping/subscription-change.ts';
import { fromStripeSubscription } from './mapping/subscription.ts';
import { emptyWithoutCustomer } from './missing.ts';
import { readAllPages } from './pages.ts';

type Subscriptions = Pick<
  BillingSource,
  'subscriptions' | 'changeSubscription' | 'cancelSubscription' | 'resumeSubscription'
>;

export function createStripeSubscriptions(stripe: Stripe): Subscriptions {
  /** The outcome of a change that waits for its payment. A refused one is withdrawn. */
  async function settlePendingUpdate(invoiceId: string, key: string): Promise<PaymentOutcome> {
    const payments = await callStripe(() =>
      stripe.invoicePayments.list({ invoice: invoiceId, limit: 1, expand: ['data.payment.payment_intent'] }),
    );
    const intent = payments.data[0]?.payment.payment_intent;
    // A payment in another state may still succeed, so only a refused one is withdrawn.
    const isRefused =
      typeof intent !== 'object' || intent.status === 'requires_payment_method' || intent.status === 'canceled';
    if (!isRefused) return { kind: 'ACTION', invoiceId };
    // Voiding the invoice withdraws the update; otherwise Stripe could charge it later.
    await callStripe(() => stripe.invoices.voidInvoice(invoiceId, {}, withKey(`${key}-void`)));
    return { kind: 'DECLINED' };
  }

  return {
    subscriptions: (customer) =>
      emptyWithoutCustomer([], async () => {
        const all = await readAllPages((page) =>
          stripe.subscriptions.list({ customer, status: 'all', expand: ['data.latest_invoice'], ...page }),
        );
        return all.map(fromStripeSubscription);
      }),

    async changeSubscription(_customer, change, key) {
      const { id, isInvoiced } = change.subscription;
      const update = {
        items: toStripeItems(change),
        ...toStripeProration(change),
        // Stripe, "Pending updates": an unpaid change is not applied. Not available for subscriptions paid by invoice.
        ...(!isInvoiced && { payment_behavior: 'pending_if_incomplete' as const }),
      };
      const changed = await callStripe(() => stripe.subscriptions.update(id, update, withKey(key)));
      if (!changed.pending_update) return { kind: 'PAID' };
      return settlePendingUpdate(idOf(changed.latest_invoice, 'latest_invoice'), key);
    },

    async cancelSubscription(id, { immediately, reason, comment }, key) {
      const details = { ...(reason !== null && { feedback: reason }), ...(comment !== null && { comment }) };
      if (!immediately) {
        const update = { cancel_at_period_end: true, cancellation_details: details };
        await callStripe(() => stripe.subscriptions.update(id, update, withKey(key)));
        return;
      }
      try {
        const cancellation = { cancellation_details: details, prorate: false, invoice_now: false };
        await stripe.subscriptions.cancel(id, cancellation, withKey(key));
      } catch (error) {
        // It has ended already: by another request, or by this one if its response was lost.
        if (!isStripeNotFound(error)) throw fromStripeError(error);
      }
    },

    async resumeSubscription({ id, status }, key) {
      if (status !== 'PAUSED') {
        await callStripe(() => stripe.subscriptions.update(id, { cancel_at_period_end: false }, withKey(key)));
        return { kind: 'PAID' };
      }
      const resumed = await callStripe(() => stripe.subscriptions.resume(id, {}, withKey(key)));
      // Stripe API, "Resume a subscription": it stays paused until the customer has paid its invoice.
      return resumed.status === 'paused' && resumed.latest_invoice !== null
        ? { kind: 'ACTION', invoiceId: idOf(resumed.latest_invoice, 'latest_invoice') }
        : { kind: 'PAID' };
    },
  };
}
