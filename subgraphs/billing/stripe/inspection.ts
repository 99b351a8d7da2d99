import { z } from 'zod';
import { firstCustomerIn, readCustomerIds } from './inspection/customers.ts';
import { createStripeGet, type StripeInspectionOptions } from './inspection/http.ts';
import { isForbidden, tryReads, tryReadsOfCustomer, type ReadResult } from './inspection/permissions.ts';
import { inspectWebhooks, type WebhookInspection } from './inspection/webhooks.ts';

export interface StripeInspection extends WebhookInspection {
  /** 200, or the status with which Stripe refused the key. */
  readonly status: number;
  /** The business name on invoices; null if there are no invoices. */
  readonly accountName: string | null;
  /** Permissions that the key lacks. */
  readonly forbidden: readonly Pick<ReadResult, 'name' | 'breaks' | 'isNeeded' | 'missing'>[];
  /** The latest customers, up to 2,000. */
  readonly customerIds: ReadonlySet<string>;
  /** Whether `customerIds` has every customer. */
  readonly isWhole: boolean;
}

const invoices = z.object({ data: z.array(z.object({ account_name: z.string().nullish() })) });

const accountNameIn = (body: string): string | null =>
  invoices.safeParse(JSON.parse(body)).data?.data[0]?.account_name ?? null;

const forbiddenIn = (results: readonly ReadResult[]) =>
  results.filter(isForbidden).map(({ name, breaks, isNeeded, missing }) => ({ name, breaks, isNeeded, missing }));

const notInspected = {
  accountName: null,
  webhooks: null,
  lastWebhook: null,
  customerIds: new Set<string>(),
  isWhole: false,
};

/** Makes one read of each kind that the graph makes. Stops if Stripe refuses the key or a needed permission is missing. */
export async function inspectStripe(options: StripeInspectionOptions): Promise<StripeInspection> {
  const get = createStripeGet(options);
  const results = await tryReads(get);
  const refused = results.find((result) => result.status !== 200 && !isForbidden(result));
  if (refused) return { status: refused.status, forbidden: [], ...notInspected };
  // Stripe refuses an account that the key does not reach with 403 as well, and names no permission then.
  if (results.every(isForbidden)) return { status: 403, forbidden: [], ...notInspected };
  const forbidden = forbiddenIn(results);
  if (forbidden.some(({ isNeeded }) => isNeeded)) return { status: 200, forbidden, ...notInspected };

  const bodyOf = (name: string) =>
    results.find((result) => result.name === name && result.status === 200)?.body ?? '{}';
  const customerId = firstCustomerIn(bodyOf('Customers'));
  const customerResults = customerId === undefined ? [] : await tryReadsOfCustomer(get, customerId);
  return {
    status: 200,
    accountName: accountNameIn(bodyOf('Invoices')),
    forbidden: [...forbidden, ...forbiddenIn(customerResults)],
    ...(await inspectWebhooks(get)),
    ...(await readCustomerIds(get)),
  };
}
