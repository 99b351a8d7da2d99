import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { companyId, companyIndex } from '../sandbox/seed/company.ts';
import { startGraph, type Graph } from './support/graph.ts';
import { changedMapping, mappingFile } from './support/product.ts';

const demo = companyId(companyIndex.demo);
const meters = `meters { meter { key aggregation } used allowance remaining projected state }`;

describe('usage', () => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await startGraph({ spoiled: true });
  });
  afterAll(() => graph[Symbol.asyncDispose]());
  const ask = (fields: string, as = 'admin@demo', id = demo) =>
    graph.ask(`{ account(id: "${id}") { usage { ${fields} } } }`, { as });

  test('an account’s own allowance precedes the plan’s, and null is unlimited', async () => {
    const of = async (id: string) =>
      Object.fromEntries(
        ((await ask(meters, 'staff:admin', id)).data.account.usage.meters as { meter: { key: string } }[]).map(
          (usage) => [usage.meter.key, usage],
        ),
      );
    expect(await of(demo)).toMatchObject({
      'api-requests': { allowance: 60_000, state: 'OK' },
      'active-projects': { allowance: 20, remaining: 0, state: 'EXCEEDED' },
      storage: { state: 'NEARING' },
    });
    expect((await of(companyId(companyIndex.partner[0]))).storage).toMatchObject({
      allowance: null,
      remaining: null,
      state: 'UNLIMITED',
    });
  });

  test('only sums and counts are projected to the end of the period', async () => {
    const { data } = await ask(`period { start end } source { asOf } ${meters}`);
    const { period, source, meters: all } = data.account.usage;
    const [start, end, asOf] = [period.start, period.end, source.asOf].map((time: string) => Date.parse(time)) as [
      number,
      number,
      number,
    ];
    const elapsed = Math.ceil((asOf - start) / 3_600_000) * 3_600_000;
    for (const { meter, used, projected } of all as {
      meter: { aggregation: string };
      used: number;
      projected: number;
    }[]) {
      const grows = meter.aggregation === 'SUM' || meter.aggregation === 'COUNT';
      expect([meter.aggregation, projected]).toEqual([
        meter.aggregation,
        grows ? Math.round((used * (end - start) * 100) / elapsed) / 100 : used,
      ]);
    }
    expect(all.map(({ meter }: { meter: { aggregation: string } }) => meter.aggregation)).toContain('UNIQUE');
  });

  test('needs three statements for every selection, for one account or a hundred', async () => {
    const fields = `period { start } activeMembers ${meters.replace('state', 'state series { value } month: series(granularity: MONTH) { value } byMember(first: 50) { value member { id } }')} source { asOf }`;
    await ask('id');
    graph.sandbox.calls.clear();
    const { errors } = await ask(fields);
    expect(errors).toEqual([]);
    expect(graph.calls('product').length).toBeLessThanOrEqual(2);
    graph.sandbox.calls.clear();
    const list = await graph.ask(
      `{ accounts(first: 100) { edges { node { usage { ${fields} } members(first: 3) { edges { node { lastActiveAt } } } } } } }`,
      { as: 'staff:admin' },
    );
    expect(list.errors).toEqual([]);
    expect(graph.calls('product').length).toBeLessThanOrEqual(3);
  });

  test('a series ends at the requested range or now, without future values', async () => {
    const { data } = await ask(`period { start end } meters(keys: ["exports"]) { used series { start value } }`);
    const {
      period,
      meters: [exports],
    } = data.account.usage;
    expect((exports.series as { value: number }[]).reduce((sum, { value }) => sum + value, 0)).toBe(exports.used);
    expect(exports.series[0].start).toBe(period.start);
    expect(Date.parse(exports.series.at(-1).start)).toBeLessThan(Date.now());
    const series = async (from: string, to: string, granularity = 'DAY') =>
      await ask(
        `meters(keys: ["exports", "storage", "nonsense"]) { series(from: "${from}", to: "${to}", granularity: ${granularity}) { start value } }`,
      );
    const old = await series('2001-01-01T12:00:00Z', '2001-01-03T06:00:00Z');
    expect(old.data.account.usage.meters).toEqual([
      {
        series: ['2001-01-01T12:00:00Z', '2001-01-02T00:00:00Z', '2001-01-03T00:00:00Z'].map((start) => ({
          start,
          value: 0,
        })),
      },
      { series: [] },
    ]);
    const future = await series(
      new Date(Date.now() + 3_600_000).toISOString(),
      new Date(Date.now() + 90_000_000).toISOString(),
    );
    expect(future.data.account.usage.meters).toEqual([{ series: [] }, { series: [] }]);
    expect((await series('2026-02-30T00:00:00Z', '2026-04-01T00:00:00Z')).errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    for (const [from, to, granularity, message] of [
      ['2026-01-02T00:00:00Z', '2026-01-01T00:00:00Z', 'DAY', /from must be before to/],
      ['2020-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 'HOUR', /more than 1500 time buckets/],
      ['0001-01-01T00:00:00Z', '1960-01-01T00:00:00Z', 'MONTH', /before 1970/],
    ] as const) {
      const { errors, data: rest } = await series(from, to, granularity);
      expect(errors[0]).toMatchObject({
        message: expect.stringMatching(message),
        extensions: { code: 'BAD_USER_INPUT' },
      });
      expect(rest.account.usage.meters).toEqual([{ series: null }, { series: null }]);
    }
    expect((await ask('meters { byMember(first: 51) { value } }')).errors[0]).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  test('usage is null without an error for an unknown tenant and for one claimed twice', async () => {
    for (const place of [companyIndex.noTenant, ...companyIndex.sharedTenant]) {
      const { data, errors } = await ask('id', 'staff:admin', companyId(place));
      expect(errors).toEqual([]);
      expect(data.account.usage).toBeNull();
    }
  });

  test('usage per member requires permission to read members', async () => {
    const partner = { sub: 'client|x', client_id: 'x', partner_accounts: [demo], scope: 'accounts:list usage:read' };
    const { data, text } = await graph.ask(
      `{ account(id: "${demo}") { usage { meters { byMember(first: 2) { value member { id lastActiveAt } } } } } }`,
      { as: partner },
    );
    expect(data.account.usage.meters[0].byMember).toEqual([
      { value: expect.any(Number), member: null },
      { value: expect.any(Number), member: null },
    ]);
    expect(text).not.toMatch(/lastActiveAt":"/);
  });

  test.each<[string, Parameters<Graph['sandbox']['setFaults']>[0], string]>([
    ['is stopped', [{ vendor: 'product', kind: 'refuse' }], 'UPSTREAM_UNAVAILABLE'],
    ['resets connections', [{ vendor: 'product', kind: 'reset' }], 'UPSTREAM_UNAVAILABLE'],
    ['has no free connections', [{ vendor: 'product', kind: 'status', value: 429 }], 'UPSTREAM_UNAVAILABLE'],
    ['lacks a table', [{ vendor: 'product', kind: 'wrongTypes' }], 'UPSTREAM_INVALID_RESPONSE'],
    ['denies permission', [{ vendor: 'product', kind: 'status', value: 403 }], 'UPSTREAM_UNAVAILABLE'],
  ])(
    'while the product database %s, only usage is null with an error, until it recovers',
    async (_case, faults, code) => {
      await ask('id');
      await graph.sandbox.setFaults(faults);
      const { data, errors, text } = await graph.ask(
        `{ account(id: "${demo}") { name usage { id } billing { id } } }`,
        { as: 'admin@demo' },
      );
      expect(data.account).toMatchObject({ name: 'Demo Industries', usage: null, billing: { id: demo } });
      expect(errors).toMatchObject([{ path: ['account', 'usage'], extensions: { code, system: 'PRODUCT' } }]);
      expect(text).not.toMatch(/postgres|relation|sandbox was told/i);
      await graph.sandbox.setFaults([]);
      expect((await ask('id')).errors).toEqual([]);
    },
  );

  test('the client’s deadline holds during a slow statement', async () => {
    await graph.sandbox.setFaults([{ vendor: 'product', kind: 'latency', value: 3_000 }]);
    const { errors, data } = await graph.ask(`{ account(id: "${demo}") { name usage { id } } }`, {
      as: 'admin@demo',
      headers: { 'x-request-timeout': '500' },
    });
    expect(data.account.name).toBe('Demo Industries');
    expect(errors).toMatchObject([
      { path: ['account', 'usage'], extensions: { code: 'UPSTREAM_TIMEOUT', system: 'PRODUCT' } },
    ]);
    await graph.sandbox.setFaults([]);
  });

  test('returns the last activity of members, also through lists', async () => {
    const { data } = await graph.ask(
      `{ accounts(first: 3) { edges { node { members(first: 2) { edges { node { name lastActiveAt } } } } } } account(id: "${demo}") { members(first: 2) { edges { node { lastActiveAt } } } } }`,
      { as: 'staff:admin' },
    );
    expect(
      data.account.members.edges.map(
        ({ node }: { node: { lastActiveAt: string } }) => Date.parse(node.lastActiveAt) > 0,
      ),
    ).toEqual([true, true]);
    const listed = (
      data.accounts.edges as { node: { members: { edges: { node: { lastActiveAt: string | null } }[] } } }[]
    ).flatMap(({ node }) => node.members.edges);
    expect(listed.some(({ node }) => node.lastActiveAt !== null)).toBe(true);
  });
});

test('with a rollup, the response states the time it counts to', async () => {
  await using graph = await startGraph({
    environment: {
      PRODUCT_MAPPING: changedMapping('tenants', (mapping) => ({
        ...mapping,
        rollup: { table: 'rolled.usage_rollup' },
      })),
    },
  });
  const { data, errors } = await graph.ask(`{ account(id: "${demo}") { usage { source { asOf } meters { used } } } }`, {
    as: 'admin@demo',
  });
  expect(errors).toEqual([]);
  expect(Date.parse(data.account.usage.source.asOf) % 900_000).toBe(0);
});

test('a product with other table names needs only a mapping', async () => {
  await using graph = await startGraph({ environment: { PRODUCT_MAPPING: mappingFile('workspaces') } });
  graph.sandbox.records.change('hubspot', 'companies', demo, { properties: { product_tenant_id: '1' } });
  const { data, errors } = await graph.ask(
    `{ account(id: "${demo}") { usage { period { start } ${meters} } members(first: 1) { edges { node { lastActiveAt } } } } }`,
    { as: 'staff:admin' },
  );
  expect(errors).toEqual([]);
  expect(data.account.usage.period.start).toMatch(/T2[23]:00:00Z$/);
  expect(
    (data.account.usage.meters as { meter: { key: string }; used: number }[]).map(({ meter, used }) => [
      meter.key,
      used > 0,
    ]),
  ).toEqual([
    ['api-calls', true],
    ['transfer', true],
    ['projects', true],
    ['storage', expect.any(Boolean)],
    ['peak-users', true],
  ]);
  expect(data.account.members.edges[0].node.lastActiveAt).not.toBeNull();
});

describe('numbers that are not finite', () => {
  const open = () =>
    startGraph({
      environment: {
        PRODUCT_MAPPING: changedMapping('tenants', ({ rollup: _rollup, ...mapping }) => ({
          ...mapping,
          events: { ...(mapping.events as object), table: 'spoiled.usage_events' },
          allowances: { ...(mapping.allowances as object), table: 'spoiled.plan_allowances' },
          overrides: { ...(mapping.overrides as object), table: 'spoiled.tenant_allowances' },
        })),
      },
    });

  test('of an event or an allowance cost that meter alone', async () => {
    await using graph = await open();
    const ask = async (fields: string) => {
      const { data, errors } = await graph.ask(`{ account(id: "${demo}") { u: usage { ${fields} } } }`, {
        as: 'admin@demo',
      });
      return { usage: data.account.u, errors };
    };
    const { usage, errors } = await ask(`period { start } activeMembers ${meters}`);
    expect((usage.meters as { meter: { key: string } }[]).map(({ meter }) => meter.key)).toEqual([
      'api-requests',
      'exports',
      'concurrent-users',
    ]);
    // Equal errors are one.
    expect(errors).toHaveLength(1);
    for (const error of errors)
      expect(error).toMatchObject({
        path: ['account', 'u', 'meters'],
        extensions: { code: 'UPSTREAM_INVALID_RESPONSE', system: 'PRODUCT', retryable: false },
      });
    // A field that can be null is null alone.
    const { usage: nullable, errors: own } = await ask(
      'meters(keys: ["active-projects", "storage"]) { meter { key } allowance series { value } }',
    );
    expect(nullable.meters).toMatchObject([
      { meter: { key: 'active-projects' }, allowance: null },
      { meter: { key: 'storage' }, series: null },
    ]);
    expect(own.map(({ path }) => path?.join('.')).sort()).toEqual([
      'account.u.meters.0.allowance',
      'account.u.meters.1.series',
    ]);
  });
});
