import { StripeError } from './errors.ts';
import { nextPeriodLines, prorations } from './invoice-lines.ts';
import { makeInvoice } from './objects/invoices.ts';
import type { StripeObject, StripeStore } from './store.ts';
import {
  changeItemsAt,
  isInTrial,
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
  const after = changeItemsAt(store, subscription, changes, date);
  const isTrial = isInTrial(subscription);
  const prorated =
    changes.length > 0 && behavior !== 'none' && !isTrial ? prorations(store, subscription, before, after, date) : [];
  const isImmediate =
    (startsNewPeriod(before, after) && !isTrial) || (changes.length > 0 && behavior === 'always_invoice');
  const lines = [
    ...pendingLines(subscription.id),
    ...prorated,
    ...(isImmediate || endsWithPeriod(subscription, store) ? [] : nextPeriodLines(store, subscription, after)),
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

/** Whether the subscription ends with the running period, in either billing mode. */
const endsWithPeriod = (subscription: StripeObject, store: StripeStore): boolean =>
  subscription.cancel_at_period_end === true ||
  (typeof subscription.cancel_at === 'number' && subscription.cancel_at <= periodEndOf(subscription, store));

function nextInvoiced(store: StripeStore, customer: StripeObject): StripeObject | undefined {
  const [next] = store
    .by('subscriptions', 'customer', customer.id)
    .filter(isLive)
    .filter((subscription) => !endsWithPeriod(subscription, store) && subscription.status !== 'paused')
    .sort((a, b) => periodEndOf(a, store) - periodEndOf(b, store));
  return next;
}
