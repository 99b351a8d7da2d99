import type Stripe from 'stripe';
import type { PaymentOutcome } from '../domain/payment.ts';
import type { Subscription } from '../domain/subscription.ts';
import type { BillingSource } from '../port.ts';
import { withKey } from './client.ts';
import { callStripe, fromStripeError, isStripeItemRefused, isStripeNotFound } from './errors.ts';
import { parse, reference } from './mapping/fields.ts';
import { toStripeItems, toStripeProration } from './mapping/subscription-change.ts';
import { emptyWithoutCustomer } from './missing.ts';
import { readAllPages } from './pages.ts';
import type { StripeSchedules } from './subscription-schedules.ts';
import { subscriptionExpansions, type CompleteSubscriptions } from './whole-subscriptions.ts';

type Subscriptions = Pick<
  BillingSource,
  'subscriptions' | 'changeSubscription' | 'cancelSubscription' | 'resumeSubscription'
>;

/** The expansions of a list of subscriptions. The diagnosis makes the same read. */
export const subscriptionListExpansions = subscriptionExpansions.map((field) => `data.${field}`);

export function createStripeSubscriptions(
  stripe: Stripe,
  whole: CompleteSubscriptions,
  schedules: StripeSchedules,
): Subscriptions {
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

  /**
   * Removes a scheduled end, and returns whether the subscription goes on. Stripe accepts one of the two parameters at a time.
   * In the flexible billing mode each of them leaves the other as it is (Stripe, "Compare billing modes").
   */
  async function removeEnd({ id, cancelsWithPeriod }: Subscription, key: string): Promise<boolean> {
    // Each change has a key of its own: after a lost response the other one can come first.
    const changes = [
      { change: { cancel_at_period_end: false }, requestKey: `${key}-period` },
      { change: { cancel_at: '' as const }, requestKey: `${key}-time` },
    ];
    for (const { change, requestKey } of cancelsWithPeriod ? changes : changes.toReversed()) {
      const changed = await callStripe(() => stripe.subscriptions.update(id, change, withKey(requestKey)));
      if (!changed.cancel_at_period_end && changed.cancel_at === null) return true;
    }
    return false;
  }

  return {
    subscriptions: (customer) =>
      emptyWithoutCustomer([], async () => {
        const query = { customer, status: 'all' as const, expand: subscriptionListExpansions };
        const all = await readAllPages((page) => stripe.subscriptions.list({ ...query, ...page }));
        return whole.ownedBy(customer, all);
      }),

    async changeSubscription(_customer, change, key) {
      const { id, isInvoiced } = change.subscription;
      const update = {
        items: toStripeItems(change),
        ...toStripeProration(change),
        // Stripe, "Pending updates": an unpaid change is not applied. Not available for subscriptions paid by invoice.
        ...(!isInvoiced && { payment_behavior: 'pending_if_incomplete' as const }),
      };
      try {
        const changed = await stripe.subscriptions.update(id, update, withKey(key));
        if (!changed.pending_update) return { kind: 'PAID' };
        return await settlePendingUpdate(parse(reference, changed.latest_invoice, 'latest_invoice'), key);
      } catch (error) {
        if (isStripeItemRefused(error)) return { kind: 'REFUSED' };
        throw fromStripeError(error);
      }
    },

    async cancelSubscription({ id, scheduleId }, { immediately, reason, comment }, key) {
      const details = { ...(reason !== null && { feedback: reason }), ...(comment !== null && { comment }) };
      if (!immediately) {
        if (scheduleId !== null) await schedules.release(scheduleId, key);
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

    async resumeSubscription(subscription, key) {
      const { id, status, scheduleId } = subscription;
      if (status !== 'PAUSED') {
        const goesOn =
          scheduleId === null ? await removeEnd(subscription, key) : await schedules.removeEnd(scheduleId, id, key);
        return { kind: goesOn ? 'PAID' : 'REFUSED' };
      }
      const resumed = await callStripe(() => stripe.subscriptions.resume(id, {}, withKey(key)));
      // Stripe API, "Resume a subscription": it stays paused until the customer has paid its invoice.
      return resumed.status === 'paused' && resumed.latest_invoice !== null
        ? { kind: 'ACTION', invoiceId: parse(reference, resumed.latest_invoice, 'latest_invoice') }
        : { kind: 'PAID' };
    },
  };
}
