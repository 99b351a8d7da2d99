/** An object of the API, unexpanded. */
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
  'subscription_schedules',
] as const;
export type Collection = (typeof collections)[number];

export interface StripeStore {
  get(collection: Collection, id: string): StripeObject | undefined;
  put(collection: Collection, object: StripeObject): StripeObject;
  remove(collection: Collection, id: string): void;
  /** Newest first. */
  list(collection: Collection, where?: (object: StripeObject) => boolean): StripeObject[];
  /** Objects with a value in one field, newest first. */
  by(collection: Collection, field: 'customer' | 'subscription_id' | 'invoice', value: string): StripeObject[];
  /** Customers by a metadata value in the search index, which lags behind. */
  customersWith(key: string, value: string): StripeObject[];
  /** Brings the search index up to date at once. */
  catchUpIndex(): void;
  nextId(prefix: string): string;
  /** Stores an invoice and all its lines: the invoice itself contains the first ones only. */
  putInvoice(invoice: StripeObject, lines: readonly StripeObject[]): StripeObject;
  /** Stores lines alone, also those of a preview, which is no stored invoice. */
  keepLines(invoiceId: string, lines: readonly StripeObject[]): void;
  linesOf(invoiceId: string): readonly StripeObject[];
}

interface Version {
  readonly at: number;
  readonly metadata: Readonly<Record<string, string>>;
}

export interface StripeStoreOptions {
  /** How long the search index lags behind, in milliseconds. */
  readonly searchLagMs: number;
}

/** A store in memory. Lists of objects with the same creation time follow their insertion order. */
export function createStripeStore({ searchLagMs }: StripeStoreOptions): StripeStore {
  const objects = new Map<Collection, Map<string, StripeObject>>(collections.map((name) => [name, new Map()]));
  const order = new Map<string, number>();
  const lines = new Map<string, readonly StripeObject[]>();
  const versions = new Map<string, Version[]>();
  let counter = 0;
  const of = (collection: Collection): Map<string, StripeObject> => {
    const found = objects.get(collection);
    if (!found) throw new Error(`Unknown Stripe collection: ${collection}`);
    return found;
  };
  const newestFirst = (a: StripeObject, b: StripeObject): number =>
    Number(b.created ?? 0) - Number(a.created ?? 0) || (order.get(b.id) ?? 0) - (order.get(a.id) ?? 0);

  const store: StripeStore = {
    get: (collection, id) => of(collection).get(id),
    put(collection, object) {
      if (!order.has(object.id)) order.set(object.id, (counter += 1));
      of(collection).set(object.id, object);
      if (collection === 'customers') {
        const now = Date.now();
        const known = versions.get(object.id) ?? [];
        const visible = known.findLastIndex(({ at }) => at + searchLagMs <= now);
        versions.set(object.id, [
          ...known.slice(Math.max(0, visible)),
          { at: now, metadata: { ...(object.metadata as Record<string, string>) } },
        ]);
      }
      return object;
    },
    remove: (collection, id) => void of(collection).delete(id),
    list: (collection, where = () => true) => [...of(collection).values()].filter(where).sort(newestFirst),
    by: (collection, field, value) =>
      [...of(collection).values()].filter((object) => object[field] === value).sort(newestFirst),
    customersWith: (key, value) =>
      [...versions].flatMap(([id, known]) => {
        const visible = known.findLast(({ at }) => at + searchLagMs <= Date.now());
        const customer = visible?.metadata[key] === value ? of('customers').get(id) : undefined;
        return customer ? [customer] : [];
      }),
    catchUpIndex() {
      for (const [id, known] of versions)
        versions.set(
          id,
          known.slice(-1).map((version) => ({ ...version, at: -Infinity })),
        );
    },
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
