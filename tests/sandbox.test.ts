import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { companyId, customerId, companyIndex } from '../sandbox/seed/company.ts';
import { contactCount, createPopulation } from '../sandbox/seed/population.ts';
import { invoiceCount } from '../sandbox/seed/billing.ts';
import { startSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import { startContractCheck, type ContractCheck } from './support/contracts.ts';
import { startTestSandbox } from './support/graph.ts';
import { foreignPages, post } from './support/foreign-requests.ts';

const ports = { control: 0, hubspot: 0, stripe: 0, zendesk: 0, identity: 0, product: 0, productWebhook: 0 };

let sandbox: Sandbox;
let contracts: ContractCheck;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  contracts = await startContractCheck(sandbox.urls);
});
afterAll(async () => {
  await contracts[Symbol.asyncDispose]();
  await sandbox[Symbol.asyncDispose]();
});

const hubspot = async (method: string, path: string, body?: unknown, of = sandbox) => {
  const base = of === sandbox ? (contracts.environment.HUBSPOT_API_BASE ?? of.urls.hubspot) : of.urls.hubspot;
  const answer = await fetch(`${base}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${String(of.environment.HUBSPOT_ACCESS_TOKEN)}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    headers: answer.headers,
    body: text === '' ? undefined : (JSON.parse(text) as Record<string, never>),
  };
};
const stripe = async (
  method: string,
  path: string,
  form?: Record<string, string>,
  headers: Record<string, string> = {},
  of = sandbox,
) => {
  const base = of === sandbox ? (contracts.environment.STRIPE_API_BASE ?? of.urls.stripe) : of.urls.stripe;
  const answer = await fetch(`${base}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${String(of.environment.STRIPE_API_KEY)}`,
      ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
      ...headers,
    },
    ...(form && { body: new URLSearchParams(form).toString() }),
  });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, never> };
};
const control = (method: string, path: string, body?: unknown) =>
  fetch(`${sandbox.urls.control}${path}`, {
    method,
    ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });

describe('the seed', () => {
  test('has the documented size and is the same at every start', async () => {
    const population = createPopulation();
    expect(population).toEqual(createPopulation());
    const people = population.flatMap((company) => company.people);
    expect({ companies: population.length, people: people.length }).toEqual({ companies: 250, people: contactCount });
    const unlabelled = people.filter(({ role }) => role === null).length;
    expect(unlabelled / people.length).toBeGreaterThan(0.08);
    expect(unlabelled / people.length).toBeLessThan(0.12);
    let invoices = 0;
    for (let after = ''; ;) {
      const { body } = await stripe('GET', `/v1/invoices?limit=100${after}`);
      const { data, has_more: more } = body as unknown as { data: { id: string }[]; has_more: boolean };
      invoices += data.length;
      if (!more) break;
      after = `&starting_after=${String(data.at(-1)?.id)}`;
    }
    expect(invoices).toBe(invoiceCount);
  });
});

describe('HubSpot’s stand-in', () => {
  test('requires its token and returns HubSpot’s error format', async () => {
    const refused = await fetch(`${sandbox.urls.hubspot}/crm/owners/2026-09`);
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject({
      status: 'error',
      category: 'INVALID_AUTHENTICATION',
      correlationId: expect.any(String),
    });
    expect((await hubspot('GET', '/crm/objects/2026-09/companies/1')).body).toMatchObject({
      category: 'OBJECT_NOT_FOUND',
    });
  });

  test('returns null for a requested property without a value, and rejects writes to undefined properties', async () => {
    const read = await hubspot('POST', '/crm/objects/2026-09/companies/batch/read', {
      inputs: [{ id: companyId(companyIndex.missingLink) }],
      properties: ['name', 'stripe_customer_id', 'no_such'],
      propertiesWithHistory: [],
    });
    expect(read.body).toMatchObject({
      results: [{ properties: { name: expect.any(String), stripe_customer_id: null, no_such: null } }],
    });
    expect(
      (await hubspot('PATCH', `/crm/objects/2026-09/companies/${companyId(50)}`, { properties: { no_such: 'x' } }))
        .status,
    ).toBe(400);
  });

  test('the search index lags behind writes', async () => {
    await using slow = await startTestSandbox({ searchLagMs: 600_000 });
    const find = () => hubspot('POST', '/crm/objects/2026-09/companies/search', { query: 'Brand New Name' }, slow);
    expect(
      (
        await hubspot(
          'PATCH',
          `/crm/objects/2026-09/companies/${companyId(50)}`,
          { properties: { name: 'Brand New Name' } },
          slow,
        )
      ).status,
    ).toBe(200);
    expect((await find()).body).toMatchObject({ total: 0 });
    expect(
      (await hubspot('GET', `/crm/objects/2026-09/companies/${companyId(50)}?properties=name`, undefined, slow)).body,
    ).toMatchObject({ properties: { name: 'Brand New Name' } });
    await using prompt = await startTestSandbox({ searchLagMs: 0 });
    await hubspot(
      'PATCH',
      `/crm/objects/2026-09/companies/${companyId(50)}`,
      { properties: { name: 'Brand New Name' } },
      prompt,
    );
    expect(
      (await hubspot('POST', '/crm/objects/2026-09/companies/search', { query: 'Brand New Name' }, prompt)).body,
    ).toMatchObject({ total: 1 });
  });

  test('IN matches lower-case values only, and searches end at 10,000 results', async () => {
    const find = (value: string) =>
      hubspot('POST', '/crm/objects/2026-09/companies/search', {
        filterGroups: [{ filters: [{ propertyName: 'stripe_customer_id', operator: 'IN', values: [value] }] }],
      });
    expect((await find(customerId(50))).body).toMatchObject({ total: 0 });
    expect((await find(customerId(50).toLowerCase())).body).toMatchObject({ total: 1 });
    expect((await hubspot('POST', '/crm/objects/2026-09/companies/search', { limit: 100, after: '9950' })).status).toBe(
      400,
    );
  });

  test('associates a new contact with the company of its e-mail domain, without a label', async () => {
    const created = await hubspot('POST', '/crm/objects/2026-09/contacts', {
      properties: { email: 'new@demo-industries.example' },
    });
    expect(created.status).toBe(201);
    const { id } = created.body as unknown as { id: string };
    const { body } = await hubspot('GET', `/crm/objects/2026-09/contacts/${id}/associations/companies`);
    expect(body).toMatchObject({
      results: [{ toObjectId: Number(companyId(companyIndex.demo)), associationTypes: [{ label: null, typeId: 279 }] }],
    });
    expect(
      (await hubspot('POST', '/crm/objects/2026-09/contacts', { properties: { email: 'new@demo-industries.example' } }))
        .status,
    ).toBe(409);
  });

  test('answers numbered paths only if the account still has them, with their own statuses', async () => {
    const input = { inputs: [{ id: '1' }], properties: [], propertiesWithHistory: [] };
    const path = '/crm/v3/objects/companies/batch/read';
    expect((await hubspot('POST', path, input)).status).toBe(404);
    sandbox.setBehaviour({ hubspot: { numberedPaths: true } });
    expect((await hubspot('POST', path, input)).status).toBe(207);
    expect((await hubspot('POST', '/crm/objects/2026-09/companies/batch/read', input)).status).toBe(200);
    sandbox.setBehaviour({});
  });

  test('limits requests as HubSpot does', async () => {
    await using limited = await startSandbox({
      ports,
      limits: { hubspotRequestsPer10Seconds: 3, hubspotSearchesPerSecond: 1 },
    });
    const answers = [];
    for (let count = 0; count < 8; count += 1)
      answers.push(await hubspot('GET', '/crm/owners/2026-09', undefined, limited));
    expect(answers[0]?.headers.get('x-hubspot-ratelimit-max')).toBe('3');
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.body).toMatchObject({ errorType: 'RATE_LIMIT', policyName: 'TEN_SECONDLY_ROLLING' });
  });
});

describe('Stripe’s stand-in', () => {
  const subscription = '/v1/subscriptions/sub_Sandbox000002';

  test('requires its key and returns Stripe’s error format', async () => {
    expect((await fetch(`${sandbox.urls.stripe}/v1/products`)).status).toBe(401);
    expect(await stripe('GET', '/v1/customers/cus_nobody')).toMatchObject({
      status: 404,
      body: { error: { type: 'invalid_request_error', code: 'resource_missing' } },
    });
  });

  test('expands at most four levels, and only expandable fields', async () => {
    const expand = (path: string) =>
      stripe('GET', `/v1/subscriptions?customer=${customerId(companyIndex.other)}&expand[]=${path}`);
    expect((await expand('data.customer.invoice_settings.default_payment_method')).body).toMatchObject({
      data: [{ customer: { invoice_settings: { default_payment_method: { type: 'card' } } } }],
    });
    expect(await expand('data.items.data.price.product')).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining('more than 4 levels') } },
    });
    expect(await expand('data.status')).toMatchObject({ status: 400 });
  });

  test('an idempotency key gives one effect and the same response, and is rejected with other parameters', async () => {
    const headers = { 'idempotency-key': 'key-1' };
    const first = await stripe('POST', '/v1/setup_intents', { customer: customerId(companyIndex.other) }, headers);
    const again = await stripe('POST', '/v1/setup_intents', { customer: customerId(companyIndex.other) }, headers);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(
      await stripe('POST', '/v1/setup_intents', { customer: customerId(companyIndex.demo) }, headers),
    ).toMatchObject({
      status: 400,
      body: { error: { type: 'idempotency_error' } },
    });
  });

  test('stores writes, and the invoice equals its preview to the cent', async () => {
    const at = String(Math.floor(Date.now() / 1_000));
    const { body: before } = await stripe('GET', subscription);
    const item = (before as unknown as { items: { data: { id: string; quantity: number }[] } }).items.data[0];
    const change = { 'items[0][id]': String(item?.id), 'items[0][quantity]': String((item?.quantity ?? 0) + 5) };
    const preview = await stripe('POST', '/v1/invoices/create_preview', {
      customer: customerId(companyIndex.other),
      subscription: 'sub_Sandbox000002',
      'subscription_details[items][0][id]': change['items[0][id]'],
      'subscription_details[items][0][quantity]': change['items[0][quantity]'],
      'subscription_details[proration_date]': at,
    });
    const updated = await stripe('POST', subscription, { ...change, proration_date: at });
    expect(updated.body).toMatchObject({ items: { data: [{ quantity: (item?.quantity ?? 0) + 5 }] } });
    const next = await stripe('POST', '/v1/invoices/create_preview', { customer: customerId(companyIndex.other) });
    expect((next.body as unknown as { total: number }).total).toBe(
      (preview.body as unknown as { total: number }).total,
    );
  });

  test('the search index lags behind writes', async () => {
    const find = async (of: Sandbox) =>
      (
        await stripe(
          'GET',
          `/v1/customers/search?query=${encodeURIComponent("metadata['tier']:'gold'")}`,
          undefined,
          {},
          of,
        )
      ).body;
    for (const [searchLagMs, found] of [
      [600_000, 0],
      [0, 1],
    ] as const) {
      await using own = await startTestSandbox({ searchLagMs });
      expect(
        (await stripe('POST', `/v1/customers/${customerId(companyIndex.other)}`, { 'metadata[tier]': 'gold' }, {}, own))
          .status,
      ).toBe(200);
      expect(await find(own)).toMatchObject({ data: { length: found } });
    }
  });

  test('cancels a subscription at once, schedules a cancellation, and revokes it, in each billing mode', async () => {
    for (const [billingMode, at] of [
      ['classic', expect.any(Number)],
      ['flexible', null],
    ] as const) {
      sandbox.setBehaviour({ stripe: { billingMode } });
      expect((await stripe('POST', subscription, { cancel_at_period_end: 'true' })).body).toMatchObject({
        cancel_at_period_end: true,
        cancel_at: at,
      });
      expect((await stripe('POST', subscription, { cancel_at_period_end: 'false' })).body).toMatchObject({
        cancel_at_period_end: false,
        cancel_at: null,
      });
    }
    expect((await stripe('POST', subscription, { cancel_at_period_end: 'false', cancel_at: '' })).status).toBe(400);
    expect((await stripe('DELETE', subscription)).body).toMatchObject({
      status: 'canceled',
      ended_at: expect.any(Number),
    });
    expect((await stripe('POST', subscription, { cancel_at_period_end: 'true' })).status).toBe(404);
  });

  test('sends an event for each subscription and invoice that a request changes, and none for others', async () => {
    await sandbox.reset();
    const id = 'sub_Sandbox000000';
    const changes = await stripe('GET', `/v1/subscriptions/${id}`);
    const item = (changes.body as unknown as { items: { data: { id: string }[] } }).items.data[0]?.id ?? '';
    const events = async () =>
      ((await stripe('GET', '/v1/events?limit=100')).body as unknown as { data: { type: string; id: string }[] }).data;
    const before = new Set((await events()).map((event) => event.id));
    const added = async () => (await events()).filter((event) => !before.has(event.id)).map(({ type }) => type);
    const preview = {
      subscription: id,
      'subscription_details[items][0][id]': item,
      'subscription_details[items][0][quantity]': '26',
    };
    expect((await stripe('POST', '/v1/invoices/create_preview', preview)).status).toBe(200);
    expect((await stripe('POST', `/v1/subscriptions/${id}`, { cancel_at_period_end: 'false' })).status).toBe(200);
    expect((await stripe('POST', '/v1/setup_intents', { customer: customerId(0) })).status).toBe(200);
    expect(await added()).toEqual([]);
    const change = {
      'items[0][id]': item,
      'items[0][quantity]': '26',
      proration_behavior: 'always_invoice',
      payment_behavior: 'pending_if_incomplete',
    };
    expect((await stripe('POST', `/v1/subscriptions/${id}`, change)).status).toBe(200);
    expect((await added()).sort()).toEqual(['customer.subscription.updated', 'invoice.created', 'invoice.paid']);
  });

  test('declines the test card for declined payments', async () => {
    const { body } = await stripe('GET', '/v1/invoices?status=open&limit=100');
    const open = (body as unknown as { data: { id: string; customer: string }[] }).data;
    const declined = open.find(({ customer }) => {
      const card = sandbox.records.get('stripe', 'payment_methods', `pm_Sandbox${customer.slice(-6)}card`) as {
        card: { last4: string };
      };
      return card.card.last4 === '0002';
    });
    expect(await stripe('POST', `/v1/invoices/${String(declined?.id)}/pay`, {})).toMatchObject({
      status: 402,
      body: { error: { type: 'card_error', code: 'card_declined' } },
    });
  });

  test('limits requests as Stripe does', async () => {
    await using limited = await startSandbox({ ports, limits: { stripeEndpointRequestsPerSecond: 2 } });
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => stripe('GET', '/v1/products', undefined, {}, limited)),
    );
    expect(answers.find(({ status }) => status === 429)?.body).toMatchObject({ error: { code: 'rate_limit' } });
  });
});

describe('the writes of the API', () => {
  const customer = customerId(companyIndex.demo);
  const company = companyId(companyIndex.demo);

  test('Stripe accepts billing details, payment methods, payments and portal sessions', async () => {
    expect(
      (
        await stripe('POST', `/v1/customers/${customer}`, {
          name: 'New Name',
          'address[line1]': 'Street 1',
          'address[country]': 'DE',
        })
      ).body,
    ).toMatchObject({ name: 'New Name', address: { line1: 'Street 1' } });
    expect((await stripe('POST', '/v1/setup_intents', { customer, usage: 'off_session' })).body).toMatchObject({
      client_secret: expect.any(String),
    });
    const sepa = `pm_Sandbox${customer.slice(-6)}sepa`;
    expect(
      (await stripe('POST', `/v1/customers/${customer}`, { 'invoice_settings[default_payment_method]': sepa })).body,
    ).toMatchObject({ invoice_settings: { default_payment_method: sepa } });
    expect((await stripe('POST', `/v1/payment_methods/${sepa}/detach`, {})).body).toMatchObject({ customer: null });
    expect((await stripe('GET', `/v1/customers/${customer}`)).body).toMatchObject({
      invoice_settings: { default_payment_method: null },
    });
    expect((await stripe('POST', `/v1/payment_methods/${sepa}/attach`, { customer })).body).toMatchObject({ customer });
    expect(
      (await stripe('POST', '/v1/billing_portal/sessions', { customer, return_url: 'https://portal.example/back' }))
        .body,
    ).toMatchObject({ url: expect.stringContaining('https://') });
    const { body } = await stripe('GET', '/v1/invoices?status=open&limit=100');
    const good = (body as unknown as { data: { id: string; customer: string }[] }).data.find(({ customer: owner }) => {
      const card = sandbox.records.get('stripe', 'payment_methods', `pm_Sandbox${owner.slice(-6)}card`) as {
        card: { last4: string };
      };
      return card.card.last4 === '4242';
    });
    expect((await stripe('POST', `/v1/invoices/${String(good?.id)}/pay`, {})).body).toMatchObject({
      status: 'paid',
      amount_remaining: 0,
    });
    expect(await stripe('POST', `/v1/invoices/${String(good?.id)}/pay`, {})).toMatchObject({ status: 400 });
  });

  test('HubSpot accepts companies, contacts, roles, notes and subscription preferences', async () => {
    expect(
      (
        await hubspot('PATCH', `/crm/objects/2026-09/companies/${company}`, {
          properties: { phone: '+49 1', portal_seats: '30' },
        })
      ).body,
    ).toMatchObject({ properties: { phone: '+49 1' } });
    const created = await hubspot('POST', '/crm/objects/2026-09/contacts', {
      properties: { email: 'invited@elsewhere.example', firstname: 'In', portal_member_status: 'invited' },
    });
    const { id } = created.body as unknown as { id: string };
    const label = (typeId: number) => [{ associationCategory: 'USER_DEFINED', associationTypeId: typeId }];
    const pair = `/crm/objects/2026-09/contacts/${id}/associations/companies/${company}`;
    expect(await hubspot('PUT', pair, label(105))).toMatchObject({ status: 200, body: { labels: ['Portal member'] } });
    expect((await hubspot('PUT', pair, label(101))).body).toMatchObject({
      labels: expect.arrayContaining(['Portal member', 'Portal admin']),
    });
    const archived = await hubspot('POST', '/crm/associations/2026-09/contacts/companies/batch/labels/archive', {
      inputs: [{ from: { id }, to: { id: company }, types: label(105) }],
    });
    expect(archived.status).toBe(204);
    expect(sandbox.records.get('hubspot', 'associations', `${id}:${company}`)).toMatchObject({
      labels: ['Portal admin'],
    });
    expect((await hubspot('DELETE', pair)).status).toBe(204);
    sandbox.setBehaviour({ hubspot: { archivals: 'described' } });
    expect(await hubspot('DELETE', pair)).toMatchObject({ status: 200, body: { status: 'COMPLETE' } });
    sandbox.setBehaviour({});
    expect(sandbox.records.get('hubspot', 'associations', `${id}:${company}`)).toBeUndefined();
    const note = await hubspot('POST', '/crm/objects/2026-09/notes', {
      properties: { hs_note_body: 'Ticket opened', hs_timestamp: '2026-01-01T00:00:00Z' },
      associations: [
        { to: { id: company }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 190 }] },
      ],
    });
    expect(note.status).toBe(201);
    const preference = { emailAddress: 'invited@elsewhere.example', subscriptionId: '901' };
    expect((await hubspot('POST', '/communication-preferences/2026-09/subscribe', preference)).body).toMatchObject({
      status: 'SUBSCRIBED',
    });
    expect((await hubspot('POST', '/communication-preferences/2026-09/unsubscribe', preference)).body).toMatchObject({
      status: 'NOT_SUBSCRIBED',
    });
  });
});

describe('the control port', () => {
  test('lists and clears calls, changes records, and resets all data', async () => {
    await control('DELETE', '/calls');
    await hubspot('GET', `/crm/objects/2026-09/companies/${companyId(51)}?properties=name`);
    expect(await (await control('GET', '/calls')).json()).toMatchObject([
      {
        vendor: 'hubspot',
        method: 'GET',
        path: `/crm/objects/2026-09/companies/${companyId(51)}`,
        status: 200,
        durationMs: expect.any(Number),
        startedAt: expect.any(String),
      },
    ]);
    const path = `/records/hubspot/companies/${companyId(51)}`;
    expect(
      await (await control('PATCH', path, { properties: { name: 'Patched', domain: null } })).json(),
    ).toMatchObject({ properties: { name: 'Patched' } });
    expect(await (await control('GET', path)).json()).not.toHaveProperty('properties.domain');
    expect((await control('GET', '/records/hubspot/companies/1')).status).toBe(404);
    expect((await control('POST', '/reset')).status).toBe(204);
    expect(await (await control('GET', path)).json()).toHaveProperty('properties.domain');
    expect(await (await control('GET', '/calls')).json()).toEqual([]);
  });

  test.each(foreignPages)('refuses %s', async (_attack, headers) => {
    for (const path of ['/reset', '/tokens', '/identity/rotate'])
      expect(await post(`${sandbox.urls.control}${path}`, headers)).toBe(403);
  });

  test('accepts every name of this machine', async () => {
    for (const host of ['localhost:4100', '[::1]:4100', '127.0.0.1'])
      expect(await post(`${sandbox.urls.control}/reset`, { host, origin: `http://${host}` })).toBe(204);
  });

  test('rejects an unknown kind of fault', async () => {
    expect((await control('PUT', '/faults', [{ vendor: 'stripe', kind: 'explode' }])).status).toBe(400);
    expect((await control('PUT', '/faults', [{ vendor: 'stripe', kind: 'status', path: '(' }])).status).toBe(400);
  });

  test('partners get a token with client credentials', async () => {
    const grant = (secret: string) =>
      fetch(`${sandbox.urls.identity}/token`, {
        method: 'POST',
        body: new URLSearchParams({ grant_type: 'client_credentials', client_id: 'acme', client_secret: secret }),
      });
    expect((await grant('wrong')).status).toBe(401);
    expect(await (await grant('acme-sandbox-secret')).json()).toMatchObject({
      token_type: 'Bearer',
      access_token: expect.any(String),
    });
  });
});
