import { z } from 'zod';
import type { Upstream } from '../../shared/upstream/client.ts';

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
  /** Resources that the key may not read. */
  readonly forbidden: readonly string[];
  /** Of the latest customers, so far as they were looked through. */
  readonly customerIds: ReadonlySet<string>;
  /** Whether that is all of them. */
  readonly isWhole: boolean;
}

/** What the graph reads, by the name of the permission on a restricted key. */
const reads: Readonly<Record<string, string>> = {
  Customers: '/v1/customers?limit=1',
  Subscriptions: '/v1/subscriptions?limit=1',
  Invoices: '/v1/invoices?limit=1',
  PaymentIntents: '/v1/payment_intents?limit=1',
  'Credit notes': '/v1/credit_notes?limit=1',
  Prices: '/v1/prices?limit=1',
  Products: '/v1/products?limit=1',
};

const invoices = z.object({ data: z.array(z.object({ account_name: z.string().nullish() })) });
const customers = z.object({ data: z.array(z.object({ id: z.string() })), has_more: z.boolean() });
const maxPages = 20;

/** Asks for one of everything that the graph reads, by plain HTTP: a status says more here than an SDK's exception. */
export async function inspectStripe({ apiKey, base, upstream }: StripeInspectionOptions): Promise<StripeInspection> {
  const get = (path: string) => upstream.send({ method: 'GET', url: base + path, headers: { authorization: `Bearer ${apiKey}`, 'stripe-version': '2026-10-28.endive' } });
  const answers = await Promise.all(Object.entries(reads).map(async ([name, path]) => ({ name, ...(await get(path)) })));
  const refused = answers.find(({ status }) => status !== 200 && status !== 403);
  const nothing = { accountName: null, customerIds: new Set<string>(), isWhole: false };
  if (refused) return { status: refused.status, forbidden: [], ...nothing };
  const forbidden = answers.filter(({ status }) => status === 403).map(({ name }) => name);
  if (forbidden.length > 0) return { status: 200, forbidden, ...nothing };
  const latest = answers.find(({ name }) => name === 'Invoices');
  const accountName = invoices.safeParse(JSON.parse(latest?.body ?? '{}')).data?.data[0]?.account_name ?? null;
  const customerIds = new Set<string>();
  for (let read = 0, after = ''; read < maxPages; read += 1) {
    const { body } = await get(`/v1/customers?limit=100${after && `&starting_after=${after}`}`);
    const page = customers.parse(JSON.parse(body));
    for (const { id } of page.data) customerIds.add(id);
    after = page.data.at(-1)?.id ?? '';
    if (!page.has_more || after === '') return { status: 200, accountName, forbidden, customerIds, isWhole: true };
  }
  return { status: 200, accountName, forbidden, customerIds, isWhole: false };
}
