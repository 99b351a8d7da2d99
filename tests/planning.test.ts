import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { planningBounds } from '../gateway/planning/bounds.ts';
import { createPlanningThread } from '../gateway/planning/thread.ts';
import { prepareSupergraph } from '../gateway/supergraph/prepare.ts';
import { companyId, companyIndex } from '../sandbox/seed/company.ts';
import { startGraph, type Answer, type Graph } from './support/graph.ts';
import { times } from './support/hostile.ts';
import { recordedPlanning } from './support/planning.ts';

const demo = companyId(companyIndex.demo);
const { planning, planned } = recordedPlanning();

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph({ planning });
});
afterAll(() => graph[Symbol.asyncDispose]());

const part = `account { id __typename plan { key } usage { activeMembers } support { id } billing { id subscription { id } } consistency { consistent } }`;
const aliased = (count: number): string => `{ ${times(count, (index) => `v${index}: viewer { ${part} }`)} }`;
const remaining = ({ headers }: Answer): number =>
  Number(/"principal";r=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1]);

describe('planning an operation', () => {
  test.each([1, 3, 5, 10].flatMap((count) => [[count, 'admin@demo'] as const, [count, 'staff:admin'] as const]))(
    'compares a bounded number of plans for %s aliases of the viewer, as %s',
    async (count, as) => {
      const before = planned.length;
      const { data, errors } = await graph.ask(aliased(count), { as });
      expect(errors).toEqual([]);
      expect(Object.keys(data)).toHaveLength(count);
      for (const { evaluated } of planned.slice(before))
        expect(evaluated).toBeLessThanOrEqual(planningBounds.evaluatedPlans);
    },
  );

  test.each([11, 20, 50])('refuses %s aliases of the same root field, and says the limit', async (count) => {
    for (const query of [
      aliased(count),
      `{ ${times(count, (index) => `...F${index}`)} } ${times(count, (index) => `fragment F${index} on Query { v${index}: viewer { ${part} } }`)}`,
    ]) {
      const { errors } = await graph.ask(query, { as: 'admin@demo' });
      expect(errors).toMatchObject([
        {
          message: 'The operation has too many aliases of the same root field: 10 at most.',
          extensions: { code: 'OPERATION_TOO_COSTLY' },
        },
      ]);
    }
  });

  test('happens once for operations that differ in names and literals only', async () => {
    const operations = [
      [`query First { account(id: "${demo}") { id billing { invoices(first: 2) { edges { node { id } } } } } }`, {}],
      [`{ account(id: "${demo}") { id billing { invoices(first: 3) { edges { node { id } } } } } }`, {}],
      [
        'query Third($account: ID!, $count: Int!) { account(id: $account) { id billing { invoices(first: $count) { edges { node { id } } } } } }',
        { account: demo, count: 1 },
      ],
    ] as const;
    const before = planned.length;
    const lengths: number[] = [];
    for (const [query, variables] of operations) {
      const { data, errors } = await graph.ask(query, { as: 'admin@demo', variables });
      expect(errors).toEqual([]);
      lengths.push(data.account.billing.invoices.edges.length);
    }
    expect(lengths).toEqual([2, 3, 1]);
    expect(planned.slice(before)).toHaveLength(1);
  });

  test('keeps values apart that are used twice', async () => {
    const { data, errors } = await graph.ask(
      `query($first: Int = 2) { account(id: "${demo}") { billing { two: invoices(first: $first) { edges { node { id } } } three: invoices(first: 3) { edges { node { id } } } same: invoices(first: 3, status: PAID) { edges { node { status } } } } } }`,
      { as: 'admin@demo' },
    );
    expect(errors).toEqual([]);
    const { two, three, same } = data.account.billing;
    expect([two.edges.length, three.edges.length]).toEqual([2, 3]);
    expect(new Set(same.edges.map((edge: { node: { status: string } }) => edge.node.status))).toEqual(
      new Set(['PAID']),
    );
  });

  test('costs the caller points where the plan is new', async () => {
    const query = `{ account(id: "${demo}") { name phone domain industry status seats address { line1 line2 city region postalCode } } }`;
    const ask = () => graph.ask(query, { as: 'billing@demo' });
    const [first, second, third] = [remaining(await ask()), remaining(await ask()), remaining(await ask())];
    expect(first - second).toBe(second - third);
    const { headers } = await graph.ask(query.replace('name', 'fresh: name'), { as: 'billing@demo' });
    expect(third - Number(/"principal";r=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1])).toBe(second - third + 13);
  });

  test('does not get harder by what the audit trail adds', async () => {
    const before = planned.length;
    await graph.ask(`{ viewer { account { id usage { activeMembers } billing { id } support { id } } } }`, {
      as: 'admin@demo',
    });
    // Each of the five subgraphs can answer the id: once, as the client requested it.
    expect(planned.slice(before).map(({ evaluated }) => evaluated)).toEqual([5]);
  });
});

describe('the planning thread', () => {
  const { sdl } = prepareSupergraph(readFileSync(new URL('../schema/supergraph.graphql', import.meta.url), 'utf8'));
  const supergraph = { id: 'test', sdl };
  const endless = `{ ${times(1_000, (index) => `v${index}: viewer { ${part} }`)} }`;

  test('refuses an operation whose plan takes too long, and plans the others', async () => {
    await using thread = createPlanningThread();
    const [slow, small] = await Promise.allSettled([
      thread.plan({ supergraph, operation: endless, selections: 14_000, caller: 'test' }),
      thread.plan({ supergraph, operation: '{ viewer { name } }', selections: 2, caller: 'test' }),
    ]);
    expect(slow).toMatchObject({
      status: 'rejected',
      reason: { code: 'OPERATION_TOO_COSTLY', message: expect.stringContaining('500 ms') },
    });
    expect(small).toMatchObject({ status: 'fulfilled', value: { plan: { kind: 'QueryPlan' } } });
  });

  test('plans small operations before large ones', async () => {
    await using thread = createPlanningThread();
    const order: string[] = [];
    const plan = (name: string, operation: string, selections: number) =>
      thread.plan({ supergraph, operation, selections, caller: 'test' }).then(() => order.push(name));
    await Promise.all([
      plan('first', aliased(3), 42),
      plan('large', aliased(5), 70),
      plan('small', '{ viewer { __typename } }', 2),
    ]);
    expect(order).toEqual(['first', 'small', 'large']);
  });

  test('refuses a caller who fills the queue, and nobody else', async () => {
    await using thread = createPlanningThread();
    const plan = (caller: string, index: number) =>
      thread.plan({ supergraph, operation: `{ a${index}: viewer { name } }`, selections: 2, caller });
    const [flood, others] = await Promise.all([
      Promise.allSettled(Array.from({ length: 100 }, (_, index) => plan('stranger', index))),
      Promise.allSettled(Array.from({ length: 20 }, (_, index) => plan(`customer ${index}`, 1_000 + index))),
    ]);
    const refused = flood.filter(({ status }) => status === 'rejected');
    expect(refused.length).toBeGreaterThan(50);
    expect(refused[0]).toMatchObject({ reason: { code: 'RATE_LIMITED' } });
    expect(others.filter(({ status }) => status === 'rejected')).toEqual([]);
  });
});

describe('the general form of an operation', () => {
  test('takes literals whose fields have another order for the same', async () => {
    const { data, errors } = await graph.ask(
      `query($skip: Boolean!) {
        a: accounts(first: 1, filter: { text: "demo", status: ACTIVE }) @skip(if: $skip) { edges { node { id } } }
        a: accounts(first: 1, filter: { status: ACTIVE, text: "demo" }) { edges { node { name } } }
      }`,
      { as: 'staff:admin', variables: { skip: false } },
    );
    expect(errors).toEqual([]);
    expect(data.a.edges[0].node).toEqual({ id: expect.any(String), name: expect.any(String) });
  });

  test.each([
    ['query($x: Boolean = true) { viewer @skip(if: $x) { name } }', 'x'],
    [
      'mutation($x: Boolean = true) { updateProfile(input: { phone: "+49 30 222" }) { member @include(if: $x) { name } userErrors { code } } }',
      'x',
    ],
  ])('refuses null in a condition before anything runs: %s', async (query, name) => {
    graph.sandbox.calls.clear();
    const { errors } = await graph.ask(query, { as: 'admin@demo', variables: { [name]: null } });
    expect(errors).toMatchObject([
      { message: expect.stringContaining(`$${name}`), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    expect(graph.calls('hubspot').filter((call) => call.includes(' PATCH '))).toEqual([]);
  });

  test('refuses an alias that objects lose', async () => {
    const { errors } = await graph.ask('{ __proto__: plans { key } }', { as: 'admin@demo' });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});
