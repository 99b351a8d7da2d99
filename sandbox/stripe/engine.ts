import { invalid, StripeError } from './errors.ts';
import { nextPeriodLines, prorations } from './invoice-lines.ts';
import { issueInvoice } from './invoicing.ts';
import { makeSubscriptionItem } from './objects/subscriptions.ts';
import { chargeInvoice, paymentMethodOf, subscriptionOfInvoice } from './payments.ts';
import { previewInvoice, type PreviewRequest } from './preview.ts';
import { periodEnd, recurringOf, withoutExpandables } from './pricing.ts';
import type { StripeObject, StripeStore } from './store.ts';
import {
  changeItemsAt,
  changesInterval,
  isInTrial,
  itemsOf,
  nowSeconds,
  paysByInvoice,
  startsNewPeriod,
  type Item,
  type ItemChange,
} from './subscription-items.ts';
import { assertChargeable } from './test-cards.ts';

/** The effects that Stripe computes for a request: periods, prorations, invoices and payments. */
export interface Engine {
  preview(request: PreviewRequest): StripeObject;
  changeItems(
    subscription: StripeObject,
    changes: readonly ItemChange[],
    options: { behavior: string; date: number; paymentBehavior: string },
  ): void;
  pay(invoice: StripeObject, methodId: string | null): StripeObject;
  cancel(subscription: StripeObject): void;
  /** Ends a pause once its invoice is paid. */
  resume(subscription: StripeObject): void;
  void(invoice: StripeObject): StripeObject;
}

export function createEngine(store: StripeStore): Engine {
  /** By invoice: the change of the subscription that its payment applies. */
  const updatesOnPayment = new Map<string, { readonly subscription: StripeObject; readonly apply: () => void }>();
  /** By subscription: lines for the next invoice. */
  const pendingLines = new Map<string, StripeObject[]>();

  function changedItems(
    subscription: StripeObject,
    before: readonly Item[],
    after: readonly Item[],
    date: number,
  ): StripeObject[] {
    return after.map((item) => {
      const known = before.find(({ id }) => id === item.id);
      const start = known && changesInterval(known, item) && !isInTrial(subscription) ? date : item.start;
      return makeSubscriptionItem({
        id: item.id,
        subscription: subscription.id,
        price: withoutExpandables(item.price),
        quantity: item.quantity,
        created: date,
        current_period_start: start,
        current_period_end: start === item.start ? item.end : periodEnd(start, recurringOf(item.price)),
      });
    });
  }

  /** Stripe, "Pending updates": payment of the invoice applies the change, and voiding it discards the change. */
  function holdUpdate(
    subscription: StripeObject,
    invoice: StripeObject,
    items: readonly StripeObject[],
    date: number,
    apply: () => void,
  ): void {
    subscription.pending_update = {
      billing_cycle_anchor: null,
      cancel_at_period_end: null,
      discount: null,
      discounts: null,
      expires_at: date + 82_800,
      metadata: null,
      subscription_items: items,
      trial_end: null,
      trial_from_plan: null,
    };
    updatesOnPayment.set(invoice.id, {
      subscription,
      apply() {
        apply();
        subscription.pending_update = null;
      },
    });
  }

  const engine: Engine = {
    preview: (request) => previewInvoice(store, request, (subscriptionId) => pendingLines.get(subscriptionId) ?? []),

    changeItems(subscription, changes, { behavior, date, paymentBehavior }) {
      if (paysByInvoice(subscription) && paymentBehavior === 'pending_if_incomplete') {
        throw invalid('Pending updates need `collection_method` to be `charge_automatically`.', 'payment_behavior');
      }
      const before = itemsOf(subscription, store);
      const after = changeItemsAt(store, subscription, changes, date);
      const prorated =
        behavior === 'none' || isInTrial(subscription) ? [] : prorations(store, subscription, before, after, date);
      const isInvoicedNow = (behavior === 'always_invoice' || startsNewPeriod(before, after)) && prorated.length > 0;
      if (isInvoicedNow && paymentBehavior === 'error_if_incomplete')
        assertChargeable(paymentMethodOf(store, String(subscription.customer), null, subscription));
      const items = changedItems(subscription, before, after, date);
      const apply = () => {
        (subscription.items as { data: StripeObject[] }).data = items;
      };
      if (prorated.length === 0) {
        apply();
        return;
      }
      const lines = [...(pendingLines.get(subscription.id) ?? []), ...prorated];
      if (!isInvoicedNow) {
        apply();
        pendingLines.set(subscription.id, lines);
        return;
      }
      pendingLines.delete(subscription.id);
      const invoice = issueInvoice(store, subscription, lines, date);
      const appliesOnPayment = paymentBehavior === 'pending_if_incomplete';
      if (!appliesOnPayment) apply();
      if (paysByInvoice(subscription)) return;
      try {
        engine.pay(invoice, null);
        if (appliesOnPayment) apply();
      } catch (error) {
        if (!(error instanceof StripeError)) throw error;
        if (appliesOnPayment) holdUpdate(subscription, invoice, items, date, apply);
        else subscription.status = 'past_due';
      }
    },

    resume(subscription) {
      const lines = nextPeriodLines(store, subscription, itemsOf(subscription, store));
      const invoice = issueInvoice(store, subscription, lines, nowSeconds());
      updatesOnPayment.set(invoice.id, {
        subscription,
        apply() {
          subscription.status = 'active';
        },
      });
      try {
        engine.pay(invoice, null);
      } catch (error) {
        if (!(error instanceof StripeError)) throw error;
      }
    },

    pay(invoice, methodId) {
      if (invoice.status === 'paid') throw invalid('Invoice is already paid', undefined, 'invoice_already_paid');
      if (invoice.status !== 'open') throw invalid('This invoice can not be paid.', undefined, 'invoice_not_open');
      const amount = Number(invoice.amount_due);
      const time = nowSeconds();
      const subscription = subscriptionOfInvoice(store, invoice);
      const method = paymentMethodOf(store, String(invoice.customer), methodId, subscription);
      if (amount !== 0) chargeInvoice(store, invoice, method, time);
      Object.assign(invoice, {
        status: 'paid',
        amount_paid: amount,
        amount_remaining: 0,
        attempted: true,
        auto_advance: false,
      });
      (invoice.status_transitions as { paid_at: number }).paid_at = time;
      updatesOnPayment.get(invoice.id)?.apply();
      updatesOnPayment.delete(invoice.id);
      return invoice;
    },

    void(invoice) {
      if (invoice.status !== 'open')
        throw invalid('You can only void an open invoice.', undefined, 'invoice_not_editable');
      Object.assign(invoice, { status: 'void', auto_advance: false });
      (invoice.status_transitions as { voided_at: number }).voided_at = nowSeconds();
      const update = updatesOnPayment.get(invoice.id);
      if (update) update.subscription.pending_update = null;
      updatesOnPayment.delete(invoice.id);
      return invoice;
    },

    cancel(subscription) {
      const time = nowSeconds();
      Object.assign(subscription, {
        status: 'canceled',
        canceled_at: subscription.canceled_at ?? time,
        ended_at: time,
        cancel_at_period_end: false,
      });
      pendingLines.delete(subscription.id);
    },
  };
  return engine;
}
