import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Fault } from '../sandbox/faults.ts';
import { companyId, companyIndex } from '../sandbox/seed/company.ts';
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
      { vendor: 'hubspot', path: 'objects/contacts/batch/read', kind, ...(value !== undefined && { value }) },
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
      { vendor: 'hubspot', path: 'objects/companies/batch/read', kind: 'reset', times: 1 },
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

test('the grace period applies while the CRM is unreachable, not when it responds with an error', async () => {
  await using graph = await startGraph({ spoiled: true });
  const query = `{ account(id: "${demo}") { billing { subscription { id } } } }`;
  await graph.ask(query, { as: 'admin@demo' });
  const now = Date.now();
  const clock = jest.spyOn(Date, 'now').mockImplementation(() => now + 20_000);
  try {
    await graph.sandbox.setFaults([{ vendor: 'hubspot', kind: 'status', value: 429 }]);
    expect(failures(await graph.ask(query, { as: 'admin@demo' }))).toEqual(['account UPSTREAM_RATE_LIMITED CRM']);
    await graph.sandbox.setFaults([{ vendor: 'hubspot', kind: 'status', value: 401 }]);
    expect(failures(await graph.ask(query, { as: 'admin@demo' }))).toEqual(['account UPSTREAM_UNAVAILABLE CRM']);
    await graph.sandbox.setFaults([{ vendor: 'hubspot', kind: 'refuse' }]);
    expect((await graph.ask(query, { as: 'admin@demo' })).data.account.billing.subscription.id).toBeTruthy();
  } finally {
    clock.mockRestore();
  }
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
