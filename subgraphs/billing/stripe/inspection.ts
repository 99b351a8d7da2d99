import { z } from 'zod';
import type { Upstream } from '../../shared/upstream/client.ts';
import type { LastDelivery, RegisteredWebhook } from '../../shared/webhook-diagnosis.ts';

export interface StripeInspectionOptions {
  readonly apiKey: string;
  readonly base: string;
  readonly upstream: Upstream;
}

export interface StripeInspection {
  /** 200, or what Stripe said instead. */
  readonly status: number;
  /** The business as its invoices name it. */
  readonly accountName: string | null;
  /** What the key may not read. */
  readonly forbidden: readonly { readonly name: string; readonly breaks: string; readonly isNeeded: boolean }[];
  /** Null where the key may not read them. */
  readonly webhooks: readonly RegisteredWebhook[] | null;
  readonly lastWebhook: LastDelivery | null;
  /** Of the latest customers, so far as they were looked through. */
  readonly customerIds: ReadonlySet<string>;
  /** Whether that is all of them. */
  readonly isWhole: boolean;
}

/** What the graph reads, by the name of the permission on a restricted key: what breaks without it, and whether the rest can be looked at. */
const reads: Readonly<Record<string, { readonly path: string; readonly breaks: string; readonly isNeeded?: true }>> = {
  Customers: { path: '/v1/customers?limit=1', breaks: 'nothing of billing is shown', isNeeded: true },
  Subscriptions: { path: '/v1/subscriptions?limit=1', breaks: 'ended subscriptions are errors' },
  Invoices: { path: '/v1/invoices?limit=1', breaks: 'invoices and searches for them are errors' },
  PaymentIntents: { path: '/v1/payment_intents?limit=1', breaks: 'payments are errors' },
  'Credit notes': { path: '/v1/credit_notes?limit=1', breaks: 'credit notes are errors' },
  Prices: { path: '/v1/prices?limit=1', breaks: 'plans and prices are errors', isNeeded: true },
  Products: { path: '/v1/products?limit=1', breaks: 'plans are errors', isNeeded: true },
};

/** What is read of one customer, likewise. */
const readsOf = (customer: string): Readonly<Record<string, { readonly path: string; readonly breaks: string }>> => ({
  'Payment Methods': {
    path: `/v1/customers/${customer}/payment_methods?limit=1`,
    breaks: 'payment methods are errors',
  },
  Entitlements: {
    path: `/v1/entitlements/active_entitlements?customer=${customer}&limit=1`,
    breaks: 'entitlements are errors',
  },
});

const invoices = z.object({ data: z.array(z.object({ account_name: z.string().nullish() })) });
const customers = z.object({ data: z.array(z.object({ id: z.string() })), has_more: z.boolean() });
const endpoints = z.object({
  data: z.array(z.object({ url: z.string(), status: z.string(), enabled_events: z.array(z.string()) })),
});
const events = z.object({ data: z.array(z.object({ created: z.number() })) });
const maxPages = 20;

/** Asks for one of everything that the graph reads, by plain HTTP: a status says more here than an SDK's exception. */
export async function inspectStripe({ apiKey, base, upstream }: StripeInspectionOptions): Promise<StripeInspection> {
  const get = (path: string) =>
    upstream.send({
      method: 'GET',
      url: base + path,
      headers: { authorization: `Bearer ${apiKey}`, 'stripe-version': '2026-10-28.endive' },
    });
  const answers = await Promise.all(
    Object.entries(reads).map(async ([name, { path, breaks, isNeeded = false }]) => ({
      name,
      breaks,
      isNeeded,
      ...(await get(path)),
    })),
  );
  const refused = answers.find(({ status }) => status !== 200 && status !== 403);
  const nothing = {
    accountName: null,
    webhooks: null,
    lastWebhook: null,
    customerIds: new Set<string>(),
    isWhole: false,
  };
  if (refused) return { status: refused.status, forbidden: [], ...nothing };
  const forbidden = answers
    .filter(({ status }) => status === 403)
    .map(({ name, breaks, isNeeded }) => ({ name, breaks, isNeeded }));
  if (forbidden.some(({ isNeeded }) => isNeeded)) return { status: 200, forbidden, ...nothing };
  const latest = answers.find(({ name, status }) => name === 'Invoices' && status === 200);
  const accountName = invoices.safeParse(JSON.parse(latest?.body ?? '{}')).data?.data[0]?.account_name ?? null;
  const [customer] =
    customers.safeParse(JSON.parse(answers.find(({ name }) => name === 'Customers')?.body ?? '{}')).data?.data ?? [];
  const ofCustomer = await Promise.all(
    Object.entries(customer ? readsOf(customer.id) : {}).map(async ([name, { path, breaks }]) => ({
      name,
      breaks,
      ...(await get(path)),
    })),
  );
  forbidden.push(
    ...ofCustomer.filter(({ status }) => status === 403).map(({ name, breaks }) => ({ name, breaks, isNeeded: false })),
  );
  const webhooks = await inspectWebhooks(get);
  const customerIds = new Set<string>();
  for (let read = 0, after = ''; read < maxPages; read += 1) {
    const { body } = await get(`/v1/customers?limit=100${after && `&starting_after=${after}`}`);
    const page = customers.parse(JSON.parse(body));
    for (const { id } of page.data) customerIds.add(id);
    after = page.data.at(-1)?.id ?? '';
    if (!page.has_more || after === '')
      return { status: 200, accountName, forbidden, ...webhooks, customerIds, isWhole: true };
  }
  return { status: 200, accountName, forbidden, ...webhooks, customerIds, isWhole: false };
}

/** Stripe API, "Webhook endpoints" and "List all events": of the last event only whether every endpoint took it. */
async function inspectWebhooks(
  get: (path: string) => Promise<{ readonly status: number; readonly body: string }>,
): Promise<Pick<StripeInspection, 'webhooks' | 'lastWebhook'>> {
  const latest = (isTaken: boolean) => get(`/v1/events?limit=1&delivery_success=${isTaken}`);
  const [registered, ...told] = await Promise.all([
    get('/v1/webhook_endpoints?limit=100'),
    latest(true),
    latest(false),
  ]);
  const webhooks =
    registered.status === 200
      ? endpoints.parse(JSON.parse(registered.body)).data.map(({ url, status, enabled_events: names }) => ({
          url,
          isEnabled: status === 'enabled',
          events: names,
        }))
      : null;
  if (told.some(({ status }) => status !== 200)) return { webhooks, lastWebhook: null };
  const [taken = null, refused = null] = told.map(
    ({ body }) => events.parse(JSON.parse(body)).data[0]?.created ?? null,
  );
  const last = Math.max(taken ?? 0, refused ?? 0);
  return {
    webhooks,
    lastWebhook: {
      at: last === 0 ? null : new Date(last * 1_000).toISOString(),
      failure: refused !== null && refused > (taken ?? 0) ? 'not every endpoint has taken it' : null,
    },
  };
}
