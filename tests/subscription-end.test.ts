import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { companyId, companyIndex } from '../sandbox/seed/company.ts';
import { createPopulation } from '../sandbox/seed/population.ts';
import { startGraph, type Graph } from './support/graph.ts';

const demo = companyId(companyIndex.demo);
const subscriptionId = 'sub_Sandbox000000';
const day = 86_400;

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph[Symbol.asyncDispose]());
beforeEach(() => graph.sandbox.reset());

const fields = `
  plan { key renewsOn endsOn } seats status
  billing { subscription { id seats cancelsAt currentPeriod { end } } }
  consistency { consistent discrepancies { kind severity facts { system name value } } unknown }`;
async function account(id = demo) {
  const { data, errors } = await graph.ask(`{ account(id: "${id}") { ${fields} } }`, { as: 'staff:admin' });
  expect(errors).toEqual([]);
  return data.account;
}
async function mutate(name: string, input: object, selection = 'operation { status }') {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const { data, errors } = await graph.ask(
    `mutation($input: ${type}!) { ${name}(input: $input) { ${selection} userErrors { code field } } }`,
    { as: 'admin@demo', variables: { input: { accountId: demo, ...input } } },
  );
  expect(errors).toEqual([]);
  return data[name];
}
const crm = () =>
  (graph.sandbox.records.get('hubspot', 'companies', demo) as { properties: Record<string, string | null> }).properties;
const change = (vendor: string, type: string, id: string, values: Record<string, unknown>) =>
  graph.sandbox.records.change(vendor, type, id, values);

describe('a subscription that is cancelled to the end of its period', () => {
  test('has an end in place of a renewal, in the API and in the CRM', async () => {
    expect((await account()).plan).toEqual({ key: 'growth', renewsOn: expect.any(String), endsOn: null });
    expect(await mutate('cancelSubscription', {})).toMatchObject({ operation: { status: 'SUCCEEDED' } });
    const ended = await account();
    const end = ended.billing.subscription.cancelsAt.slice(0, 10);
    expect(ended).toMatchObject({
      plan: { key: 'growth', renewsOn: null, endsOn: end },
      seats: 25,
      status: 'ACTIVE',
      consistency: { consistent: true },
    });
    expect([crm().portal_plan_renews_on ?? '', crm().portal_plan_ends_on]).toEqual(['', end]);
    expect(await mutate('resumeSubscription', {})).toMatchObject({ operation: { status: 'SUCCEEDED' } });
    const resumed = await account();
    expect(resumed).toMatchObject({ plan: { endsOn: null }, consistency: { consistent: true } });
    expect(resumed.plan.renewsOn).toBe(resumed.billing.subscription.currentPeriod.end.slice(0, 10));
  });

  test('is a discrepancy while the CRM still renews it', async () => {
    change('stripe', 'subscriptions', subscriptionId, { cancel_at_period_end: true });
    const { consistency } = await account();
    expect(consistency.consistent).toBe(false);
    expect(
      consistency.discrepancies.map(({ kind, facts }: { kind: string; facts: { name: string }[] }) => [
        kind,
        facts[0]?.name,
      ]),
    ).toEqual([
      ['PERIOD_MISMATCH', 'renewsOn'],
      ['PERIOD_MISMATCH', 'endsOn'],
    ]);
  });
});

describe('a subscription that is cancelled at once', () => {
  test('leaves neither plan nor seats in the CRM, and nobody can be invited', async () => {
    await mutate('cancelSubscription', { immediately: true });
    expect(await account()).toEqual({
      plan: null,
      seats: 0,
      status: 'CHURNED',
      billing: { subscription: null },
      consistency: { consistent: true, discrepancies: [], unknown: [] },
    });
    const { portal_plan: plan, portal_plan_renews_on: renewal, portal_seats: seats } = crm();
    expect([plan ?? '', renewal ?? '', seats]).toEqual(['', '', '0']);
    expect(crm().portal_plan_ends_on).toBe(new Date().toISOString().slice(0, 10));
    const invited = await mutate('inviteMember', { email: 'late@demo-industries.example', role: 'MEMBER' });
    expect(invited).toEqual({ operation: null, userErrors: [{ code: 'CONFLICT', field: ['accountId'] }] });
  });

  test('is a discrepancy while the CRM still has the plan', async () => {
    change('stripe', 'subscriptions', subscriptionId, { status: 'canceled', ended_at: Math.floor(Date.now() / 1_000) });
    change('hubspot', 'companies', demo, { properties: { portal_status: 'churned' } });
    const { consistency } = await account();
    expect(consistency).toMatchObject({ consistent: false, unknown: [] });
    expect(consistency.discrepancies.map(({ kind }: { kind: string }) => kind)).toEqual([
      'PLAN_MISMATCH',
      'SEATS_MISMATCH',
      'PERIOD_MISMATCH',
    ]);
  });
});

describe('usage without a subscription', () => {
  const endSubscription = (periodEnd: number, more: Record<string, unknown> = {}) => {
    const { items } = graph.sandbox.records.get('stripe', 'subscriptions', subscriptionId) as {
      items: { data: Record<string, unknown>[] };
    };
    change('stripe', 'subscriptions', subscriptionId, {
      status: 'canceled',
      ended_at: periodEnd,
      items: { data: items.data.map((item) => ({ ...item, current_period_end: periodEnd })) },
      ...more,
    });
    change('hubspot', 'companies', demo, {
      properties: { portal_status: 'churned', portal_plan: null, portal_seats: '0', portal_plan_renews_on: null },
    });
  };
  const now = Math.floor(Date.now() / 1_000);

  test('is none within the time that was paid for', async () => {
    endSubscription(now + day);
    expect((await account()).consistency).toMatchObject({ consistent: true });
  });

  test('is reported by meter after that time, and where nothing was paid', async () => {
    endSubscription(now - 90 * day);
    const { consistency } = await account();
    expect(consistency).toMatchObject({
      consistent: false,
      discrepancies: [{ kind: 'USAGE_NOT_BILLED', severity: 'CRITICAL' }],
    });
    const facts = consistency.discrepancies[0].facts as { system: string; name: string; value: string | null }[];
    expect(facts.filter(({ system }) => system === 'PRODUCT').length).toBeGreaterThan(1);
    expect(facts).toContainEqual({
      system: 'PRODUCT',
      name: 'api-requests',
      value: expect.stringMatching(/^\d+ request/),
    });
    endSubscription(now + day, { cancellation_details: { reason: 'payment_failed' } });
    expect((await account()).consistency.discrepancies).toMatchObject([{ kind: 'USAGE_NOT_BILLED' }]);
  });

  test('of a prospect is for information', async () => {
    endSubscription(now - 90 * day);
    change('hubspot', 'companies', demo, { properties: { portal_status: 'prospect' } });
    expect((await account()).consistency.discrepancies).toMatchObject([{ kind: 'USAGE_NOT_BILLED', severity: 'INFO' }]);
  });
});

test('one of several live subscriptions is the account’s in every system: the oldest', async () => {
  const { id = '', index = 0 } =
    createPopulation({ hasDuplicateLinks: true }).find(({ subscription }) => subscription === 'several') ?? {};
  const before = await account(id);
  expect(before).toMatchObject({ seats: before.billing.subscription.seats, consistency: { consistent: true } });
  // The number of seats of the newer subscription.
  change('hubspot', 'companies', id, { properties: { portal_seats: '5' } });
  expect((await account(id)).consistency.discrepancies).toMatchObject([
    { kind: 'SEATS_MISMATCH', facts: [{ value: '5' }, { value: String(before.seats) }] },
  ]);
  const { data } = await graph.ask(
    `mutation($input: ChangeSubscriptionInput!) { changeSubscription(input: $input) { operation { status } userErrors { message } } }`,
    {
      as: 'staff:admin',
      variables: {
        input: {
          accountId: id,
          change: { subscriptionId: `sub_Sandbox${String(index).padStart(6, '0')}second`, seats: 7 },
        },
      },
    },
  );
  expect(data.changeSubscription).toEqual({ operation: { status: 'SUCCEEDED' }, userErrors: [] });
  expect(await account(id)).toMatchObject({
    seats: before.seats,
    billing: { subscription: { id: before.billing.subscription.id } },
    consistency: { consistent: true },
  });
});
