import { setTimeout as delay } from 'node:timers/promises';
import { createHash, createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { credentials } from '../sandbox/credentials.ts';
import { companyId, contactId, customerId, places } from '../sandbox/seed/company.ts';
import type { Webhook, WebhookVendor } from '../sandbox/webhooks.ts';
import { startGraph, type Graph } from './support/graph.ts';

const demo = companyId(places.demo);
const publicUrl = 'https://graph.example.com';
const subscriptionId = 'sub_Sandbox000000';
/** Of it nothing else is told here: what is looked after later than its test does not count for it. */
const other = {
  company: companyId(places.other),
  customer: customerId(places.other),
  subscription: 'sub_Sandbox000002',
};

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph({ environment: { PUBLIC_URL: publicUrl } });
  // The journal is there from here on: whoever sends something waits for a second at most.
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
/** As somebody does in the billing system's own screens. */
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
async function eventually(isSo: () => boolean): Promise<void> {
  for (let tried = 0; !isSo(); tried += 1) {
    if (tried === 1_000) throw new Error('it does not come about');
    await delay(20);
  }
}
const stripeEvent = (
  customer = customerId(places.demo),
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

describe('what a vendor tells of', () => {
  test('is followed: another number of seats reaches the CRM and the product', async () => {
    graph.sandbox.webhooks.setTarget(graph.url, publicUrl);
    changeSeats(28);
    await eventually(() => crmSeats() === 28 && productSeats() === 28);
  });

  test('many times, twice each and in any order, ends with how it is', async () => {
    graph.sandbox.webhooks.setTarget(graph.url, publicUrl);
    for (let seats = 26; seats < 46; seats += 1) changeSeats(seats);
    await graph.sandbox.webhooks.settled();
    await eventually(() => crmSeats() === 45 && productSeats() === 45);
  });

  test('in the CRM is brought back to what is charged', async () => {
    graph.sandbox.webhooks.setTarget(graph.url, publicUrl);
    graph.sandbox.records.change('hubspot', 'companies', demo, { properties: { portal_seats: 3 } });
    await eventually(() => crmSeats() === 25);
  });

  test('about a membership counts at once', async () => {
    const ask = async () =>
      (await graph.ask(`{ account(id: "${demo}") { id } }`, { as: 'billing@demo' })).data.account as unknown;
    expect(await ask()).toEqual({ id: demo });
    graph.sandbox.webhooks.setTarget(graph.url, publicUrl);
    graph.sandbox.records.change('hubspot', 'associations', `${contactId(1)}:${demo}`, { labels: [] });
    await graph.sandbox.webhooks.settled();
    expect(await ask()).toBeNull();
  });

  test('of a ticket is a note in the CRM, once, and the plan on the ticket', async () => {
    graph.sandbox.webhooks.setTarget(graph.url, publicUrl);
    const { data } = await graph.ask(
      `mutation { openTicket(input: { accountId: "${demo}", subject: "A", body: "B" }) { ticket { id } userErrors { code } } }`,
      { as: 'member@demo' },
    );
    const { id } = data.openTicket.ticket as { id: string };
    await graph.sandbox.webhooks.settled();
    const notes = () => graph.calls('hubspot').filter((call) => call === 'hubspot POST /crm/v3/objects/notes');
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

  test('is taken where it is the vendor’s', async () => {
    expect(await send(sign())).toBe(204);
  });

  test('with a changed byte, of old, from somebody else, or without a signature is not', async () => {
    const good = sign();
    const refused = [
      await send(good, { body: good.body.replace(/[a-z]/, 'X') }),
      await send(good, { body: ` ${good.body}` }),
      await send(good, { body: JSON.stringify(JSON.parse(good.body), null, 1) }),
      await send(sign({ at: Date.now() - 301_000 })),
      await send(sign({ at: Date.now() + 301_000 })),
      await send(sign({ secret: 'somebody-elses' })),
      await send({ ...good, headers: {} }),
    ];
    expect(refused).toEqual(refused.map(() => 401));
  });
});

test('HubSpot’s older signatures, and one for another address, are not taken', async () => {
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

test('two secrets are good while they change', async () => {
  await using rotating = await startGraph({
    environment: { STRIPE_WEBHOOK_SECRETS: `whsec_new,${credentials.stripeWebhookSecret}` },
  });
  const event = { ...stripeEvent(), type: 'charge.updated' };
  for (const secret of ['whsec_new', credentials.stripeWebhookSecret]) {
    const { headers, body } = graph.sandbox.webhooks.sign('stripe', event, { secret });
    expect((await fetch(`${rotating.url}/webhooks/stripe`, { method: 'POST', headers, body })).status).toBe(204);
  }
});

test('the same news fifty times at once are looked after once', async () => {
  changeSeats(290, other.subscription);
  const webhook = graph.sandbox.webhooks.sign('stripe', stripeEvent(other.customer));
  expect(await Promise.all(Array.from({ length: 50 }, () => send(webhook)))).toEqual(
    Array.from({ length: 50 }, () => 204),
  );
  await eventually(() => crmSeats(other.company) === 290 && productSeats(other.company) === 290);
  expect(
    graph.calls('hubspot').filter((call) => call === `hubspot PATCH /crm/v3/objects/companies/${other.company}`),
  ).toHaveLength(1);
  expect(record('product', 'tenants', `tenant-${other.company}`).told).toBe(1);
});

test('news of a customer whom no account claims, or two do, change nothing', async () => {
  const shared = customerId(places.sharedCustomer[0]);
  for (const customer of [shared, 'cus_nobody'])
    expect(await send(graph.sandbox.webhooks.sign('stripe', stripeEvent(customer)))).toBe(204);
  await eventually(() => graph.calls('hubspot').filter((call) => call.includes('companies/search')).length >= 1);
  // What comes after them and has its effect shows that they had none.
  changeSeats(291, other.subscription);
  expect(await send(graph.sandbox.webhooks.sign('stripe', stripeEvent(other.customer)))).toBe(204);
  await eventually(() => productSeats(other.company) === 291);
  for (const place of places.sharedCustomer)
    expect(graph.calls('hubspot')).not.toContain(`hubspot PATCH /crm/v3/objects/companies/${companyId(place)}`);
  for (const place of places.sharedCustomer)
    expect(
      record('product', 'tenants', place % 2 === 0 ? `tenant-${companyId(place)}` : companyId(place)),
    ).toMatchObject({ status: null });
});

test('who sends what is nobody’s, time and again, is kept away; vendors elsewhere are not', async () => {
  await using open = await startGraph({ environment: { RATE_QUOTAS: 'ANONYMOUS=5', TRUSTED_PROXIES: '127.0.0.1' } });
  const from = async (address: string, { headers, body }: Webhook) =>
    (
      await fetch(`${open.url}/webhooks/stripe`, {
        method: 'POST',
        headers: { ...headers, 'x-forwarded-for': address },
        body,
      })
    ).status;
  const genuine = open.sandbox.webhooks.sign('stripe', { ...stripeEvent(), type: 'charge.updated' });
  const forged = open.sandbox.webhooks.sign('stripe', stripeEvent(), { secret: 'somebody-elses' });
  for (let sent = 0; sent < 6; sent += 1) expect(await from('203.0.113.7', forged)).toBe(401);
  expect(await from('203.0.113.7', forged)).toBe(429);
  for (let sent = 0; sent < 10; sent += 1) expect(await from('198.51.100.1', genuine)).toBe(204);
});

test('what is signed with nobody’s secret, because none is configured, is not taken', async () => {
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
