import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { companyId, customerId, places } from '../sandbox/seed/company.ts';
import { startGraph, startTestSandbox, noPace, type Graph } from './support/graph.ts';
import { runToEnd } from './support/processes.ts';

interface Recorded {
  readonly properties: Readonly<Record<string, string>>;
  readonly seats: number;
  readonly items: { readonly data: readonly { readonly quantity: number }[] };
}
type Records = Pick<Graph['sandbox'], 'records'>;
const record = (sandbox: Records, vendor: string, type: string, id: string) =>
  sandbox.records.get(vendor, type, id) as Recorded;
const subscriptionAt = (place: number): string => `sub_Sandbox${String(place).padStart(6, '0')}`;
const crmSeats = (sandbox: Records, place: number) =>
  Number(record(sandbox, 'hubspot', 'companies', companyId(place)).properties.portal_seats);

/** As somebody does in the billing system's own screens. */
function changeSeats(sandbox: Records, place: number, seats: number): void {
  const [item] = record(sandbox, 'stripe', 'subscriptions', subscriptionAt(place)).items.data;
  sandbox.records.change('stripe', 'subscriptions', subscriptionAt(place), {
    items: { data: [{ ...item, quantity: seats }] },
  });
}

async function eventually(isSo: () => boolean): Promise<void> {
  for (let tried = 0; !isSo(); tried += 1) {
    if (tried === 1_000) throw new Error('it does not come about');
    await delay(20);
  }
}

const alone = [places.demo, places.demoParent, places.other];

describe('a sweep', () => {
  test('brings all into agreement but the account that cannot be read, and comes back to that', async () => {
    await using graph = await startGraph({ spoiled: true });
    for (const place of alone) changeSeats(graph.sandbox, place, 500 + place);
    await graph.sandbox.setFaults([
      { vendor: 'stripe', path: customerId(places.demoParent), kind: 'status', value: 500 },
    ]);
    graph.sandbox.calls.clear();
    expect(await graph.sweep()).toBe(2);
    // However many changed, one for whose they are and one for their links: searches are what HubSpot allows the fewest of.
    expect(graph.calls('hubspot').filter((call) => call.endsWith('/companies/search')).length).toBeLessThanOrEqual(2);
    await eventually(
      () => crmSeats(graph.sandbox, places.demo) === 500 && crmSeats(graph.sandbox, places.other) === 502,
    );
    expect(crmSeats(graph.sandbox, places.demoParent)).not.toBe(501);
    await graph.sandbox.setFaults([]);
    expect(await graph.sweep()).toBe(1);
    await eventually(() => crmSeats(graph.sandbox, places.demoParent) === 501);
  });

  test('and news know whose a customer is where the billing system is the one that says it', async () => {
    await using graph = await startGraph({
      sandbox: { searchLagMs: 0 },
      environment: { STRIPE_METADATA_ACCOUNT: 'account_id' },
    });
    // What the CRM claims is of no account then.
    graph.sandbox.records.change('hubspot', 'companies', companyId(places.demo), {
      properties: { stripe_customer_id: null },
    });
    changeSeats(graph.sandbox, places.demo, 41);
    expect(await graph.sweep()).toBe(1);
    await eventually(() => crmSeats(graph.sandbox, places.demo) === 41);
    graph.sandbox.webhooks.setTarget(graph.url);
    changeSeats(graph.sandbox, places.demo, 42);
    await eventually(() => crmSeats(graph.sandbox, places.demo) === 42);
    graph.sandbox.webhooks.setTarget(null);
  });
});

test('while the journal is away reading goes on, and nothing is changed', async () => {
  await using graph = await startGraph({
    isDriving: true,
    environment: { JOURNAL_DATABASE_URL: 'postgres://127.0.0.1:1/journal' },
  });
  const demo = companyId(places.demo);
  const read = await graph.ask(`{ account(id: "${demo}") { name seats } }`, { as: 'admin@demo' });
  expect(read).toMatchObject({ errors: [], data: { account: { name: 'Demo Industries' } } });
  for (const idempotencyKey of [null, 'once']) {
    const { errors } = await graph.ask(
      'mutation($input: ChangeSubscriptionInput!) { changeSubscription(input: $input) { operation { status } } }',
      { as: 'admin@demo', variables: { input: { accountId: demo, change: { seats: 31 }, idempotencyKey } } },
    );
    expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }]);
  }
  expect(crmSeats(graph.sandbox, places.demo)).toBe(25);
  expect(graph.calls('stripe').filter((call) => call.includes(' POST '))).toEqual([]);
});

test('where no product is to be told, an operation has no step for it', async () => {
  await using graph = await startGraph({ environment: { PRODUCT_WEBHOOK_URL: '', PRODUCT_WEBHOOK_SECRET: '' } });
  const { data, errors } = await graph.ask(
    'mutation($input: ChangeSubscriptionInput!) { changeSubscription(input: $input) { operation { status steps { system status } } } }',
    {
      as: 'admin@demo',
      variables: { input: { accountId: companyId(places.demo), change: { seats: 31 } } },
    },
  );
  expect(errors).toEqual([]);
  expect(data.changeSubscription.operation).toEqual({
    status: 'SUCCEEDED',
    steps: [
      { system: 'BILLING', status: 'SUCCEEDED' },
      { system: 'CRM', status: 'SUCCEEDED' },
    ],
  });
});

test('npm run reconcile says what differs, brings it into agreement, and fails where it cannot', async () => {
  await using sandbox = await startTestSandbox({ searchLagMs: 0 });
  const demo = companyId(places.demo);
  const run = (...args: string[]) => runToEnd('tools/reconcile.ts', { ...noPace, ...sandbox.environment }, args);
  expect((await run()).code).toBe(2);
  expect(await run('--account', demo)).toMatchObject({
    code: 0,
    output: '',
    errors: expect.stringContaining('1 accounts, 0 were brought into agreement'),
  });
  changeSeats(sandbox, places.demo, 77);
  expect(await run('--account', demo, '--dry-run')).toMatchObject({ code: 0, output: `${demo}  seats → 77\n` });
  expect(crmSeats(sandbox, places.demo)).toBe(25);
  expect(await run('--account', demo)).toMatchObject({ code: 0, output: `${demo}  seats → 77  done\n` });
  expect([crmSeats(sandbox, places.demo), record(sandbox, 'product', 'tenants', `tenant-${demo}`).seats]).toEqual([
    77, 77,
  ]);
  expect(await run('--account', '8899999999')).toMatchObject({
    code: 1,
    output: '8899999999  failed: there is no such account\n',
  });
});
