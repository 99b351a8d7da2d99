import { makeInvoiceLine } from './objects/invoice-lines.ts';
import { amountOf, periodEnd, recurringOf } from './pricing.ts';
import type { StripeObject, StripeStore } from './store.ts';
import { changesInterval, type Item } from './subscription-items.ts';

function productName(store: StripeStore, price: StripeObject): string {
  const name = store.get('products', String(price.product))?.name;
  return typeof name === 'string' ? name : 'Product';
}

/** Credits and debits of a change, for the rest of the running period. */
export function prorations(
  store: StripeStore,
  subscription: StripeObject,
  before: readonly Item[],
  after: readonly Item[],
  date: number,
): StripeObject[] {
  const currency = String(subscription.currency);
  const day = new Date(date * 1_000).toISOString().slice(0, 10);
  return before.flatMap((old) => {
    const next = after.find(({ id }) => id === old.id);
    if (next && next.price.id === old.price.id && next.quantity === old.quantity) return [];
    const remainingShare = Math.min(1, Math.max(0, (old.end - date) / (old.end - old.start)));
    const base = {
      invoice: null,
      currency,
      subscription: subscription.id,
      item: old.id,
      proration: true,
    };
    const credit = makeInvoiceLine({
      ...base,
      id: store.nextId('il'),
      amount: -Math.round(amountOf(old.price, old.quantity, currency) * remainingShare),
      description: `Unused time on ${old.quantity ?? 1} × ${productName(store, old.price)} after ${day}`,
      quantity: old.quantity,
      period: { start: date, end: old.end },
      price: old.price,
    });
    if (!next) return [credit];
    const isNewPeriod = changesInterval(old, next);
    const debit = makeInvoiceLine({
      ...base,
      id: store.nextId('il'),
      amount: isNewPeriod
        ? amountOf(next.price, next.quantity, currency)
        : Math.round(amountOf(next.price, next.quantity, currency) * remainingShare),
      description: `${isNewPeriod ? '' : 'Remaining time on '}${next.quantity ?? 1} × ${productName(store, next.price)}${isNewPeriod ? '' : ` after ${day}`}`,
      quantity: next.quantity,
      period: { start: date, end: isNewPeriod ? periodEnd(date, recurringOf(next.price)) : old.end },
      price: next.price,
      proration: !isNewPeriod,
    });
    return [credit, debit];
  });
}

/** The lines of the period after the running one. */
export const nextPeriodLines = (
  store: StripeStore,
  subscription: StripeObject,
  items: readonly Item[],
): StripeObject[] =>
  items.map((item) =>
    makeInvoiceLine({
      id: store.nextId('il'),
      invoice: null,
      amount: amountOf(item.price, item.quantity, String(subscription.currency)),
      currency: String(subscription.currency),
      description: `${item.quantity ?? 1} × ${productName(store, item.price)}`,
      quantity: item.quantity,
      period: { start: item.end, end: periodEnd(item.end, recurringOf(item.price)) },
      subscription: subscription.id,
      item: item.id,
      price: item.price,
      proration: false,
    }),
  );
