import { StripeError } from './errors.ts';
import { nextPeriodLines, prorations } from './invoice-lines.ts';
import { makeInvoice } from './objects/invoices.ts';
import type { StripeObject, StripeStore } from './store.ts';
import {
  changeItemsAt,
  isLive,
  itemsOf,
  nowSeconds,
  periodEndOf,
  startsNewPeriod,
  type ItemChange,
} from './subscription-items.ts';

export interface PreviewRequest {
  readonly customer: StripeObject;
  /** Default: the customer's subscription with the next invoice. */
  readonly subscription?: StripeObject;
  readonly changes?: readonly ItemChange[];
  /** Seconds since the epoch; default: now. */
  readonly prorationDate?: number;
  readonly behavior?: string;
}

/** The next invoice of a customer, as a draft. Throws a StripeError if no invoice is due. */
export function previewInvoice(
  store: StripeStore,
  request: PreviewRequest,
  pendingLines: (subscriptionId: string) => readonly StripeObject[],
): StripeObject {
  const { customer, changes = [], prorationDate, behavior = 'create_prorations' } = request;
  const subscription = request.subscription ?? nextInvoiced(store, customer);
  if (!subscription || !isLive(subscription)) {
    throw new StripeError(404, {
      type: 'invalid_request_error',
      code: 'invoice_upcoming_none',
      message: `No upcoming invoices for customer: ${customer.id}`,
    });
  }
  const date = prorationDate ?? nowSeconds();
  const before = itemsOf(subscription, store);
  const after = changeItemsAt(store, before, changes, date);
  const prorated =
    changes.length > 0 && behavior !== 'none' ? prorations(store, subscription, before, after, date) : [];
  const isImmediate = startsNewPeriod(before, after) || (changes.length > 0 && behavior === 'always_invoice');
  const lines = [
    ...pendingLines(subscription.id),
    ...prorated,
    ...(isImmediate || subscription.cancel_at_period_end ? [] : nextPeriodLines(store, subscription, after)),
  ];
  const due = isImmediate ? date : periodEndOf(subscription, store);
  const id = store.nextId('upcoming_in');
  store.keepLines(id, lines);
  return makeInvoice({
    id,
    customer,
    currency: String(subscription.currency),
    created: due,
    status: 'draft',
    lines,
    number: null,
    subscription: subscription.id,
    ...(changes.length > 0 && { prorationDate: date }),
    overrides: {
      billing_reason: 'upcoming',
      next_payment_attempt: due + 3_600,
      period_start: before[0]?.start ?? due,
      period_end: due,
    },
  });
}

function nextInvoiced(store: StripeStore, customer: StripeObject): StripeObject | undefined {
  const [next] = store
    .by('subscriptions', 'customer', customer.id)
    .filter(isLive)
    .filter(({ cancel_at_period_end: isEnding, status }) => !isEnding && status !== 'paused')
    .sort((a, b) => periodEndOf(a, store) - periodEndOf(b, store));
  return next;
}
