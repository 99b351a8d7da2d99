import type { Webhooks } from '../webhooks.ts';
import type { StripeRequest } from './routes/router.ts';
import { collections, type StripeObject, type StripeStore } from './store.ts';

const updated: Readonly<Record<string, (object: StripeObject) => string>> = {
  subscription: ({ status }) =>
    status === 'canceled' ? 'customer.subscription.deleted' : 'customer.subscription.updated',
  invoice: ({ status }) =>
    status === 'paid' ? 'invoice.paid' : status === 'void' ? 'invoice.voided' : 'invoice.updated',
};
const created: Readonly<Record<string, string>> = {
  subscription: 'customer.subscription.created',
  invoice: 'invoice.created',
};

/** Sends the event of a changed object. The graph uses events of subscriptions and invoices only. */
export function sendChangeEvent(object: StripeObject, webhooks: Webhooks): void {
  const type = updated[object.object]?.(object);
  if (type !== undefined) webhooks.stripe(type, object);
}

/** The customer whose objects a request can change. */
function customerOf(store: StripeStore, { params: { id }, input: { customer } }: StripeRequest): string | null {
  if (typeof customer === 'string') return customer;
  if (id === undefined) return null;
  const object = collections.map((collection) => store.get(collection, id)).find((found) => found !== undefined);
  if (object?.object === 'customer') return object.id;
  return typeof object?.customer === 'string' ? object.customer : null;
}

/** The customer's subscriptions and invoices as text, by id. */
const stateOf = (store: StripeStore, customer: string): ReadonlyMap<string, readonly [StripeObject, string]> =>
  new Map(
    (['subscriptions', 'invoices'] as const)
      .flatMap((collection) => store.by(collection, 'customer', customer))
      .map((object) => [object.id, [object, JSON.stringify(object)]]),
  );

/** Runs a request and sends the events of the subscriptions and invoices that it changed. Previews change none. */
export function withEvents<T>(store: StripeStore, webhooks: Webhooks, request: StripeRequest, run: () => T): T {
  const customer = customerOf(store, request);
  if (customer === null) return run();
  const before = stateOf(store, customer);
  try {
    return run();
  } finally {
    for (const [id, [object, text]] of stateOf(store, customer)) {
      const known = before.get(id);
      const creation = created[object.object];
      if (!known && creation !== undefined) webhooks.stripe(creation, object);
      const isAsCreated = object.object === 'subscription' || object.status === 'open';
      if (known ? known[1] !== text : !isAsCreated) sendChangeEvent(object, webhooks);
    }
  }
}
