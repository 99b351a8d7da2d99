import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { companyId, contactId, companyIndex } from '../sandbox/seed/company.ts';
import { organizationId } from '../sandbox/seed/support-ids.ts';
import { encodeMemberId } from '@customer-graph/protocol/member-id';
import { startGraph, type Graph } from './support/graph.ts';

const demo = companyId(companyIndex.demo);
const tenant = `tenant-${demo}`;
const subscriptionId = 'sub_Sandbox000000';
const card = 'pm_Sandbox000000card';
const operationFields =
  'operation { id kind accountId status failure createdAt completedAt steps { system status attempts completedAt } }';

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph[Symbol.asyncDispose]());
beforeEach(() => graph.sandbox.reset());

/** Fields of records of several types. */
interface Recorded {
  readonly properties: Readonly<Record<string, string>>;
  readonly plan: string;
  readonly seats: number;
  readonly status: string;
  readonly latest_invoice: string;
  readonly cancel_at_period_end: boolean;
  readonly items: {
    readonly data: readonly {
      readonly quantity: number;
      readonly price: { readonly id: string };
      readonly current_period_end: number;
    }[];
  };
}
const record = (vendor: string, type: string, id: string) => graph.sandbox.records.get(vendor, type, id) as Recorded;
const subscription = () => record('stripe', 'subscriptions', subscriptionId);
const crm = () => record('hubspot', 'companies', demo).properties;
const product = () => record('product', 'tenants', tenant);
const seatsEverywhere = () => [subscription().items.data[0]?.quantity, Number(crm().portal_seats), product().seats];
const writes = (vendor: string): string[] =>
  graph.calls(vendor).filter((call) => !/ GET |batch\/read|search|create_preview/.test(call));

async function mutate(
  name: string,
  input: object,
  fields = operationFields,
  as = 'admin@demo',
  headers: Record<string, string> = {},
) {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const { data, errors } = await graph.ask(
    `mutation($input: ${type}!) { ${name}(input: $input) { ${fields} userErrors { code field message } } }`,
    { as, variables: { input }, headers },
  );
  return { payload: data?.[name], errors };
}
const changeSeats = (seats: number, more: object = {}, fields?: string, as?: string) =>
  mutate('changeSubscription', { accountId: demo, change: { seats }, ...more }, fields, as);

async function settled(id: string): Promise<{ status: string; steps: { system: string; attempts: number }[] }> {
  for (let tried = 0; tried < 400; tried += 1) {
    const { data } = await graph.ask(`{ operation(id: "${id}") { status failure steps { system status attempts } } }`, {
      as: 'admin@demo',
    });
    if (data.operation.status !== 'PENDING') return data.operation;
    await delay(50);
  }
  throw new Error('the operation is still PENDING after 20 seconds');
}

test('a mutation’s response is read after the write, even if the request read the account before', async () => {
  // Uses an account without cached links, which would hide a stale read.
  const account = companyId(companyIndex.other);
  const { payload, errors } = await mutate(
    'changeSubscription',
    { accountId: account, change: { seats: 130 } },
    `account { seats billing { subscription { seats } } } ${operationFields}`,
    'admin@other',
  );
  expect(errors).toEqual([]);
  expect(payload).toMatchObject({
    userErrors: [],
    account: { seats: 130, billing: { subscription: { seats: 130 } } },
    operation: { status: 'SUCCEEDED' },
  });
});

test('the next sweep repairs a change that caused no webhook', async () => {
  const [item] = subscription().items.data;
  graph.sandbox.records.change('stripe', 'subscriptions', subscriptionId, {
    items: { data: [{ ...item, quantity: 33 }] },
  });
  expect(seatsEverywhere()).toEqual([33, 25, 25]);
  expect(await graph.sweep()).toBe(1);
  for (let tried = 0; tried < 200 && seatsEverywhere().some((seats) => seats !== 33); tried += 1) await delay(25);
  expect(seatsEverywhere()).toEqual([33, 33, 33]);
  expect(await graph.sweep()).toBe(0);
});

describe('the consistency report', () => {
  const report = async () =>
    (
      await graph.ask(
        `{ account(id: "${demo}") { consistency { consistent discrepancies { kind severity facts { system value } } unknown } } }`,
        { as: 'staff:admin' },
      )
    ).data.account.consistency as unknown;

  test('reports agreement, discrepancies, missing links, and systems that could not be read', async () => {
    expect(await report()).toEqual({ consistent: true, discrepancies: [], unknown: [] });
    graph.sandbox.records.change('hubspot', 'companies', demo, { properties: { portal_seats: 3 } });
    expect(await report()).toEqual({
      consistent: false,
      discrepancies: [
        {
          kind: 'SEATS_MISMATCH',
          severity: 'CRITICAL',
          facts: [
            { system: 'CRM', value: '3' },
            { system: 'BILLING', value: '25' },
          ],
        },
      ],
      unknown: [],
    });
    // A failed read is not a missing link.
    await graph.sandbox.setFaults([{ vendor: 'stripe', kind: 'status', value: 500 }]);
    expect(await report()).toEqual({ consistent: null, discrepancies: [], unknown: ['BILLING'] });
    await graph.sandbox.setFaults([]);
    await graph.sandbox.reset();
    graph.sandbox.records.change('zendesk', 'organizations', String(organizationId(companyIndex.demo)), {
      external_id: null,
    });
    expect(await report()).toMatchObject({
      consistent: false,
      discrepancies: [{ kind: 'MISSING_LINK', facts: [{ system: 'SUPPORT' }] }],
      unknown: [],
    });
  });
});

describe('a change of the number of seats', () => {
  test('writes every system once and charges the previewed amount', async () => {
    const before = await graph.ask(
      `{ account(id: "${demo}") { billing { previewChange(change: { seats: 30 }) { amountDue { amount } prorationAt } } } }`,
      { as: 'admin@demo' },
    );
    const preview = before.data.account.billing.previewChange;
    const input = {
      accountId: demo,
      change: { seats: 30, prorationAt: preview.prorationAt },
      idempotencyKey: 'five more',
    };
    const fields = `account { seats billing { subscription { seats } } } nextAction { hostedUrl } ${operationFields}`;
    const { payload, errors } = await mutate('changeSubscription', input, fields);
    expect(errors).toEqual([]);
    expect(payload).toMatchObject({
      userErrors: [],
      nextAction: null,
      account: { seats: 30, billing: { subscription: { seats: 30 } } },
      operation: {
        kind: 'CHANGE_SUBSCRIPTION',
        accountId: demo,
        status: 'SUCCEEDED',
        failure: null,
        steps: [
          { system: 'BILLING', status: 'SUCCEEDED', attempts: 1 },
          { system: 'CRM', status: 'SUCCEEDED', attempts: 1 },
          { system: 'PRODUCT', status: 'SUCCEEDED', attempts: 1 },
        ],
      },
    });
    expect(seatsEverywhere()).toEqual([30, 30, 30]);
    const invoice = record('stripe', 'invoices', subscription().latest_invoice);
    expect(invoice).toMatchObject({
      status: 'paid',
      amount_due: Math.round(Number(preview.amountDue.amount) * 100),
      lines: { data: [{}, {}] },
    });
    expect((await mutate('changeSubscription', input, fields)).payload).toEqual(payload);
    expect(writes('stripe')).toEqual([`stripe POST /v1/subscriptions/${subscriptionId}`]);
  });

  test('changes plan and seats in one write', async () => {
    const { payload } = await mutate('changeSubscription', {
      accountId: demo,
      change: { seats: 40, priceId: 'price_Sandboxscaleeurmonth' },
    });
    expect(payload).toMatchObject({ userErrors: [], operation: { status: 'SUCCEEDED' } });
    expect(seatsEverywhere()).toEqual([40, 40, 40]);
    expect([crm().portal_plan, product().plan]).toEqual(['scale', 'scale']);
  });

  test.each<[string, object, string, string[] | null]>([
    ['an empty change', { change: {} }, 'INVALID_INPUT', ['change']],
    ['zero seats', { change: { seats: 0 } }, 'INVALID_INPUT', ['change', 'seats']],
    ['fewer seats than members', { change: { seats: 1 } }, 'CONFLICT', ['change', 'seats']],
    ['an unknown price', { change: { priceId: 'price_nonsense' } }, 'INVALID_INPUT', ['change', 'priceId']],
    [
      'an unpublished price',
      { change: { priceId: 'price_Sandboxnegotiated' } },
      'INVALID_INPUT',
      ['change', 'priceId'],
    ],
    [
      'another account’s subscription',
      { change: { seats: 30, subscriptionId: 'sub_Sandbox000002' } },
      'NOT_FOUND',
      ['change', 'subscriptionId'],
    ],
    [
      'a proration time before the period',
      { change: { seats: 30, prorationAt: '2020-01-01T00:00:00Z' } },
      'INVALID_INPUT',
      ['change', 'prorationAt'],
    ],
  ])('%s is refused without a write', async (_case, input, code, field) => {
    const { payload, errors } = await mutate(
      'changeSubscription',
      { accountId: demo, ...input },
      `account { id } ${operationFields}`,
    );
    expect(errors).toEqual([]);
    expect(payload).toMatchObject({ account: null, operation: null, userErrors: [{ code, field }] });
    expect([...writes('stripe'), ...writes('hubspot')]).toEqual([]);
  });

  test('changes nothing and voids the invoice if the card is declined', async () => {
    graph.sandbox.records.change('stripe', 'payment_methods', card, { card: { last4: '0002' } });
    const { payload } = await changeSeats(30);
    expect(payload).toMatchObject({ operation: null, userErrors: [{ code: 'PAYMENT_REQUIRED' }] });
    expect(seatsEverywhere()).toEqual([25, 25, 25]);
    expect(record('stripe', 'invoices', subscription().latest_invoice).status).toBe('void');
  });

  test('sends an invoice if the customer pays by invoice', async () => {
    graph.sandbox.records.change('stripe', 'subscriptions', subscriptionId, {
      collection_method: 'send_invoice',
      days_until_due: 14,
    });
    const { payload } = await changeSeats(30);
    expect(payload).toMatchObject({ operation: { status: 'SUCCEEDED' }, userErrors: [] });
    expect(seatsEverywhere()).toEqual([30, 30, 30]);
    expect(record('stripe', 'invoices', subscription().latest_invoice)).toMatchObject({
      status: 'open',
      collection_method: 'send_invoice',
    });
  });

  test('waits for the customer if the bank requires 3-D Secure', async () => {
    graph.sandbox.records.change('stripe', 'payment_methods', card, { card: { last4: '3155' } });
    const fields = `nextAction { clientSecret hostedUrl } ${operationFields}`;
    const { payload } = await changeSeats(30, { idempotencyKey: '3ds' }, fields);
    expect(payload).toMatchObject({
      operation: null,
      userErrors: [],
      nextAction: { clientSecret: expect.stringMatching(/_secret_/), hostedUrl: expect.stringMatching(/^https:/) },
    });
    expect((await changeSeats(30, { idempotencyKey: '3ds' }, fields)).payload).toEqual(payload);
    expect(seatsEverywhere()).toEqual([25, 25, 25]);
  });

  test('fifty concurrent requests with one idempotency key make one change', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, () =>
        changeSeats(33, { idempotencyKey: 'pressed often' }, 'operation { id } account { id }'),
      ),
    );
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    expect(outcomes[0]).toMatchObject({ errors: [], payload: { userErrors: [] } });
    await settled(outcomes[0]?.payload.operation.id as string);
    expect(seatsEverywhere()).toEqual([33, 33, 33]);
    expect(writes('stripe')).toHaveLength(1);
  });

  test('fifty concurrent changes end with the same number of seats in every system', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, index) => changeSeats(30 + index, {}, 'operation { id }')),
    );
    for (const { payload } of outcomes) expect(payload.userErrors).toEqual([]);
    for (const { payload } of outcomes)
      expect(await settled(payload.operation.id as string)).toMatchObject({ status: 'SUCCEEDED' });
    const [charged, recorded, allowed] = seatsEverywhere();
    expect([recorded, allowed]).toEqual([charged, charged]);
    expect(charged).toBeGreaterThanOrEqual(30);
  }, 60_000);

  test('charges during a CRM outage, updates the CRM afterwards, and repeats no write', async () => {
    await graph.sandbox.setFaults([{ vendor: 'hubspot', kind: 'status', value: 503, method: 'PATCH' }]);
    const { payload, errors } = await mutate(
      'changeSubscription',
      { accountId: demo, change: { seats: 31 } },
      operationFields,
      'admin@demo',
      { 'x-request-timeout': '1500' },
    );
    expect(errors).toEqual([]);
    expect(payload.operation).toMatchObject({ status: 'PENDING', completedAt: null });
    const steps = new Map(
      (payload.operation.steps as { system: string; status: string }[]).map(({ system, status }) => [system, status]),
    );
    expect(steps.get('BILLING')).toBe('SUCCEEDED');
    expect(steps.get('CRM')).toBe('PENDING');
    await graph.sandbox.setFaults([]);
    const operation = await settled(payload.operation.id as string);
    expect(operation.status).toBe('SUCCEEDED');
    expect(operation.steps.find(({ system }) => system === 'CRM')?.attempts).toBeGreaterThan(1);
    expect(operation.steps.find(({ system }) => system === 'PRODUCT')?.attempts).toBe(1);
    expect(seatsEverywhere()).toEqual([31, 31, 31]);
    expect(writes('stripe')).toHaveLength(1);
  });
});

describe('a cancellation', () => {
  test('ends the subscription with its period, and can be reverted', async () => {
    const ended = await mutate(
      'cancelSubscription',
      { accountId: demo, reason: 'too_expensive', comment: 'Sorry.' },
      `account { billing { subscription { cancelsAt } } } ${operationFields}`,
    );
    expect(ended.payload).toMatchObject({
      userErrors: [],
      account: { billing: { subscription: { cancelsAt: expect.any(String) } } },
      operation: { kind: 'CANCEL_SUBSCRIPTION', status: 'SUCCEEDED' },
    });
    expect(subscription()).toMatchObject({
      cancel_at_period_end: true,
      cancellation_details: { feedback: 'too_expensive', comment: 'Sorry.' },
    });
    const resumed = await mutate(
      'resumeSubscription',
      { accountId: demo },
      `account { billing { subscription { cancelsAt } } } ${operationFields}`,
    );
    expect(resumed.payload).toMatchObject({
      userErrors: [],
      account: { billing: { subscription: { cancelsAt: null } } },
      operation: { kind: 'RESUME_SUBSCRIPTION', status: 'SUCCEEDED' },
    });
    const again = await mutate('resumeSubscription', { accountId: demo });
    expect(again.payload).toMatchObject({ operation: null, userErrors: [{ code: 'CONFLICT' }] });
  });

  test('ends the subscription at once in every system', async () => {
    const { payload } = await mutate('cancelSubscription', { accountId: demo, immediately: true });
    expect(payload).toMatchObject({ userErrors: [], operation: { status: 'SUCCEEDED' } });
    expect([subscription().status, crm().portal_status, product().status]).toEqual(['canceled', 'churned', 'CANCELED']);
    const none = await mutate('cancelSubscription', { accountId: demo });
    expect(none.payload).toMatchObject({ operation: null, userErrors: [{ code: 'CONFLICT' }] });
  });

  test('is refused with an unknown reason', async () => {
    const { payload } = await mutate('cancelSubscription', { accountId: demo, reason: 'no idea' });
    expect(payload).toMatchObject({ operation: null, userErrors: [{ code: 'INVALID_INPUT', field: ['reason'] }] });
  });
});

describe('an account with several subscriptions', () => {
  const second = 'sub_Sandbox000000second';
  beforeEach(() => {
    graph.sandbox.records.change('stripe', 'subscriptions', second, {
      status: 'active',
      canceled_at: null,
      ended_at: null,
      cancel_at: null,
    });
  });

  test('the CRM and the product follow the changed subscription', async () => {
    const price = 'price_Sandboxscaleeurmonth';
    expect(graph.sandbox.records.get('stripe', 'prices', price)).toBeDefined();
    const { payload } = await changeSeats(40, { change: { subscriptionId, seats: 40, priceId: price } });
    expect(payload).toMatchObject({ userErrors: [], operation: { status: 'SUCCEEDED' } });
    expect([crm().portal_plan, crm().portal_seats]).toEqual(['scale', '40']);
    expect(product()).toMatchObject({ plan: 'scale', seats: 40 });
  });

  test('a cancellation without subscriptionId is refused, also after a failed attempt', async () => {
    const input = { accountId: demo, immediately: true, idempotencyKey: 'which' };
    await graph.sandbox.setFaults([{ vendor: 'stripe', path: '/v1/customers/', kind: 'status', value: 500 }]);
    expect((await mutate('cancelSubscription', input)).errors).toMatchObject([
      { extensions: { code: 'UPSTREAM_UNAVAILABLE' } },
    ]);
    await graph.sandbox.setFaults([]);
    expect((await mutate('cancelSubscription', input)).payload).toMatchObject({
      operation: null,
      userErrors: [{ code: 'INVALID_INPUT', field: ['subscriptionId'] }],
    });
    expect(subscription().status).toBe('active');
  });
});

test('seats are not reduced while the number of active members is unknown', async () => {
  const { payload, errors } = await mutate(
    'changeSubscription',
    { accountId: companyId(companyIndex.sharedTenant[0]), change: { seats: 1 } },
    operationFields,
    'staff:admin',
  );
  expect([payload ?? null, errors]).toMatchObject([
    null,
    [{ extensions: { code: 'UPSTREAM_UNAVAILABLE', system: 'PRODUCT' } }],
  ]);
  expect(writes('stripe')).toEqual([]);
});

describe('the team', () => {
  const memberId = (index: number) => encodeMemberId({ accountId: demo, contactId: contactId(index) });

  test('an invitation creates a contact in the CRM, and the product sends it', async () => {
    const input = {
      accountId: demo,
      email: 'Nora.New@demo-industries.example',
      name: 'Nora New',
      role: 'BILLING',
      idempotencyKey: 'nora',
    };
    const fields = `member { id name email role status } ${operationFields}`;
    const { payload, errors } = await mutate('inviteMember', input, fields);
    expect(errors).toEqual([]);
    expect(payload).toMatchObject({
      userErrors: [],
      member: { name: 'Nora New', email: 'nora.new@demo-industries.example', role: 'BILLING', status: 'INVITED' },
      operation: {
        kind: 'INVITE_MEMBER',
        status: 'SUCCEEDED',
        steps: [{ system: 'CRM' }, { system: 'PRODUCT', attempts: 1 }],
      },
    });
    const contact =
      Buffer.from(payload.member.id as string, 'base64url')
        .toString()
        .split(':')[2] ?? '';
    expect(record('hubspot', 'associations', `${contact}:${demo}`)).toMatchObject({ labels: ['Portal billing'] });
    expect(record('product', 'invitations', contact)).toMatchObject({
      tenantId: tenant,
      email: 'nora.new@demo-industries.example',
      role: 'BILLING',
    });
    expect((await mutate('inviteMember', input, fields)).payload).toEqual(payload);
    expect(writes('hubspot').filter((call) => call.endsWith('/crm/objects/2026-09/contacts'))).toHaveLength(1);
    const again = await mutate('inviteMember', { ...input, role: 'MEMBER', idempotencyKey: 'nora again' }, fields);
    expect(again.payload).toMatchObject({
      member: null,
      operation: null,
      userErrors: [{ code: 'CONFLICT', field: ['email'] }],
    });
  });

  test('an invitation is refused when every seat is taken', async () => {
    graph.sandbox.records.change('hubspot', 'companies', demo, { properties: { portal_seats: 1 } });
    const { payload } = await mutate('inviteMember', {
      accountId: demo,
      email: 'late@demo-industries.example',
      role: 'MEMBER',
    });
    expect(payload).toMatchObject({ operation: null, userErrors: [{ code: 'LIMIT_REACHED', field: ['email'] }] });
  });

  test('a changed role reaches the product', async () => {
    const { payload } = await mutate(
      'changeMemberRole',
      { accountId: demo, memberId: memberId(2), role: 'BILLING' },
      `member { role } ${operationFields}`,
    );
    expect(payload).toMatchObject({
      userErrors: [],
      member: { role: 'BILLING' },
      operation: { kind: 'CHANGE_MEMBER_ROLE', status: 'SUCCEEDED' },
    });
    expect(record('product', 'members', `${tenant}:${contactId(2)}`)).toMatchObject({ role: 'BILLING' });
  });

  test('the product is updated after a removal of unknown outcome, which a removed member could not repeat', async () => {
    graph.sandbox.records.change('hubspot', 'associations', `${contactId(2)}:${demo}`, { labels: ['Portal admin'] });
    const own = memberId(0);
    await graph.sandbox.setFaults([
      { vendor: 'hubspot', path: '/batch/labels/archive', kind: 'status', value: 503, times: 1 },
    ]);
    const { errors } = await mutate(
      'removeMember',
      { accountId: demo, memberId: own, idempotencyKey: 'leaving' },
      'removedMemberId',
    );
    expect(errors).toMatchObject([{ extensions: { code: expect.stringMatching(/^UPSTREAM_/), system: 'CRM' } }]);
    // The product receives the CRM's current state. Here the CRM rejected the removal.
    const member = () => graph.sandbox.records.get('product', 'members', `${tenant}:${contactId(0)}`);
    for (let tried = 0; tried < 400 && !member(); tried += 1) await delay(25);
    expect(member()).toMatchObject({ role: 'ADMIN' });
  });

  test('an e-mail address that the CRM rejects is reported as INVALID_INPUT', async () => {
    const { payload, errors } = await mutate('inviteMember', { accountId: demo, email: 'jo@acme', role: 'MEMBER' });
    expect(errors).toEqual([]);
    expect(payload).toMatchObject({ operation: null, userErrors: [{ code: 'INVALID_INPUT', field: ['email'] }] });
  });

  test('a removed member loses the role in the product', async () => {
    const { payload } = await mutate(
      'removeMember',
      { accountId: demo, memberId: memberId(2) },
      `removedMemberId ${operationFields}`,
    );
    expect(payload).toMatchObject({
      userErrors: [],
      removedMemberId: memberId(2),
      operation: { kind: 'REMOVE_MEMBER', status: 'SUCCEEDED' },
    });
    expect(record('product', 'members', `${tenant}:${contactId(2)}`)).toMatchObject({ role: null });
  });
});

describe('an operation', () => {
  test('is visible to callers that may read its account, and null for others', async () => {
    const { payload } = await changeSeats(30);
    const ask = async (as: string, id = payload.operation.id as string) =>
      (await graph.ask(`{ operation(id: "${id}") { status } }`, { as })).data.operation as unknown;
    for (const as of ['admin@demo', 'billing@demo', 'staff:finance'])
      expect(await ask(as)).toEqual({ status: 'SUCCEEDED' });
    for (const as of ['member@demo', 'admin@other']) expect(await ask(as)).toBeNull();
    expect(await ask('admin@demo', 'nonsense')).toBeNull();
    expect(await ask('admin@demo', 'x'.repeat(32))).toBeNull();
  });
});

describe('an idempotency key', () => {
  test('is independent for each account', async () => {
    const other = companyId(companyIndex.other);
    const before = record('stripe', 'subscriptions', 'sub_Sandbox000002').items.data[0]?.quantity ?? 0;
    const [first, second] = await Promise.all([
      changeSeats(30, { idempotencyKey: 'same' }),
      mutate(
        'changeSubscription',
        { accountId: other, change: { seats: before + 5 }, idempotencyKey: 'same' },
        operationFields,
        'admin@other',
      ),
    ]);
    expect(first.payload.operation.id).not.toBe(second.payload.operation.id);
    expect(seatsEverywhere()[0]).toBe(30);
    expect(record('stripe', 'subscriptions', 'sub_Sandbox000002').items.data[0]?.quantity).toBe(before + 5);
    expect(record('hubspot', 'companies', other).properties.portal_seats).toBe(String(before + 5));
  });

  test('with another input is refused with CONFLICT', async () => {
    await changeSeats(30, { idempotencyKey: 'once' });
    expect((await changeSeats(31, { idempotencyKey: 'once' })).payload).toMatchObject({
      operation: null,
      userErrors: [{ code: 'CONFLICT', field: ['idempotencyKey'] }],
    });
    expect(seatsEverywhere()).toEqual([30, 30, 30]);
  });
});
