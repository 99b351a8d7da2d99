import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { companyId, contactId, places } from '../sandbox/seed/company.ts';
import { organizationId } from '../sandbox/seed/support.ts';
import { encodeMemberId } from '../subgraphs/shared/member-id.ts';
import { startGraph, type Graph } from './support/graph.ts';

const demo = companyId(places.demo);
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

/** What records of several kinds hold. */
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
  throw new Error('it does not settle');
}

test('what a mutation answers was read after it, also where its request looked the account up before', async () => {
  // Links that are kept would hide it.
  const account = companyId(places.other);
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

test('what nobody told of is found by the reconciler, the next time it comes by', async () => {
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

describe('the report', () => {
  const report = async () =>
    (
      await graph.ask(
        `{ account(id: "${demo}") { consistency { consistent discrepancies { kind severity facts { system value } } unknown } } }`,
        { as: 'staff:admin' },
      )
    ).data.account.consistency as unknown;

  test('says that the systems agree, in what they do not, and whom it could not ask', async () => {
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
    // Something that fails is not something that is missing.
    await graph.sandbox.setFaults([{ vendor: 'stripe', kind: 'status', value: 500 }]);
    expect(await report()).toEqual({ consistent: null, discrepancies: [], unknown: ['BILLING'] });
    await graph.sandbox.setFaults([]);
    await graph.sandbox.reset();
    graph.sandbox.records.change('zendesk', 'organizations', String(organizationId(places.demo)), {
      external_id: null,
    });
    expect(await report()).toMatchObject({
      consistent: false,
      discrepancies: [{ kind: 'MISSING_LINK', facts: [{ system: 'SUPPORT' }] }],
      unknown: [],
    });
  });
});

describe('another number of seats', () => {
  test('is charged, recorded and allowed, once, and costs what the preview said', async () => {
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

  test('with another plan is one change', async () => {
    const { payload } = await mutate('changeSubscription', {
      accountId: demo,
      change: { seats: 40, priceId: 'price_Sandboxscaleeurmonth' },
    });
    expect(payload).toMatchObject({ userErrors: [], operation: { status: 'SUCCEEDED' } });
    expect(seatsEverywhere()).toEqual([40, 40, 40]);
    expect([crm().portal_plan, product().plan]).toEqual(['scale', 'scale']);
  });

  test.each<[string, object, string, string[] | null]>([
    ['nothing', { change: {} }, 'INVALID_INPUT', ['change']],
    ['no seat', { change: { seats: 0 } }, 'INVALID_INPUT', ['change', 'seats']],
    ['fewer than are in use', { change: { seats: 1 } }, 'CONFLICT', ['change', 'seats']],
    ['a price that there is not', { change: { priceId: 'price_nonsense' } }, 'INVALID_INPUT', ['change', 'priceId']],
    [
      'a price that is not published',
      { change: { priceId: 'price_Sandboxnegotiated' } },
      'INVALID_INPUT',
      ['change', 'priceId'],
    ],
    [
      'another’s subscription',
      { change: { seats: 30, subscriptionId: 'sub_Sandbox000002' } },
      'NOT_FOUND',
      ['change', 'subscriptionId'],
    ],
    [
      'a time before the period',
      { change: { seats: 30, prorationAt: '2020-01-01T00:00:00Z' } },
      'INVALID_INPUT',
      ['change', 'prorationAt'],
    ],
  ])('%s is refused, and nothing is written', async (_what, input, code, field) => {
    const { payload, errors } = await mutate(
      'changeSubscription',
      { accountId: demo, ...input },
      `account { id } ${operationFields}`,
    );
    expect(errors).toEqual([]);
    expect(payload).toMatchObject({ account: null, operation: null, userErrors: [{ code, field }] });
    expect([...writes('stripe'), ...writes('hubspot')]).toEqual([]);
  });

  test('with a card that is declined changes nothing, and charges nothing later', async () => {
    graph.sandbox.records.change('stripe', 'payment_methods', card, { card: { last4: '0002' } });
    const { payload } = await changeSeats(30);
    expect(payload).toMatchObject({ operation: null, userErrors: [{ code: 'PAYMENT_REQUIRED' }] });
    expect(seatsEverywhere()).toEqual([25, 25, 25]);
    expect(record('stripe', 'invoices', subscription().latest_invoice).status).toBe('void');
  });

  test('is invoiced where the customer pays by invoice', async () => {
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

  test('waits for the customer where the bank wants them', async () => {
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

  test('fifty times at once with one key is one change', async () => {
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

  test('fifty different ones at once: one of them, the same everywhere', async () => {
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

  test('while the CRM is down is charged, and recorded when it is back, with nothing done twice', async () => {
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

describe('a subscription', () => {
  test('ends with its period, and goes on after all', async () => {
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

  test('ends at once, and everybody knows', async () => {
    const { payload } = await mutate('cancelSubscription', { accountId: demo, immediately: true });
    expect(payload).toMatchObject({ userErrors: [], operation: { status: 'SUCCEEDED' } });
    expect([subscription().status, crm().portal_status, product().status]).toEqual(['canceled', 'churned', 'CANCELED']);
    const none = await mutate('cancelSubscription', { accountId: demo });
    expect(none.payload).toMatchObject({ operation: null, userErrors: [{ code: 'CONFLICT' }] });
  });

  test('does not end for a reason that there is not', async () => {
    const { payload } = await mutate('cancelSubscription', { accountId: demo, reason: 'no idea' });
    expect(payload).toMatchObject({ operation: null, userErrors: [{ code: 'INVALID_INPUT', field: ['reason'] }] });
  });
});

describe('with several subscriptions', () => {
  const second = 'sub_Sandbox000000second';
  beforeEach(() => {
    graph.sandbox.records.change('stripe', 'subscriptions', second, {
      status: 'active',
      canceled_at: null,
      ended_at: null,
      cancel_at: null,
    });
  });

  test('the one that was changed is what the others have from then on', async () => {
    const price = 'price_Sandboxscaleeurmonth';
    expect(graph.sandbox.records.get('stripe', 'prices', price)).toBeDefined();
    const { payload } = await changeSeats(40, { change: { subscriptionId, seats: 40, priceId: price } });
    expect(payload).toMatchObject({ userErrors: [], operation: { status: 'SUCCEEDED' } });
    expect([crm().portal_plan, crm().portal_seats]).toEqual(['scale', '40']);
    expect(product()).toMatchObject({ plan: 'scale', seats: 40 });
  });

  test('an end of none in particular is refused, also the second time', async () => {
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

test('seats are not taken away while nobody can say how many are in use', async () => {
  const { payload, errors } = await mutate(
    'changeSubscription',
    { accountId: companyId(places.sharedTenant[0]), change: { seats: 1 } },
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

  test('somebody new is in the CRM, and the product invites them', async () => {
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
    expect(writes('hubspot').filter((call) => call.endsWith('/crm/v3/objects/contacts'))).toHaveLength(1);
    const again = await mutate('inviteMember', { ...input, role: 'MEMBER', idempotencyKey: 'nora again' }, fields);
    expect(again.payload).toMatchObject({
      member: null,
      operation: null,
      userErrors: [{ code: 'CONFLICT', field: ['email'] }],
    });
  });

  test('nobody is asked in where every seat is taken', async () => {
    graph.sandbox.records.change('hubspot', 'companies', demo, { properties: { portal_seats: 1 } });
    const { payload } = await mutate('inviteMember', {
      accountId: demo,
      email: 'late@demo-industries.example',
      role: 'MEMBER',
    });
    expect(payload).toMatchObject({ operation: null, userErrors: [{ code: 'LIMIT_REACHED', field: ['email'] }] });
  });

  test('a role changes, and the product hears of it', async () => {
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

  test('the product hears how it is also where nobody heard what came of it: who has left may not ask again', async () => {
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
    // It is told how it is: here the CRM has not taken it.
    const told = () => graph.sandbox.records.get('product', 'members', `${tenant}:${contactId(0)}`);
    for (let tried = 0; tried < 400 && !told(); tried += 1) await delay(25);
    expect(told()).toMatchObject({ role: 'ADMIN' });
  });

  test('whom the CRM knows from elsewhere is not shown to who invites them', async () => {
    const stranger = graph.sandbox.records.get('hubspot', 'contacts', contactId(900)) as Recorded;
    const { payload } = await mutate(
      'inviteMember',
      { accountId: demo, email: stranger.properties.email, role: 'MEMBER' },
      `member { name } ${operationFields}`,
    );
    expect(payload).toMatchObject({
      member: null,
      operation: null,
      userErrors: [{ code: 'NOT_ALLOWED', field: ['email'] }],
    });
    expect(writes('hubspot')).toEqual([]);
  });

  test('an address that the CRM does not take is said to be', async () => {
    const { payload, errors } = await mutate('inviteMember', { accountId: demo, email: 'jo@acme', role: 'MEMBER' });
    expect(errors).toEqual([]);
    expect(payload).toMatchObject({ operation: null, userErrors: [{ code: 'INVALID_INPUT', field: ['email'] }] });
  });

  test('somebody leaves, and the product hears of it', async () => {
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
  test('is followed by who may read what it is about, and is nothing to anybody else', async () => {
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

describe('a key', () => {
  test('of two tenants is two keys', async () => {
    const other = companyId(places.other);
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

  test('with another input is a conflict', async () => {
    await changeSeats(30, { idempotencyKey: 'once' });
    expect((await changeSeats(31, { idempotencyKey: 'once' })).payload).toMatchObject({
      operation: null,
      userErrors: [{ code: 'CONFLICT', field: ['idempotencyKey'] }],
    });
    expect(seatsEverywhere()).toEqual([30, 30, 30]);
  });
});
