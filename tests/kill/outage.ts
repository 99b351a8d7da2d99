import { setTimeout as delay } from 'node:timers/promises';
import { companyId, companyIndex } from '../../sandbox/seed/company.ts';
import { startGraph } from '../support/graph.ts';

/**
 * Changes seats while HubSpot responds with 429, then with 503, for a minute. The response must arrive within its deadline
 * with PENDING. Within half a minute after the outage all systems must have the change, and each must be written once.
 *
 *   npm run test:outage
 */
const outageMs = 60_000;
const deadlineMs = 10_000;
const convergeMs = 30_000;
const demo = companyId(companyIndex.demo);
const subscription = 'sub_Sandbox000000';

interface StoredRecord {
  readonly properties: Readonly<Record<string, string>>;
  readonly seats: number;
  readonly told: number;
  readonly items: { readonly data: readonly { readonly quantity: number }[] };
}

const graph = await startGraph({ environment: { REQUEST_TIMEOUT: String(deadlineMs) } });
const record = (vendor: string, type: string, id: string) =>
  graph.sandbox.records.get(vendor, type, id) as StoredRecord;
const failures: string[] = [];
function expect(isMet: boolean, failure: string): void {
  if (!isMet) failures.push(failure);
}

for (const [index, status] of [429, 503].entries()) {
  const seats = 31 + index;
  const notified = record('product', 'tenants', `tenant-${demo}`).told;
  graph.sandbox.calls.clear();
  // Fills the gateway's directory cache, so that the outage does not prevent the authorization.
  await graph.ask(`{ account(id: "${demo}") { id } }`, { as: 'admin@demo' });
  await graph.sandbox.setFaults([{ vendor: 'hubspot', kind: 'status', value: status }]);
  const startedAt = Date.now();
  const { data, errors } = await graph.ask(
    'mutation($input: ChangeSubscriptionInput!) { changeSubscription(input: $input) { operation { id status } userErrors { code } } }',
    {
      as: 'admin@demo',
      variables: { input: { accountId: demo, change: { seats }, idempotencyKey: `outage-${status}` } },
    },
  );
  const responseMs = Date.now() - startedAt;
  const operation = data?.changeSubscription?.operation as
    { readonly id: string; readonly status: string } | null | undefined;
  expect(
    errors.length === 0 && operation?.status === 'PENDING',
    `${status}: the response is ${JSON.stringify(data)} ${JSON.stringify(errors)}`,
  );
  expect(responseMs < deadlineMs, `${status}: response after ${responseMs} ms`);
  await delay(Math.max(0, outageMs - (Date.now() - startedAt)));
  await graph.sandbox.setFaults([]);
  const recoveredAt = Date.now();
  const isConsistent = () =>
    record('stripe', 'subscriptions', subscription).items.data[0]?.quantity === seats &&
    Number(record('hubspot', 'companies', demo).properties.portal_seats) === seats &&
    record('product', 'tenants', `tenant-${demo}`).seats === seats;
  while (!isConsistent() && Date.now() < recoveredAt + convergeMs) await delay(50);
  const convergedMs = Date.now() - recoveredAt;
  expect(isConsistent(), `${status}: systems differ ${convergedMs} ms after the outage`);
  // Successful writes.
  const written = (vendor: string, method: string, path: RegExp) =>
    graph.sandbox.calls
      .list()
      .filter((call) => call.vendor === vendor && call.method === method && path.test(call.path) && call.status < 300)
      .length;
  const counts = {
    stripe: written('stripe', 'POST', /^\/v1\/subscriptions\//),
    hubspot: written('hubspot', 'PATCH', /companies/),
    product: record('product', 'tenants', `tenant-${demo}`).told - notified,
  };
  expect(
    Object.values(counts).every((count) => count === 1),
    `${status}: number of writes ${JSON.stringify(counts)}`,
  );
  process.stdout.write(
    `HubSpot ${status} for ${outageMs / 1_000} s: PENDING after ${responseMs} ms, consistent ${convergedMs} ms after the outage, writes ${JSON.stringify(counts)}\n`,
  );
}
process.stdout.write(`${failures.length} failures\n${failures.map((failure) => `  ${failure}\n`).join('')}`);
await graph[Symbol.asyncDispose]();
process.exit(failures.length > 0 ? 1 : 0);
