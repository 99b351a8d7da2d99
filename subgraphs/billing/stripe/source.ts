import type Stripe from 'stripe';
import type { Page } from '../../shared/connections.ts';
import type { Upstream } from '../../shared/upstream/client.ts';
import { createExpect } from '../../shared/upstream/expect.ts';
import type { CatalogueNames } from '../config.ts';
import type { Price, Product } from '../domain/catalogue.ts';
import type { BillingSource, Change, PageQuery } from '../port.ts';
import { createStripe } from './client.ts';
import { fromStripeError, isStripeNotFound, stripeCode, throughStripe } from './errors.ts';
import {
  fromStripeCreditNote,
  fromStripeCustomer,
  fromStripeEntitlement,
  fromStripeInvoice,
  fromStripeLine,
  fromStripePaymentIntent,
  fromStripePaymentMethod,
  fromStripePreview,
  fromStripePrice,
  fromStripeProduct,
  fromStripeSubscription,
  isStripePricePublished,
  toStripeInvoiceStatus,
} from './mapping.ts';

export interface StripeSourceOptions {
  readonly apiKey: string;
  readonly base: string;
  readonly names: CatalogueNames;
  /** Customer metadata that holds the account's id. */
  readonly accountMetadata: string | null;
  /** Owned by the source from here on. */
  readonly upstream: Upstream;
}

const expect = createExpect('BILLING');

/** Stripe API, "Pagination": 100 objects a page. */
const pageLimit = 100;

const pageOf = ({ first, after }: PageQuery): { limit: number; starting_after?: string } => ({
  limit: first,
  ...(after !== null && { starting_after: after }),
});

const toPage = <Raw, T>(list: Stripe.ApiList<Raw>, map: (raw: Raw) => T): Page<T> => ({
  nodes: expect.array(list.data, 'data').map(map),
  hasNextPage: expect.boolean(list.has_more, 'has_more'),
});

/** Every page of a list. */
async function all<Raw extends { id: string }>(
  read: (page: { limit: number; starting_after?: string }) => Promise<Stripe.ApiList<Raw>>,
): Promise<Raw[]> {
  const found: Raw[] = [];
  for (;;) {
    const last = found.at(-1);
    const list = await throughStripe(() => read({ limit: pageLimit, ...(last && { starting_after: last.id }) }));
    found.push(...expect.array(list.data, 'data'));
    if (!list.has_more || list.data.length === 0) return found;
  }
}

export function createStripeSource({ apiKey, base, names, accountMetadata, upstream }: StripeSourceOptions): BillingSource {
  const stripe = createStripe({ apiKey, base, upstream });

  /** Null where Stripe says that there is no such thing. */
  async function found<T>(call: () => Promise<T>): Promise<T | null> {
    try {
      return await call();
    } catch (error) {
      if (isStripeNotFound(error)) return null;
      throw fromStripeError(error);
    }
  }

  return {
    async customersOfAccount(accountId) {
      // The id stands in a query of Stripe's own language: whatever is no plain id is asked of nobody.
      if (accountMetadata === null || !/^\w+$/.test(accountId)) return [];
      const query = `metadata['${accountMetadata}']:'${accountId}'`;
      const matches = await throughStripe(() => stripe.customers.search({ query, limit: 2 }));
      return expect.array(matches.data, 'data').map(({ id }) => expect.string(id, 'customer.id'));
    },

    async customer(id) {
      const customer = await found(() =>
        stripe.customers.retrieve(id, { expand: ['tax_ids', 'subscriptions', 'invoice_settings.default_payment_method'] }),
      );
      if (customer === null || customer.deleted) return null;
      const mapped = fromStripeCustomer(customer);
      return customer.subscriptions?.has_more
        ? { ...mapped, subscriptions: (await all((page) => stripe.subscriptions.list({ customer: id, ...page }))).map(fromStripeSubscription) }
        : mapped;
    },

    subscriptions: async (customer) =>
      (await all((page) => stripe.subscriptions.list({ customer, status: 'all', ...page }))).map(fromStripeSubscription),

    async invoices(customer, { status, ...page }) {
      // Stripe has no word for a status that only we do not know.
      if (status === 'OTHER') return { nodes: [], hasNextPage: false };
      const list = await throughStripe(() =>
        stripe.invoices.list({ customer, ...pageOf(page), ...(status && { status: toStripeInvoiceStatus(status) }) }),
      );
      return toPage(list, fromStripeInvoice);
    },

    async invoice(customerId, invoiceId) {
      const invoice = await found(() => stripe.invoices.retrieve(invoiceId));
      const mapped = invoice && fromStripeInvoice(invoice);
      return mapped?.customerId === customerId ? mapped : null;
    },

    async invoiceLines(invoiceId, page) {
      return toPage(await throughStripe(() => stripe.invoices.listLineItems(invoiceId, pageOf(page))), fromStripeLine);
    },

    async payments(customer, page) {
      const list = await throughStripe(() =>
        stripe.paymentIntents.list({ customer, ...pageOf(page), expand: ['data.latest_charge', 'data.payment_method'] }),
      );
      return toPage(list, fromStripePaymentIntent);
    },

    async creditNotes(customer, page) {
      return toPage(await throughStripe(() => stripe.creditNotes.list({ customer, ...pageOf(page) })), fromStripeCreditNote);
    },

    async paymentMethods(customer) {
      const list = await throughStripe(() => stripe.customers.listPaymentMethods(customer, { limit: pageLimit }));
      return expect.array(list.data, 'data').map(fromStripePaymentMethod);
    },

    async entitlements(customer) {
      const list = await throughStripe(() =>
        stripe.entitlements.activeEntitlements.list({ customer, limit: pageLimit, expand: ['data.feature'] }),
      );
      return expect.array(list.data, 'data').map(fromStripeEntitlement);
    },

    async upcomingInvoice(customer) {
      try {
        return fromStripePreview(await stripe.invoices.createPreview({ customer }));
      } catch (error) {
        if (stripeCode(error) === 'invoice_upcoming_none') return null;
        throw fromStripeError(error);
      }
    },

    async previewChange(customer, change) {
      const preview = await throughStripe(() =>
        stripe.invoices.createPreview({
          customer,
          subscription: change.subscription.id,
          subscription_details: {
            items: toStripeItems(change),
            proration_behavior: 'create_prorations',
            proration_date: change.prorationAt / 1_000,
          },
        }),
      );
      return { ...fromStripePreview(preview), prorationAt: change.prorationAt };
    },

    async catalogue() {
      const raw = await all((page) => stripe.prices.list({ active: true, type: 'recurring', expand: ['data.product'], ...page }));
      const products = new Map<string, Product>();
      const prices = new Map<string, Price[]>();
      for (const price of raw) {
        const product = expect.object(price.product as Stripe.Product | Stripe.DeletedProduct, 'price.product');
        if (product.deleted) continue;
        products.set(product.id, fromStripeProduct(product, names));
        if (isStripePricePublished(price, names)) {
          prices.set(product.id, [...(prices.get(product.id) ?? []), fromStripePrice({ ...price, product: product.id })]);
        }
      }
      return { products, prices };
    },

    async products(ids) {
      const raw = await all((page) => stripe.products.list({ ids: [...ids], ...page }));
      const products = new Map(raw.map((product) => [product.id, fromStripeProduct(product, names)]));
      return ids.map((id) => products.get(id) ?? null);
    },

    [Symbol.asyncDispose]: () => upstream[Symbol.asyncDispose](),
  };
}

/** One entry for each item that changes: the plan's own may change its price and its quantity together. */
function toStripeItems({ planItemId, priceId, seatsItemId, seats }: Change) {
  const items = new Map<string, { id: string; price?: string; quantity?: number }>();
  const entry = (id: string) => items.get(id) ?? { id };
  if (priceId !== null) items.set(planItemId, { ...entry(planItemId), price: priceId });
  if (seats !== null && seatsItemId !== null) items.set(seatsItemId, { ...entry(seatsItemId), quantity: seats });
  return [...items.values()];
}
