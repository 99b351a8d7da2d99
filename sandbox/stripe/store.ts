/** What a Stripe account holds: objects as the API answers them, ids where the API has ids. */

export interface StripeObject {
  readonly id: string;
  readonly object: string;
  [field: string]: unknown;
}

export const collections = [
  'customers',
  'products',
  'prices',
  'subscriptions',
  'invoices',
  'payment_methods',
  'payment_intents',
  'charges',
  'credit_notes',
  'invoice_payments',
  'setup_intents',
  'tax_ids',
  'features',
  'active_entitlements',
  'refunds',
  'webhook_endpoints',
] as const;
export type Collection = (typeof collections)[number];

export interface StripeStore {
  get(collection: Collection, id: string): StripeObject | undefined;
  put(collection: Collection, object: StripeObject): StripeObject;
  remove(collection: Collection, id: string): void;
  /** Newest first. */
  list(collection: Collection, where?: (object: StripeObject) => boolean): StripeObject[];
  /** By one field, newest first: without a walk over everything. */
  by(collection: Collection, field: 'customer' | 'subscription_id' | 'invoice', value: string): StripeObject[];
  nextId(prefix: string): string;
  /** An invoice carries its first lines; all of them are kept beside it. */
  putInvoice(invoice: StripeObject, lines: readonly StripeObject[]): StripeObject;
  /** Those of a preview, too: it has an id, and is no invoice. */
  keepLines(invoiceId: string, lines: readonly StripeObject[]): void;
  linesOf(invoiceId: string): readonly StripeObject[];
}

/** Objects of one collection that were made together keep the order in which they were made. */
export function createStripeStore(): StripeStore {
  const objects = new Map<Collection, Map<string, StripeObject>>(collections.map((name) => [name, new Map()]));
  const order = new Map<string, number>();
  const lines = new Map<string, readonly StripeObject[]>();
  let counter = 0;
  const of = (collection: Collection): Map<string, StripeObject> => {
    const found = objects.get(collection);
    if (!found) throw new Error(`no collection ${collection}`);
    return found;
  };
  const newestFirst = (a: StripeObject, b: StripeObject): number =>
    Number(b.created ?? 0) - Number(a.created ?? 0) || (order.get(b.id) ?? 0) - (order.get(a.id) ?? 0);

  const store: StripeStore = {
    get: (collection, id) => of(collection).get(id),
    put(collection, object) {
      if (!order.has(object.id)) order.set(object.id, (counter += 1));
      of(collection).set(object.id, object);
      return object;
    },
    remove: (collection, id) => void of(collection).delete(id),
    list: (collection, where = () => true) => [...of(collection).values()].filter(where).sort(newestFirst),
    by: (collection, field, value) => [...of(collection).values()].filter((object) => object[field] === value).sort(newestFirst),
    nextId: (prefix) => `${prefix}_sandbox${(counter += 1).toString(36).padStart(10, '0')}`,
    putInvoice(invoice, all) {
      store.keepLines(invoice.id, all);
      return store.put('invoices', invoice);
    },
    keepLines: (invoiceId, all) => void lines.set(invoiceId, all),
    linesOf: (invoiceId) => lines.get(invoiceId) ?? [],
  };
  return store;
}
