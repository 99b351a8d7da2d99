import { setTimeout as delay } from 'node:timers/promises';
import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { credentials } from '../sandbox/credentials.ts';
import { companyId, contactId, customerId, companyIndex } from '../sandbox/seed/company.ts';
import type { Webhook, WebhookVendor } from '../sandbox/webhook-signature.ts';
import { readStripeWebhook } from '../subgraphs/billing/stripe/webhooks.ts';
import { startGraph, type Graph } from './support/graph.ts';

const demo = companyId(companyIndex.demo);
const publicUrl = 'https://graph.example.com';
const subscriptionId = 'sub_Sandbox000000';
/** A second account for tests that count calls. Late processing of other tests' events would change the counts of the demo account. */
const other = {
  company: companyId(companyIndex.other),
  customer: customerId(companyIndex.other),
  subscription: 'sub_Sandbox000002',
};

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph({ environment: { PUBLIC_URL: publicUrl } });
  // Opens the journal, so that no webhook waits longer than a second for it.
  await graph.ask(`{ operation(id: "${'x'.repeat(32)}") { id } }`, { as: 'admin@demo' });
});
afterAll(() => graph[Symbol.asyncDispose]());
beforeEach(async () => {
  graph.sandbox.webhooks.setTarget(null);
  await graph.sandbox.reset();
});

interface Recorded {
  readonly properties: Readonly<Record<string, string>>;
  readonly seats: number;
  readonly told: number;
  readonly items: { readonly data: readonly object[] };
}
const record = (vendor: string, type: string, id: string) => graph.sandbox.records.get(vendor, type, id) as Recorded;
const crmSeats = (company = demo) => Number(record('hubspot', 'companies', company).properties.portal_seats);
const productSeats = (company = demo) => record('product', 'tenants', `tenant-${company}`).seats;
/** Changes the seats as a user of the Stripe dashboard does. */
const changeSeats = (seats: number, subscription = subscriptionId) => {
  const [item] = record('stripe', 'subscriptions', subscription).items.data;
  graph.sandbox.records.change('stripe', 'subscriptions', subscription, {
    items: { data: [{ ...item, quantity: seats }] },
  });
};
const send = async ({ vendor, headers, body }: Webhook, change: { readonly body?: string } = {}): Promise<number> => {
  const answer = await fetch(`${graph.url}/webhooks/${vendor}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: change.body ?? body,
  });
  await answer.arrayBuffer();
  return answer.status;
};
async function eventually(isTrue: () => boolean): Promise<void> {
  for (let tried = 0; !isTrue(); tried += 1) {
    if (tried === 1_000) throw new Error('the condition was not met within 20 seconds');
    await delay(20);
  }
}
const stripeEvent = (
  customer = customerId(companyIndex.demo),
  id = `evt_${createHash('sha256').update(String(Math.random())).digest('hex').slice(0, 24)}`,
) => ({
  id,
  object: 'event',
  type: 'customer.subscription.updated',
  data: { object: { id: subscriptionId, object: 'subscription', customer } },
});
const payloads: Readonly<Record<WebhookVendor, () => unknown>> = {
  stripe: () => stripeEvent(),
  hubspot: () => [
    {
      eventId: 1,
      subscriptionType: 'company.propertyChange',
      occurredAt: Date.now(),
      objectId: Number(demo),
      propertyName: 'portal_seats',
    },
  ],
  zendesk: () => ({ id: crypto.randomUUID(), type: 'zen:event-type:ticket.created', detail: { id: '1' } }),
};

describe('vendor events', () => {
  test('a changed number of seats reaches the CRM and the product', async () => {
    graph.sandbox.webhooks.setTarget(graph.url, publicUrl);
    changeSeats(28);
    await eventually(() => crmSeats() === 28 && productSeats() === 28);
  });

  test('many duplicated events in any order end with the current state', async () => {
    graph.sandbox.webhooks.setTarget(graph.url, publicUrl);
    for (let seats = 26; seats < 46; seats += 1) changeSeats(seats);
    await graph.sandbox.webhooks.settled();
    await eventually(() => crmSeats() === 45 && productSeats() === 45);
  });

  test('seats changed in the CRM are reset to the charged number', async () => {
    graph.sandbox.webhooks.setTarget(graph.url, publicUrl);
    graph.sandbox.records.change('hubspot', 'companies', demo, { properties: { portal_seats: 3 } });
    await eventually(() => crmSeats() === 25);
  });

  test('a removed membership takes effect at once', async () => {
    const ask = async () =>
      (await graph.ask(`{ account(id: "${demo}") { id } }`, { as: 'billing@demo' })).data.account as unknown;
    expect(await ask()).toEqual({ id: demo });
    graph.sandbox.webhooks.setTarget(graph.url, publicUrl);
    graph.sandbox.records.change('hubspot', 'associations', `${contactId(1)}:${demo}`, { labels: [] });
    await graph.sandbox.webhooks.settled();
    expect(await ask()).toBeNull();
  });

  test('a new ticket adds one note to the CRM and the plan to the ticket', async () => {
    graph.sandbox.webhooks.setTarget(graph.url, publicUrl);
    const { data } = await graph.ask(
      `mutation { openTicket(input: { accountId: "${demo}", subject: "A", body: "B" }) { ticket { id } userErrors { code } } }`,
      { as: 'member@demo' },
    );
    const { id } = data.openTicket.ticket as { id: string };
    await graph.sandbox.webhooks.settled();
    const notes = () => graph.calls('hubspot').filter((call) => call === 'hubspot POST /crm/objects/2026-09/notes');
    await eventually(() => notes().length > 0);
    const plan = async () =>
      (
        await graph.ask(`{ account(id: "${demo}") { support { ticket(id: "${id}") { context { planKey } } } } }`, {
          as: 'admin@demo',
        })
      ).data.account.support.ticket.context as unknown;
    for (let tried = 0; tried < 100 && (await plan()) === null; tried += 1) await delay(20);
    expect(await plan()).toEqual({ planKey: 'growth' });
    expect(notes()).toHaveLength(1);
  });
});

describe.each(['stripe', 'hubspot', 'zendesk'] as const)('a webhook of %s', (vendor) => {
  const sign = (options?: Parameters<Graph['sandbox']['webhooks']['sign']>[2]) =>
    graph.sandbox.webhooks.sign(vendor, payloads[vendor](), { url: `${publicUrl}/webhooks/${vendor}`, ...options });

  test('is accepted with the vendor’s signature', async () => {
    expect(await send(sign())).toBe(204);
  });

  test('is refused if it is altered, outdated, signed with another secret, or unsigned', async () => {
    const good = sign();
    const refused = [
      await send(good, { body: good.body.replace(/[a-z]/, 'X') }),
      await send(good, { body: ` ${good.body}` }),
      await send(good, { body: JSON.stringify(JSON.parse(good.body), null, 1) }),
      await send(sign({ at: Date.now() - 301_000 })),
      await send(sign({ at: Date.now() + 310_000 })),
      await send(sign({ secret: 'somebody-elses' })),
      await send({ ...good, headers: {} }),
    ];
    expect(refused).toEqual(refused.map(() => 401));
  });
});

test.each(['stripe', 'hubspot', 'zendesk'] as const)(
  'takes a webhook of %s at its address with a trailing slash',
  async (vendor) => {
    const { headers, body } = graph.sandbox.webhooks.sign(vendor, payloads[vendor](), {
      url: `${publicUrl}/webhooks/${vendor}/`,
    });
    const sendTo = (path: string) =>
      fetch(`${graph.url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      });
    expect((await sendTo(`/webhooks/${vendor}/`)).status).toBe(204);
    // HubSpot signs the address.
    if (vendor === 'hubspot') expect((await sendTo(`/webhooks/${vendor}`)).status).toBe(401);
  },
);

describe('events of Stripe in other shapes', () => {
  test('thin events have the same effect', async () => {
    graph.sandbox.setBehaviour({ stripe: { events: 'thin' } });
    graph.sandbox.webhooks.setTarget(graph.url, publicUrl);
    changeSeats(33);
    await eventually(() => crmSeats() === 33 && productSeats() === 33);
  });

  test('events of an older API version have the same effect', async () => {
    graph.sandbox.setBehaviour({ stripe: { eventsVersion: '2022-11-15' } });
    graph.sandbox.webhooks.setTarget(graph.url, publicUrl);
    changeSeats(34);
    await eventually(() => crmSeats() === 34 && productSeats() === 34);
  });

  const answer = (event: object, account: string | null = null) => {
    const { headers, body } = graph.sandbox.webhooks.sign('stripe', event);
    const request = { headers, body: Buffer.from(body).toString('base64'), url: '' };
    return readStripeWebhook(request, { webhookSecrets: [credentials.stripeWebhookSecret], account });
  };

  test.each<[string, object]>([
    ['an unknown thin event', { id: 'evt_1', object: 'v2.core.event', type: 'v2.core.account.updated' }],
    ['an event without an object', { id: 'evt_1', object: 'event', type: 'customer.subscription.updated' }],
    ['an object without a customer', { ...stripeEvent(), data: { object: { id: 'sub_1', customer: 7.5 } } }],
    ['a list', [1, 2]],
    ['an event of another account', { ...stripeEvent(), account: 'acct_Other' }],
  ])('%s is genuine and ignored', (_name, event) => {
    expect(answer(event)).toMatchObject({ isGenuine: true, events: [] });
  });

  test('events of the configured account are followed', () => {
    const event = { ...stripeEvent(), account: 'acct_Own' };
    expect(answer(event, 'acct_Own')).toMatchObject({ isGenuine: true, events: [{ id: event.id }] });
  });
});

test('refuses HubSpot’s older signature versions and a signature for another URL', async () => {
  const { body } = graph.sandbox.webhooks.sign('hubspot', payloads.hubspot());
  const v1 = createHash('sha256').update(`${credentials.hubspotClientSecret}${body}`).digest('hex');
  const v2 = createHash('sha256')
    .update(`${credentials.hubspotClientSecret}POST${publicUrl}/webhooks/hubspot${body}`)
    .digest('hex');
  const time = String(Date.now());
  for (const headers of [
    { 'x-hubspot-signature': v1 },
    { 'x-hubspot-signature': v2, 'x-hubspot-signature-version': 'v2' },
    { 'x-hubspot-signature': v1, 'x-hubspot-request-timestamp': time },
  ]) {
    expect(await send({ vendor: 'hubspot', headers, body })).toBe(401);
  }
  expect(
    await send(
      graph.sandbox.webhooks.sign('hubspot', payloads.hubspot(), { url: 'https://other.example/webhooks/hubspot' }),
    ),
  ).toBe(401);
});

test('accepts both webhook secrets during a rotation', async () => {
  await using rotating = await startGraph({
    environment: { STRIPE_WEBHOOK_SECRETS: `whsec_new,${credentials.stripeWebhookSecret}` },
  });
  const event = { ...stripeEvent(), type: 'charge.updated' };
  for (const secret of ['whsec_new', credentials.stripeWebhookSecret]) {
    const { headers, body } = graph.sandbox.webhooks.sign('stripe', event, { secret });
    expect((await fetch(`${rotating.url}/webhooks/stripe`, { method: 'POST', headers, body })).status).toBe(204);
  }
});

test('processes an event once when it arrives fifty times at once', async () => {
  changeSeats(290, other.subscription);
  const webhook = graph.sandbox.webhooks.sign('stripe', stripeEvent(other.customer));
  expect(await Promise.all(Array.from({ length: 50 }, () => send(webhook)))).toEqual(
    Array.from({ length: 50 }, () => 204),
  );
  await eventually(() => crmSeats(other.company) === 290 && productSeats(other.company) === 290);
  expect(
    graph.calls('hubspot').filter((call) => call === `hubspot PATCH /crm/objects/2026-09/companies/${other.company}`),
  ).toHaveLength(1);
  expect(record('product', 'tenants', `tenant-${other.company}`).told).toBe(1);
});

test('an event of a customer that no account or two accounts claim changes nothing', async () => {
  const shared = customerId(companyIndex.sharedCustomer[0]);
  for (const customer of [shared, 'cus_nobody'])
    expect(await send(graph.sandbox.webhooks.sign('stripe', stripeEvent(customer)))).toBe(204);
  await eventually(() => graph.calls('hubspot').filter((call) => call.includes('companies/search')).length >= 1);
  // A later event takes effect, so the earlier ones were processed without effect.
  changeSeats(291, other.subscription);
  expect(await send(graph.sandbox.webhooks.sign('stripe', stripeEvent(other.customer)))).toBe(204);
  await eventually(() => productSeats(other.company) === 291);
  for (const place of companyIndex.sharedCustomer)
    expect(graph.calls('hubspot')).not.toContain(`hubspot PATCH /crm/objects/2026-09/companies/${companyId(place)}`);
  for (const place of companyIndex.sharedCustomer)
    expect(
      record('product', 'tenants', place % 2 === 0 ? `tenant-${companyId(place)}` : companyId(place)),
    ).toMatchObject({ status: null });
});

describe('webhooks that are not genuine', () => {
  const open = () =>
    startGraph({
      environment: { TRUSTED_PROXIES: '127.0.0.1' },
      log: pino({ level: 'warn' }, { write: (line) => void lines.push(line) }),
    });
  const lines: string[] = [];
  const from = async (url: string, address: string, { vendor, headers, body }: Webhook) => {
    const answer = await fetch(`${url}/webhooks/${vendor}`, {
      method: 'POST',
      headers: { ...headers, 'x-forwarded-for': address },
      body,
    });
    await answer.arrayBuffer();
    return answer.status;
  };

  test('are verified slowly after many from one address, for this vendor and address only', async () => {
    await using running = await open();
    const { url, sandbox } = running;
    const forged = sandbox.webhooks.sign('stripe', stripeEvent(), { secret: 'somebody-elses' });
    for (let sent = 0; sent < 61; sent += 1) expect(await from(url, '203.0.113.7', forged)).toBe(401);
    const flood = await Promise.all(Array.from({ length: 40 }, () => from(url, '203.0.113.7', forged)));
    expect(flood.filter((status) => status === 429).length).toBeGreaterThan(20);
    const genuine = sandbox.webhooks.sign('stripe', { ...stripeEvent(), type: 'charge.updated' });
    for (let sent = 0; sent < 10; sent += 1) expect(await from(url, '198.51.100.1', genuine)).toBe(204);
    const other = sandbox.webhooks.sign('zendesk', {
      id: '1',
      type: 'zen:event-type:ticket.updated',
      detail: { id: '1' },
    });
    expect(await from(url, '203.0.113.7', other)).toBe(204);
    // The vendor shares the address with a stranger: what was refused is repeated, and gets through.
    await eventually(() => lines.length > 0);
    const repeated = async (tries: number): Promise<number> => {
      const status = await from(url, '203.0.113.7', genuine);
      return status === 429 && tries > 0 ? delay(300).then(() => repeated(tries - 1)) : status;
    };
    expect(await repeated(10)).toBe(204);
    // One line for the burst.
    expect(lines.filter((line) => line.includes('signature'))).toHaveLength(1);
  });

  test.each<[string, Record<string, string>]>([
    ['without a signature', {}],
    ['with an old time', { 'stripe-signature': `t=${Math.floor(Date.now() / 1_000) - 600},v1=00` }],
    ['with a time ahead', { 'stripe-signature': `v1=00,t=${Math.floor(Date.now() / 1_000) + 600}` }],
  ])('are refused %s before their body is read', async (_case, headers) => {
    const { hostname, port } = new URL(graph.url);
    const socket = connect(Number(port), hostname);
    // The body never comes.
    const lines = Object.entries({
      host: 'graph',
      'content-type': 'application/json',
      'content-length': '900000',
      ...headers,
    });
    socket.write(
      `POST /webhooks/stripe HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`,
    );
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1.1 401/);
    await once(socket, 'close');
  });
});

test('refuses a signature with an empty secret when no secret is configured', async () => {
  const { headers, body } = createHmacFor('');
  await using open = await startGraph({
    environment: { STRIPE_WEBHOOK_SECRETS: '', HUBSPOT_CLIENT_SECRETS: '', ZENDESK_WEBHOOK_SECRETS: '' },
  });
  expect((await fetch(`${open.url}/webhooks/stripe`, { method: 'POST', headers, body })).status).toBe(401);
  expect((await fetch(`${open.url}/webhooks/nobody`, { method: 'POST', headers, body })).status).toBe(404);
});

function createHmacFor(secret: string) {
  const body = JSON.stringify(stripeEvent());
  const time = Math.floor(Date.now() / 1_000);
  return {
    body,
    headers: {
      'stripe-signature': `t=${time},v1=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`,
    },
  };
}
