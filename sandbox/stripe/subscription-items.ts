import { invalid } from './errors.ts';
import { currenciesOf, recurringOf } from './pricing.ts';
import type { StripeObject, StripeStore } from './store.ts';

export interface Item {
  readonly id: string;
  /** The full price, with its tiers. */
  readonly price: StripeObject;
  readonly quantity: number | null;
  readonly start: number;
  readonly end: number;
}

export interface ItemChange {
  readonly id?: string;
  readonly price?: string;
  readonly quantity?: number;
  readonly deleted?: boolean;
}

export const nowSeconds = (): number => Math.floor(Date.now() / 1_000);

export const isLive = ({ status }: StripeObject): boolean => status !== 'canceled' && status !== 'incomplete_expired';

/** Stripe, "Collection methods": the customer receives the invoice and pays it within days. */
export const paysByInvoice = (subscription: StripeObject): boolean => subscription.collection_method === 'send_invoice';

/** The items of a subscription, with prices from the store: the prices in the items have no tiers. */
export const itemsOf = (subscription: StripeObject, store: StripeStore): Item[] =>
  (subscription.items as { data: StripeObject[] }).data.map((item) => ({
    id: item.id,
    price: store.get('prices', (item.price as StripeObject).id) ?? (item.price as StripeObject),
    quantity: typeof item.quantity === 'number' ? item.quantity : null,
    start: Number(item.current_period_start),
    end: Number(item.current_period_end),
  }));

export const periodEndOf = (subscription: StripeObject, store: StripeStore): number =>
  Math.min(...itemsOf(subscription, store).map((item) => item.end));

/** Stripe, "Trials": a subscription in its trial is charged nothing, so its changes are not prorated. */
export const isInTrial = ({ status }: StripeObject): boolean => status === 'trialing';

/** The items of a subscription after changes at a date. Throws a StripeError for an unknown item or price. */
export function changeItemsAt(
  store: StripeStore,
  subscription: StripeObject,
  changes: readonly ItemChange[],
  date: number,
): Item[] {
  const items = itemsOf(subscription, store);
  const activePrice = (id: string) => chargeablePrice(store, id, String(subscription.currency));
  const kept = items.flatMap((item) => {
    const change = changes.find(({ id }) => id === item.id);
    if (change?.deleted) return [];
    if (!change) return [item];
    return [
      {
        ...item,
        price: change.price === undefined ? item.price : activePrice(change.price),
        quantity: change.quantity ?? item.quantity,
      },
    ];
  });
  const [first] = items;
  const added = changes
    .filter((change) => change.id === undefined && change.price !== undefined)
    .map((change) => ({
      id: store.nextId('si'),
      price: activePrice(change.price ?? ''),
      quantity: change.quantity ?? 1,
      start: date,
      end: first?.end ?? date,
    }));
  for (const { id } of changes) {
    if (id !== undefined && !items.some((item) => item.id === id))
      throw invalid(`The item ${id} is not part of this subscription.`, 'items');
  }
  return [...kept, ...added];
}

/** An active price in a currency. Stripe refuses every other one: a customer has one currency. */
function chargeablePrice(store: StripeStore, id: string, currency: string): StripeObject {
  const found = store.get('prices', id);
  if (!found) throw invalid(`No such price: '${id}'`, 'items[0][price]', 'resource_missing');
  if (!found.active)
    throw invalid('The price specified is inactive. This field only accepts active prices.', 'items[0][price]');
  const currencies = currenciesOf(found);
  if (!currencies.includes(currency))
    throw invalid(
      `The price specified only supports \`${currencies.join('`, `')}\`. This doesn't match the expected currency: \`${currency}\`.`,
      'items[0][price]',
    );
  return found;
}

/** A change of the interval starts a new period at once. */
export const changesInterval = (before: Item, after: Item): boolean =>
  recurringOf(before.price).interval !== recurringOf(after.price).interval;

export const startsNewPeriod = (before: readonly Item[], after: readonly Item[]): boolean =>
  before.some((old) => after.some((next) => next.id === old.id && changesInterval(old, next)));
