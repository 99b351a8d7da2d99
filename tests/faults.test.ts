import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { vendorDeadline } from '@customer-graph/protocol/deadline';
import type { Fault } from '../sandbox/faults.ts';
import { companyId, companyIndex, contactId } from '../sandbox/seed/company.ts';
import { startGraph, type Answer, type Graph } from './support/graph.ts';
import { customerView } from './support/queries.ts';

const demo = companyId(companyIndex.demo);

/** Where and how an answer is incomplete. */
const failures = ({ errors }: Answer) =>
  errors
    .map(({ path, extensions: { code, system } }) => `${path?.join('.') ?? ''} ${code} ${system ?? ''}`.trim())
    .sort();

describe('while a system fails', () => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await startGraph({ spoiled: true });
    await graph.ask('{ viewer { account { id } } }', { as: 'admin@demo' });
  });
  afterAll(() => graph[Symbol.asyncDispose]());
  beforeEach(() => graph.sandbox.setFaults([]));

  const view = (headers?: Record<string, string>) =>
    graph.ask(customerView, { as: 'admin@demo', variables: { id: demo }, ...(headers && { headers }) });
  const withFaults = async (faults: readonly Fault[]) => {
    await graph.sandbox.setFaults(faults);
    graph.sandbox.calls.clear();
  };

  const billingFields = [
    'subscription',
    'upcomingInvoice',
    'invoices',
    'paymentMethods',
    'entitlements',
    'balance',
    'source',
  ];

  test('a Stripe outage nulls every billing field with an error that names the system, and no other field', async () => {
    await withFaults([{ vendor: 'stripe', kind: 'refuse' }]);
    const answer = await view();
    expect(answer.status).toBe(200);
    expect(failures(answer)).toEqual(
      billingFields.map((field) => `account.billing.${field} UPSTREAM_UNAVAILABLE BILLING`).sort(),
    );
    expect(answer.errors.every(({ extensions }) => extensions.retryable && extensions.requestId)).toBe(true);
    expect(Object.values(answer.data.account.billing)).toEqual(billingFields.map(() => null));
    expect(answer.data.account).toMatchObject({ name: 'Demo Industries', members: { edges: expect.anything() } });
    expect((await graph.ask('{ plans { key } }')).errors).toMatchObject([
      { path: ['plans'], extensions: { code: 'UPSTREAM_UNAVAILABLE', system: 'BILLING' } },
    ]);
  });

  test.each([
    ['/v1/invoices$|/v1/invoices\\?', 'invoices'],
    ['create_preview', 'upcomingInvoice'],
    ['payment_methods', 'paymentMethods'],
    ['active_entitlements', 'entitlements'],
  ])('an outage of one Stripe endpoint (%s) nulls only its field', async (path, field) => {
    await withFaults([{ vendor: 'stripe', path, kind: 'refuse' }]);
    expect(failures(await view())).toEqual([`account.billing.${field} UPSTREAM_UNAVAILABLE BILLING`]);
  });

  test.each<[Fault['kind'], number | undefined, string]>([
    ['status', 500, 'UPSTREAM_UNAVAILABLE'],
    ['status', 503, 'UPSTREAM_UNAVAILABLE'],
    ['status', 429, 'UPSTREAM_RATE_LIMITED'],
    ['status', 401, 'UPSTREAM_UNAVAILABLE'],
    ['status', 400, 'INTERNAL'],
    ['reset', undefined, 'UPSTREAM_UNAVAILABLE'],
    ['truncate', undefined, 'UPSTREAM_UNAVAILABLE'],
    ['html', 200, 'UPSTREAM_INVALID_RESPONSE'],
    ['html', 502, 'UPSTREAM_UNAVAILABLE'],
    ['wrongTypes', undefined, 'UPSTREAM_INVALID_RESPONSE'],
  ])('the fault %s %s of one endpoint gives %s at its field', async (kind, value, code) => {
    await withFaults([
      { vendor: 'stripe', path: 'active_entitlements', kind, ...(value !== undefined && { value }) },
      { vendor: 'hubspot', path: 'objects/[^/]+/contacts/batch/read', kind, ...(value !== undefined && { value }) },
    ]);
    const answer = await graph.ask(
      `{ account(id: "${demo}") { name members(first: 1) { edges { node { role name } } } billing { id entitlements { key } } } }`,
      { as: 'admin@demo' },
    );
    expect(answer.data.account).toMatchObject({
      name: 'Demo Industries',
      billing: { id: demo, entitlements: null },
      members: { edges: [{ node: { role: 'ADMIN', name: null } }] },
    });
    expect(failures(answer)).toEqual([
      `account.billing.entitlements ${code}${code === 'INTERNAL' ? '' : ' BILLING'}`,
      `account.members.edges.0.node.name ${code}${code === 'INTERNAL' ? '' : ' CRM'}`,
    ]);
    expect(answer.text).not.toMatch(/stripe|hubspot|127\.0\.0\.1|maintenance|could not be carried out/i);
  });

  test('retries failed reads until they succeed', async () => {
    await withFaults([
      { vendor: 'stripe', path: 'active_entitlements', kind: 'status', value: 503, times: 2 },
      { vendor: 'hubspot', path: 'objects/[^/]+/companies/batch/read', kind: 'reset', times: 1 },
    ]);
    const answer = await graph.ask(`{ account(id: "${demo}") { name billing { entitlements { key } } } }`, {
      as: 'admin@demo',
    });
    expect(answer.errors).toEqual([]);
    expect(graph.calls('stripe')).toHaveLength(3);
    expect(graph.calls('hubspot')).toHaveLength(2);
  });

  test.each<[string, Fault]>([
    ['slow', { vendor: 'stripe', path: 'active_entitlements', kind: 'latency', value: 5_000 }],
    ['dripping', { vendor: 'stripe', path: 'active_entitlements', kind: 'drip', value: 200 }],
  ])('meets the client’s deadline while a system is %s', async (_case, fault) => {
    await withFaults([fault]);
    const startedAt = Date.now();
    const answer = await graph.ask(`{ account(id: "${demo}") { name billing { entitlements { key } } } }`, {
      as: 'admin@demo',
      headers: { 'x-request-timeout': '600' },
    });
    expect(Date.now() - startedAt).toBeLessThan(1_500);
    expect(failures(answer)).toEqual(['account.billing.entitlements UPSTREAM_TIMEOUT BILLING']);
    expect(answer.data.account.name).toBe('Demo Industries');
  });

  test('a HubSpot outage nulls its fields; billing still works for a caller with a cached membership', async () => {
    await view();
    await withFaults([{ vendor: 'hubspot', kind: 'refuse' }]);
    const answer = await view();
    expect(answer.data.account).toMatchObject({
      id: demo,
      name: null,
      members: null,
      billing: { subscription: { status: 'ACTIVE' } },
    });
    expect(failures(answer).every((failure) => failure.endsWith('UPSTREAM_UNAVAILABLE CRM'))).toBe(true);
    expect(failures(answer)).toContain('account.name UPSTREAM_UNAVAILABLE CRM');
    // Without a cached membership the gateway cannot authorize the caller.
    const unseen = await graph.ask(customerView, {
      as: 'admin@other',
      variables: { id: companyId(companyIndex.other) },
    });
    expect(unseen.data.account).toBeNull();
    expect(failures(unseen)).toEqual(['account UPSTREAM_UNAVAILABLE CRM']);
  });

  test('an outage of the identity provider does not affect tokens of known signing keys', async () => {
    await withFaults([{ vendor: 'identity', kind: 'refuse' }]);
    const answer = await graph.ask('{ viewer { kind } }', { as: 'admin@demo' });
    expect(answer.data.viewer.kind).toBe('CUSTOMER');
  });
});

describe('while the CRM fails for longer than memberships are remembered', () => {
  const query = `{ account(id: "${demo}") { billing { subscription { id } } usage { activeMembers } } }`;
  let graph: Graph;
  beforeAll(async () => {
    graph = await startGraph({ spoiled: true });
  });
  afterAll(() => graph[Symbol.asyncDispose]());

  test.each<Fault>([
    { vendor: 'hubspot', kind: 'refuse' },
    { vendor: 'hubspot', kind: 'reset' },
    { vendor: 'hubspot', kind: 'latency', value: 30_000 },
    { vendor: 'hubspot', kind: 'drip', value: 1_000 },
    { vendor: 'hubspot', kind: 'status', value: 429 },
    { vendor: 'hubspot', kind: 'status', value: 401 },
    { vendor: 'hubspot', kind: 'status', value: 500 },
    { vendor: 'hubspot', kind: 'html', value: 200 },
    { vendor: 'hubspot', kind: 'wrongTypes' },
  ])('the other parts are whole, and nobody waits for it: $kind $value', async (fault) => {
    // A graph of its own: what was remembered in another test would be too old.
    await using graph = await startGraph({ spoiled: true });
    expect((await graph.ask(query, { as: 'admin@demo' })).errors).toEqual([]);
    const now = Date.now();
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => now + 240_000);
    try {
      await graph.sandbox.setFaults([fault]);
      const startedAt = performance.now();
      for (let count = 0; count < 5; count += 1) {
        const answer = await graph.ask(query, { as: 'admin@demo' });
        expect(failures(answer)).toEqual([]);
        expect(answer.data.account.billing.subscription.id).toBeTruthy();
      }
      // The fault of 30 seconds and the drip would take minutes.
      expect(performance.now() - startedAt).toBeLessThan(10_000);
      // A change needs to know the caller's rights now.
      const change = await graph.ask(
        `mutation { updateAccount(input: { accountId: "${demo}", phone: "1" }) { userErrors { code } } }`,
        { as: 'admin@demo', headers: { 'x-request-timeout': '1500' } },
      );
      expect(change.errors.length).toBeGreaterThan(0);
    } finally {
      clock.mockRestore();
      await graph.sandbox.setFaults([]);
    }
  });

  test('a client that waits less than the CRM takes starts no outage for others', async () => {
    await graph.sandbox.setFaults([]);
    await graph.ask(query, { as: 'member@demo' });
    const now = Date.now();
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => now + 20_000);
    try {
      graph.sandbox.records.change('hubspot', 'associations', `${contactId(2)}:${demo}`, { labels: null });
      await graph.sandbox.setFaults([{ vendor: 'hubspot', kind: 'latency', value: 100 }]);
      const [impatient, plain] = await Promise.all([
        graph.ask(query, { as: 'member@demo', headers: { 'x-request-timeout': '50' } }),
        graph.ask(query, { as: 'member@demo' }),
      ]);
      expect([impatient.data.account, plain.data.account]).toEqual([null, null]);
    } finally {
      clock.mockRestore();
      await graph.sandbox.setFaults([]);
      await graph.sandbox.reset();
    }
  });

  test('one look-up at a time asks it', async () => {
    await graph.sandbox.setFaults([]);
    expect((await graph.ask(query, { as: 'admin@demo' })).errors).toEqual([]);
    const now = Date.now();
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => now + 240_000);
    try {
      await graph.sandbox.setFaults([{ vendor: 'hubspot', kind: 'latency', value: 5_000 }]);
      await graph.ask(query, { as: 'admin@demo' });
      graph.sandbox.calls.clear();
      await Promise.all(Array.from({ length: 20 }, () => graph.ask(query, { as: 'admin@demo' })));
      expect(graph.calls('hubspot').length).toBeLessThanOrEqual(2);
    } finally {
      clock.mockRestore();
      await graph.sandbox.setFaults([]);
    }
  });

  test('a membership that is gone is refused at once', async () => {
    await graph.sandbox.setFaults([]);
    await graph.ask(query, { as: 'member@demo' });
    const now = Date.now();
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => now + 20_000);
    try {
      graph.sandbox.records.change('hubspot', 'associations', `${contactId(2)}:${demo}`, { labels: null });
      const seen = await graph.ask(query, { as: 'member@demo' });
      expect(seen.data.account).toBeNull();
    } finally {
      clock.mockRestore();
      await graph.sandbox.reset();
    }
  });
});

test('a caller is refused once the grace period is over', async () => {
  await using graph = await startGraph({ spoiled: true, environment: { MEMBERSHIP_GRACE: '1' } });
  const query = `{ account(id: "${demo}") { billing { subscription { id } } } }`;
  await graph.ask(query, { as: 'admin@demo' });
  await graph.sandbox.setFaults([{ vendor: 'hubspot', kind: 'refuse' }]);
  const answer = await graph.ask(query, { as: 'admin@demo' });
  expect(answer.data.account).toBeNull();
  expect(failures(answer)).toEqual(['account UPSTREAM_UNAVAILABLE CRM']);
});

test('without signing keys a request with a token gets 503, and one without a token reads public fields', async () => {
  await using graph = await startGraph({ spoiled: true });
  const token = await graph.sandbox.token('admin@demo');
  await graph.sandbox.setFaults([{ vendor: 'identity', kind: 'refuse' }]);
  const answer = await graph.ask('{ viewer { kind } }', { headers: { authorization: `Bearer ${token}` } });
  expect(answer.status).toBe(503);
  expect(answer.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE', retryable: true } }]);
  expect((await graph.ask('{ plans { key } }')).errors).toEqual([]);
});

test.each([
  [200, 180],
  [205, 184],
  [1_000, 900],
  [10_000, 9_900],
])('of %s ms, vendors may take %s', (givenMs, vendorMs) => {
  expect(vendorDeadline(givenMs, 0)).toBe(vendorMs);
});

test('a slow product delays no increase of seats, and the error of a reduction names it', async () => {
  await using graph = await startGraph({ spoiled: true, environment: { REQUEST_TIMEOUT: '8000' } });
  const change = (seats: number) =>
    graph.ask(
      'mutation($input: ChangeSubscriptionInput!) { changeSubscription(input: $input) { userErrors { code } account { billing { subscription { seats } } } } }',
      { as: 'admin@demo', variables: { input: { accountId: demo, change: { seats } } } },
    );
  await graph.sandbox.setFaults([{ vendor: 'product', kind: 'latency', value: 60_000 }]);
  const raised = await change(26);
  expect(raised.errors).toEqual([]);
  expect(raised.data.changeSubscription).toEqual({
    userErrors: [],
    account: { billing: { subscription: { seats: 26 } } },
  });
  expect(failures(await change(20))).toEqual(['changeSubscription UPSTREAM_TIMEOUT PRODUCT']);
});
