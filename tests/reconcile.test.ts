import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { companyId, customerId, companyIndex } from '../sandbox/seed/company.ts';
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

/** Changes the seats as a user of the Stripe dashboard does. */
function changeSeats(sandbox: Records, place: number, seats: number): void {
  const [item] = record(sandbox, 'stripe', 'subscriptions', subscriptionAt(place)).items.data;
  sandbox.records.change('stripe', 'subscriptions', subscriptionAt(place), {
    items: { data: [{ ...item, quantity: seats }] },
  });
}

async function eventually(isTrue: () => boolean): Promise<void> {
  for (let tried = 0; !isTrue(); tried += 1) {
    if (tried === 1_000) throw new Error('the condition was not met within 20 seconds');
    await delay(20);
  }
}

const changedPlaces = [companyIndex.demo, companyIndex.demoParent, companyIndex.other];

describe('a reconciler run', () => {
  test('repairs every account except an unreadable one, which it repairs in a later run', async () => {
    await using graph = await startGraph({ spoiled: true });
    for (const place of changedPlaces) changeSeats(graph.sandbox, place, 500 + place);
    await graph.sandbox.setFaults([
      { vendor: 'stripe', path: customerId(companyIndex.demoParent), kind: 'status', value: 500 },
    ]);
    graph.sandbox.calls.clear();
    expect(await graph.sweep()).toBe(2);
    // HubSpot's lowest limit is for searches: a sweep makes one for the claims and one for the links.
    expect(graph.calls('hubspot').filter((call) => call.endsWith('/companies/search')).length).toBeLessThanOrEqual(2);
    await eventually(
      () => crmSeats(graph.sandbox, companyIndex.demo) === 500 && crmSeats(graph.sandbox, companyIndex.other) === 502,
    );
    expect(crmSeats(graph.sandbox, companyIndex.demoParent)).not.toBe(501);
    await graph.sandbox.setFaults([]);
    expect(await graph.sweep()).toBe(1);
    await eventually(() => crmSeats(graph.sandbox, companyIndex.demoParent) === 501);
  });

  test('reconciler and webhooks find the account of a customer when Stripe owns the link', async () => {
    await using graph = await startGraph({
      sandbox: { searchLagMs: 0 },
      environment: { STRIPE_METADATA_ACCOUNT: 'account_id' },
    });
    // The CRM's link is ignored in this configuration.
    graph.sandbox.records.change('hubspot', 'companies', companyId(companyIndex.demo), {
      properties: { stripe_customer_id: null },
    });
    changeSeats(graph.sandbox, companyIndex.demo, 41);
    expect(await graph.sweep()).toBe(1);
    await eventually(() => crmSeats(graph.sandbox, companyIndex.demo) === 41);
    graph.sandbox.webhooks.setTarget(graph.url);
    changeSeats(graph.sandbox, companyIndex.demo, 42);
    await eventually(() => crmSeats(graph.sandbox, companyIndex.demo) === 42);
    graph.sandbox.webhooks.setTarget(null);
  });
});

test('while the journal is unavailable, queries are answered and mutations change nothing', async () => {
  await using graph = await startGraph({
    isDriving: true,
    environment: { JOURNAL_DATABASE_URL: 'postgres://127.0.0.1:1/journal' },
  });
  const demo = companyId(companyIndex.demo);
  const read = await graph.ask(`{ account(id: "${demo}") { name seats } }`, { as: 'admin@demo' });
  expect(read).toMatchObject({ errors: [], data: { account: { name: 'Demo Industries' } } });
  for (const idempotencyKey of [null, 'once']) {
    const { errors } = await graph.ask(
      'mutation($input: ChangeSubscriptionInput!) { changeSubscription(input: $input) { operation { status } } }',
      { as: 'admin@demo', variables: { input: { accountId: demo, change: { seats: 31 }, idempotencyKey } } },
    );
    expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }]);
  }
  expect(crmSeats(graph.sandbox, companyIndex.demo)).toBe(25);
  expect(graph.calls('stripe').filter((call) => call.includes(' POST '))).toEqual([]);
});

test('without a product webhook, an operation has no product step', async () => {
  await using graph = await startGraph({ environment: { PRODUCT_WEBHOOK_URL: '', PRODUCT_WEBHOOK_SECRET: '' } });
  const { data, errors } = await graph.ask(
    'mutation($input: ChangeSubscriptionInput!) { changeSubscription(input: $input) { operation { status steps { system status } } } }',
    {
      as: 'admin@demo',
      variables: { input: { accountId: companyId(companyIndex.demo), change: { seats: 31 } } },
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

test('npm run reconcile prints differences, repairs them, and exits with an error for those it cannot repair', async () => {
  await using sandbox = await startTestSandbox({ searchLagMs: 0 });
  const demo = companyId(companyIndex.demo);
  const run = (...args: string[]) =>
    runToEnd('processes/tool.ts', { ...noPace, ...sandbox.environment }, ['reconcile', ...args]);
  expect((await run()).code).toBe(2);
  expect(await run('--account', demo)).toMatchObject({
    code: 0,
    output: '',
    errors: expect.stringContaining('1 accounts, 0 reconciled'),
  });
  changeSeats(sandbox, companyIndex.demo, 77);
  expect(await run('--account', demo, '--dry-run')).toMatchObject({ code: 0, output: `${demo}  seats → 77\n` });
  expect(crmSeats(sandbox, companyIndex.demo)).toBe(25);
  expect(await run('--account', demo)).toMatchObject({ code: 0, output: `${demo}  seats → 77  done\n` });
  expect([crmSeats(sandbox, companyIndex.demo), record(sandbox, 'product', 'tenants', `tenant-${demo}`).seats]).toEqual(
    [77, 77],
  );
  expect(await run('--account', '8899999999')).toMatchObject({
    code: 1,
    output: '8899999999  failed: there is no such account\n',
  });
});
