import type Stripe from 'stripe';
import type { Page } from '../../shared/connections.ts';
import type { Upstream } from '../../shared/upstream/client.ts';
import { createExpect } from '../../shared/upstream/expect.ts';
import type { CatalogueNames } from '../config.ts';
import type { Price, Product } from '../domain/catalogue.ts';
import type { InvoicePreview } from '../domain/invoice.ts';
import type { BillingSource, PageQuery } from '../port.ts';
import { createChanges } from './changes.ts';
import { createStripe } from './client.ts';
import { fromStripeError, isStripeCustomerMissing, isStripeNotFound, stripeCode, throughStripe } from './errors.ts';
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
  toStripeItems,
} from './mapping.ts';
import { customerOf, followedEvents, readStripeWebhook } from './webhooks.ts';

export interface StripeSourceOptions {
  readonly apiKey: string;
  readonly base: string;
  readonly names: CatalogueNames;
  /** Customer metadata that holds the account's id. */
  readonly accountMetadata: string | null;
  readonly webhookSecrets: readonly string[];
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
    const list = await read({ limit: pageLimit, ...(last && { starting_after: last.id }) });
    found.push(...expect.array(list.data, 'data'));
    if (!list.has_more || list.data.length === 0) return found;
  }
}

export function createStripeSource({
  apiKey,
  base,
  names,
  accountMetadata,
  webhookSecrets,
  upstream,
}: StripeSourceOptions): BillingSource {
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

  /** Nothing, where the customer does not exist: the same for every part of it. */
  async function ofCustomer<T>(nothing: NoInfer<T>, call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      if (isStripeCustomerMissing(error)) return nothing;
      throw fromStripeError(error);
    }
  }
  const noPage: Page<never> = { nodes: [], hasNextPage: false };

  /** All lines of a preview: it comes with the first ten, and is read on by the id that it was given. */
  async function previewOf(preview: Stripe.Invoice): Promise<InvoicePreview> {
    const mapped = fromStripePreview(preview);
    if (!preview.lines.has_more) return mapped;
    const lines = await all((page) => stripe.invoices.listLineItems(preview.id, page));
    return { ...mapped, lines: lines.map(fromStripeLine) };
  }

  return {
    ...createChanges(stripe),
    readWebhook: (request) => readStripeWebhook(request, webhookSecrets),

    async customersOfAccount(accountId) {
      // The id stands in a query of Stripe's own language: whatever is no plain id is asked of nobody.
      if (accountMetadata === null || !/^\w+$/.test(accountId)) return [];
      const query = `metadata['${accountMetadata}']:'${accountId}'`;
      const matches = await throughStripe(() => stripe.customers.search({ query, limit: 2 }));
      return expect.array(matches.data, 'data').map(({ id }) => expect.string(id, 'customer.id'));
    },

    async accountOfCustomer(customerId) {
      if (accountMetadata === null) return null;
      const customer = await found(() => stripe.customers.retrieve(customerId));
      return customer === null || customer.deleted
        ? null
        : (expect.optionalString(customer.metadata[accountMetadata], 'customer.metadata') ?? null);
    },

    async customer(id) {
      const customer = await found(() =>
        stripe.customers.retrieve(id, {
          expand: ['tax_ids', 'subscriptions', 'invoice_settings.default_payment_method'],
        }),
      );
      if (customer === null || customer.deleted) return null;
      const mapped = fromStripeCustomer(customer);
      return customer.subscriptions?.has_more
        ? {
            ...mapped,
            subscriptions: (
              await throughStripe(() => all((page) => stripe.subscriptions.list({ customer: id, ...page })))
            ).map(fromStripeSubscription),
          }
        : mapped;
    },

    subscriptions: (customer) =>
      ofCustomer([], async () =>
        (await all((page) => stripe.subscriptions.list({ customer, status: 'all', ...page }))).map(
          fromStripeSubscription,
        ),
      ),

    async invoices(customer, { status, ...page }) {
      // Stripe has no word for a status that only we do not know.
      if (status === 'OTHER') return noPage;
      const wanted = { customer, ...pageOf(page), ...(status && { status: toStripeInvoiceStatus(status) }) };
      return ofCustomer(noPage, async () => toPage(await stripe.invoices.list(wanted), fromStripeInvoice));
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
      const wanted = { customer, ...pageOf(page), expand: ['data.latest_charge', 'data.payment_method'] };
      return ofCustomer(noPage, async () => toPage(await stripe.paymentIntents.list(wanted), fromStripePaymentIntent));
    },

    async creditNotes(customer, page) {
      return ofCustomer(noPage, async () =>
        toPage(await stripe.creditNotes.list({ customer, ...pageOf(page) }), fromStripeCreditNote),
      );
    },

    async paymentMethods(customer) {
      return ofCustomer([], async () => {
        const list = await stripe.customers.listPaymentMethods(customer, { limit: pageLimit });
        return expect.array(list.data, 'data').map(fromStripePaymentMethod);
      });
    },

    async entitlements(customer) {
      return ofCustomer([], async () => {
        const list = await stripe.entitlements.activeEntitlements.list({
          customer,
          limit: pageLimit,
          expand: ['data.feature'],
        });
        return expect.array(list.data, 'data').map(fromStripeEntitlement);
      });
    },

    async upcomingInvoice(customer) {
      try {
        return await previewOf(await stripe.invoices.createPreview({ customer }));
      } catch (error) {
        if (stripeCode(error) === 'invoice_upcoming_none' || isStripeCustomerMissing(error)) return null;
        throw fromStripeError(error);
      }
    },

    async previewChange(customer, change) {
      const wanted = {
        customer,
        subscription: change.subscription.id,
        subscription_details: {
          items: toStripeItems(change),
          // As the change itself does: what is charged at once, and nothing of the next period.
          proration_behavior: 'always_invoice' as const,
          proration_date: change.prorationAt / 1_000,
        },
      };
      const preview = await throughStripe(async () => previewOf(await stripe.invoices.createPreview(wanted)));
      return { ...preview, prorationAt: change.prorationAt };
    },

    async customersChanged(since) {
      const events = await throughStripe(() =>
        all((page) =>
          stripe.events.list({ created: { gte: Math.floor(since / 1_000) }, types: [...followedEvents], ...page }),
        ),
      );
      return [...new Set(events.flatMap((event) => customerOf(event) ?? []))];
    },

    async catalogue() {
      const raw = await throughStripe(() =>
        all((page) => stripe.prices.list({ active: true, type: 'recurring', expand: ['data.product'], ...page })),
      );
      const products = new Map<string, Product>();
      const prices = new Map<string, Price[]>();
      for (const price of raw) {
        const product = expect.object(price.product as Stripe.Product | Stripe.DeletedProduct, 'price.product');
        if (product.deleted) continue;
        products.set(product.id, fromStripeProduct(product, names));
        if (isStripePricePublished(price, names)) {
          prices.set(product.id, [
            ...(prices.get(product.id) ?? []),
            fromStripePrice({ ...price, product: product.id }),
          ]);
        }
      }
      return { products, prices };
    },

    async products(ids) {
      const raw = await throughStripe(() => all((page) => stripe.products.list({ ids: [...ids], ...page })));
      const products = new Map(raw.map((product) => [product.id, fromStripeProduct(product, names)]));
      return ids.map((id) => products.get(id) ?? null);
    },

    [Symbol.asyncDispose]: () => upstream[Symbol.asyncDispose](),
  };
}
