import { invalid } from './errors.ts';
import type { Collection, StripeObject, StripeStore } from './store.ts';
import { isLive } from './subscription-items.ts';

/** Fields with an id that can be expanded to the object, by object type. Dots separate nested fields. */
const expandable: Readonly<Record<string, Readonly<Record<string, Collection>>>> = {
  customer: { 'invoice_settings.default_payment_method': 'payment_methods' },
  subscription: {
    customer: 'customers',
    default_payment_method: 'payment_methods',
    latest_invoice: 'invoices',
    schedule: 'subscription_schedules',
  },
  subscription_schedule: { customer: 'customers', subscription: 'subscriptions' },
  price: { product: 'products' },
  product: { default_price: 'prices' },
  invoice: {
    customer: 'customers',
    default_payment_method: 'payment_methods',
    'parent.subscription_details.subscription': 'subscriptions',
  },
  line_item: { 'pricing.price_details.price': 'prices' },
  payment_method: { customer: 'customers' },
  payment_intent: { customer: 'customers', latest_charge: 'charges', payment_method: 'payment_methods' },
  charge: { customer: 'customers', payment_intent: 'payment_intents' },
  credit_note: { customer: 'customers', invoice: 'invoices' },
  invoice_payment: { invoice: 'invoices', 'payment.payment_intent': 'payment_intents' },
  setup_intent: { customer: 'customers', payment_method: 'payment_methods' },
  'entitlements.active_entitlement': { feature: 'features' },
};

type Lister = (id: string, store: StripeStore) => readonly StripeObject[];

/** Lists that Stripe returns only if they are expanded. */
const includable: Readonly<Record<string, Readonly<Record<string, Lister>>>> = {
  customer: {
    subscriptions: (id, store) => store.by('subscriptions', 'customer', id).filter(isLive),
    tax_ids: (id, store) => store.by('tax_ids', 'customer', id),
  },
};

/** Secrets, which Stripe returns only if they are expanded. */
const secrets: Readonly<Record<string, Readonly<Record<string, (id: string, store: StripeStore) => unknown>>>> = {
  invoice: {
    confirmation_secret(id, store) {
      const payment = store.by('invoice_payments', 'invoice', id)[0]?.payment as { payment_intent: string } | undefined;
      const intent = payment && store.get('payment_intents', payment.payment_intent);
      return intent ? { type: 'payment_intent', client_secret: intent.client_secret } : null;
    },
  },
};

/** Values of a price that Stripe returns only if they are expanded. */
const priceValues: Readonly<Record<string, (price: StripeObject, [currency]: readonly string[]) => unknown>> = {
  // Only a price by tiers has them (Stripe API, "The Price object").
  tiers: ({ tiers }) => tiers ?? undefined,
  currency_options(price, [chosen]) {
    const own = { custom_unit_amount: null, tax_behavior: 'exclusive', unit_amount: price.unit_amount };
    const all: Record<string, Record<string, unknown>> = {
      [String(price.currency)]: { ...own, unit_amount_decimal: price.unit_amount_decimal, tiers: price.tiers },
      ...(price.currency_options as Record<string, Record<string, unknown>> | undefined),
    };
    return Object.fromEntries(
      Object.entries(all).map(([currency, { tiers, ...rest }]) => [
        currency,
        { ...rest, ...(currency === chosen && tiers !== undefined && tiers !== null && { tiers }) },
      ]),
    );
  },
};

/** Stripe API, "Expanding responses": at most four levels. */
const maxDepth = 4;
/** The length of a list inside an object. */
const embeddedLimit = 10;

/** A copy of the object or list with the expanded `paths`. Throws a StripeError for a path that cannot be expanded. */
export function expand<T>(value: T, paths: readonly string[], store: StripeStore): T {
  const copy = withoutLongLists(structuredClone(value)) as T;
  for (const path of paths) {
    const segments = path.split('.');
    if (segments.length > maxDepth)
      throw invalid(`You cannot expand more than ${maxDepth} levels of a property. Property: ${path}`, 'expand');
    expandInto(copy, segments, '', undefined, path, store);
  }
  return copy;
}

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Cuts the list of items in each subscription, because Stripe embeds the first ones only. */
function withoutLongLists(value: unknown): unknown {
  if (Array.isArray(value)) value.forEach(withoutLongLists);
  if (!isFields(value)) return value;
  const { items } = value;
  if (
    value.object === 'subscription' &&
    isFields(items) &&
    Array.isArray(items.data) &&
    items.data.length > embeddedLimit
  )
    value.items = { ...items, data: items.data.slice(0, embeddedLimit), has_more: true };
  for (const inner of Object.values(value)) withoutLongLists(inner);
  return value;
}

function expandInto(
  value: unknown,
  [segment, ...rest]: readonly string[],
  parent: string,
  type: string | undefined,
  path: string,
  store: StripeStore,
): void {
  if (segment === undefined) return;
  if (Array.isArray(value)) {
    for (const item of value) expandInto(item, [segment, ...rest], parent, type, path, store);
    return;
  }
  if (!isFields(value)) return;
  const objectType = typeof value.object === 'string' ? value.object : type;
  const field = typeof value.object === 'string' ? segment : `${parent}${segment}`;
  const secret = secrets[objectType ?? '']?.[segment];
  if (secret) {
    value[segment] = secret(String(value.id), store);
    return;
  }
  const ofPrice = value.object === 'price' ? priceValues[segment] : undefined;
  if (ofPrice) {
    const price = store.get('prices', String(value.id)) ?? (value as StripeObject);
    value[segment] = structuredClone(ofPrice(price, rest));
    return;
  }
  const lister = includable[objectType ?? '']?.[segment];
  if (lister && value[segment] === undefined) {
    const all = lister(String(value.id), store);
    const data = withoutLongLists(structuredClone(all.slice(0, embeddedLimit)));
    value[segment] = {
      object: 'list',
      data,
      has_more: all.length > embeddedLimit,
      url: `/v1/customers/${String(value.id)}/${segment}`,
    };
  }
  const collection = expandable[objectType ?? '']?.[field];
  const inner = value[segment];
  if (collection && typeof inner === 'string') {
    const found = store.get(collection, inner);
    if (found) value[segment] = withoutLongLists(structuredClone(found));
  } else if (rest.length === 0 && !collection && !lister) {
    throw invalid(`This property cannot be expanded (${path}).`, 'expand');
  }
  if (rest.length > 0) expandInto(value[segment], rest, `${field}.`, objectType, path, store);
}
