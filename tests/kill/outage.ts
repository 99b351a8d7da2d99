import { setTimeout as delay } from 'node:timers/promises';
import { companyId, places } from '../../sandbox/seed/company.ts';
import { startGraph } from '../support/graph.ts';

/**
 * HubSpot answers 429, and then 503, for a minute, while seats are changed: the answer has to come within its deadline, and say PENDING; within half a minute of HubSpot's return all
 * systems have to have it, with nothing done twice.
 *
 *   npm run test:outage
 */
const outageMs = 60_000;
const deadlineMs = 10_000;
const convergeMs = 30_000;
const demo = companyId(places.demo);
const subscription = 'sub_Sandbox000000';

interface Recorded {
  readonly properties: Readonly<Record<string, string>>;
  readonly seats: number;
  readonly told: number;
  readonly items: { readonly data: readonly { readonly quantity: number }[] };
}

const graph = await startGraph({ environment: { REQUEST_TIMEOUT: String(deadlineMs) } });
const record = (vendor: string, type: string, id: string) => graph.sandbox.records.get(vendor, type, id) as Recorded;
const failures: string[] = [];
function expect(isSo: boolean, what: string): void {
  if (!isSo) failures.push(what);
}

for (const [index, status] of [429, 503].entries()) {
  const seats = 31 + index;
  const told = record('product', 'tenants', `tenant-${demo}`).told;
  graph.sandbox.calls.clear();
  // Whose account it is stands in the directory: what is away is the CRM, not the way in.
  await graph.ask(`{ account(id: "${demo}") { id } }`, { as: 'admin@demo' });
  await graph.sandbox.setFaults([{ vendor: 'hubspot', kind: 'status', value: status }]);
  const beganAt = Date.now();
  const { data, errors } = await graph.ask(
    'mutation($input: ChangeSubscriptionInput!) { changeSubscription(input: $input) { operation { id status } userErrors { code } } }',
    {
      as: 'admin@demo',
      variables: { input: { accountId: demo, change: { seats }, idempotencyKey: `outage-${status}` } },
    },
  );
  const answeredMs = Date.now() - beganAt;
  const operation = data?.changeSubscription?.operation as
    { readonly id: string; readonly status: string } | null | undefined;
  expect(
    errors.length === 0 && operation?.status === 'PENDING',
    `${status}: the answer is ${JSON.stringify(data)} ${JSON.stringify(errors)}`,
  );
  expect(answeredMs < deadlineMs, `${status}: answered after ${answeredMs} ms`);
  await delay(Math.max(0, outageMs - (Date.now() - beganAt)));
  await graph.sandbox.setFaults([]);
  const backAt = Date.now();
  const isEverywhere = () =>
    record('stripe', 'subscriptions', subscription).items.data[0]?.quantity === seats &&
    Number(record('hubspot', 'companies', demo).properties.portal_seats) === seats &&
    record('product', 'tenants', `tenant-${demo}`).seats === seats;
  while (!isEverywhere() && Date.now() < backAt + convergeMs) await delay(50);
  const convergedMs = Date.now() - backAt;
  expect(isEverywhere(), `${status}: not the same everywhere ${convergedMs} ms after its return`);
  // What writes, and was carried out.
  const written = (vendor: string, method: string, path: RegExp) =>
    graph.sandbox.calls
      .list()
      .filter((call) => call.vendor === vendor && call.method === method && path.test(call.path) && call.status < 300)
      .length;
  const counts = {
    stripe: written('stripe', 'POST', /^\/v1\/subscriptions\//),
    hubspot: written('hubspot', 'PATCH', /companies/),
    product: record('product', 'tenants', `tenant-${demo}`).told - told,
  };
  expect(
    Object.values(counts).every((count) => count === 1),
    `${status}: written ${JSON.stringify(counts)} times`,
  );
  process.stdout.write(
    `HubSpot ${status} for ${outageMs / 1_000} s: PENDING after ${answeredMs} ms, the same everywhere ${convergedMs} ms after its return, written ${JSON.stringify(counts)}\n`,
  );
}
process.stdout.write(`${failures.length} failures\n${failures.map((each) => `  ${each}\n`).join('')}`);
await graph[Symbol.asyncDispose]();
process.exit(failures.length > 0 ? 1 : 0);
