import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { companyId, companyIndex } from '../sandbox/seed/company.ts';
import { startGraph, type Graph } from './support/graph.ts';
import { hostile, times } from './support/hostile.ts';
import { customerView } from './support/queries.ts';

const demo = companyId(companyIndex.demo);

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph();
  await graph.ask(customerView, { as: 'admin@demo', variables: { id: demo } });
});
afterAll(() => graph[Symbol.asyncDispose]());
beforeEach(() => graph.sandbox.calls.clear());
const vendorCalls = (): string[] =>
  graph.calls().filter((call) => !call.startsWith('identity') && !call.includes('to_regclass'));

describe('a hostile operation', () => {
  test.each(Object.entries(hostile))('rejects %s with a code and without a vendor call', async (_case, query) => {
    const { status, data, errors } = await graph.ask(query, { as: 'admin@demo' });
    expect([400, 413]).toContain(status);
    expect(data).toBeUndefined();
    expect(['OPERATION_TOO_COSTLY', 'BAD_USER_INPUT']).toContain(errors[0]?.extensions.code);
    expect(vendorCalls()).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['a list of 1,000', Array.from({ length: 1_000 }, () => 'x')],
    ['lists of lists', Array.from({ length: 100 }, () => Array.from({ length: 100 }, () => 'x'))],
  ])('rejects %s in a variable', async (_case, keys) => {
    const { status, errors } = await graph.ask(
      `query($keys: [String!]) { account(id: "${demo}") { usage { meters(keys: $keys) { used } } } }`,
      { as: 'admin@demo', variables: { keys } },
    );
    expect(status).toBe(400);
    expect(errors[0]?.extensions.code).toBe('OPERATION_TOO_COSTLY');
    expect(vendorCalls()).toEqual([]);
  });

  test.each([
    ['5 MB', JSON.stringify({ query: `{ plans { key } } #${'x'.repeat(5_000_000)}` }), 413],
    ['a batch', JSON.stringify([{ query: '{ plans { key } }' }, { query: '{ plans { key } }' }]), 400],
    ['100,000 nested arrays', '['.repeat(100_000) + ']'.repeat(100_000), 400],
  ])('rejects a body of %s', async (_case, body, status) => {
    const response = await fetch(`${graph.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: expect.any(String) } }] });
    expect(vendorCalls()).toEqual([]);
  });
});

describe('a costly operation', () => {
  const subsidiaries = `{ account(id: "${demo}") { support { tickets(first: 100) { edges { node { comments { edges { node { id } } } latestComment { id } requester { notificationPreferences { key } } } } } } documents(first: 100) { edges { node { downloadUrl } } } members(first: 100) { edges { node { notificationPreferences { key } } } } } }`;

  test('is rejected before execution, with its cost in the error', async () => {
    const { status, errors, cost, data } = await graph.ask(subsidiaries, { as: 'admin@demo' });
    expect(status).toBe(400);
    expect(data).toBeUndefined();
    expect(errors).toMatchObject([{ extensions: { code: 'OPERATION_TOO_COSTLY', retryable: false } }]);
    expect(cost).toMatchObject({ actual: 0 });
    expect(cost?.asked).toBeGreaterThan(1_000);
    expect(vendorCalls()).toEqual([]);
  });

  test('has a separate budget for each kind of caller', async () => {
    const sections =
      '{ a: helpCenter { sections { id } } b: helpCenter { sections { id } } search: helpCenter { one: search(text: "a") { edges { node { id } } } two: search(text: "b") { edges { node { id } } } } }';
    expect((await graph.ask(sections)).errors).toEqual([]);
    const searches = `{ helpCenter { ${times(25, (index) => `s${index}: search(text: "exports ${index}") { edges { node { id } } }`)} } }`;
    expect((await graph.ask(searches)).errors).toMatchObject([{ extensions: { code: 'OPERATION_TOO_COSTLY' } }]);
    expect((await graph.ask(searches, { as: 'member@demo' })).errors).toEqual([]);
  });

  test('counts page sizes from arguments, variables and defaults', async () => {
    const asked = async (first: string, variables: Record<string, unknown> = {}) =>
      (
        await graph.ask(
          `query${first.includes('$') ? '($first: Int! = 3)' : ''} { account(id: "${demo}") { billing { invoices(${first}) { edges { node { lines { edges { node { id } } } } } } } } }`,
          { as: 'admin@demo', variables },
        )
      ).cost?.asked ?? 0;
    const base = (await asked('first: 1')) - 1;
    expect(await asked('first: 7')).toBe(base + 7);
    expect(await asked('first: $first')).toBe(base + 3);
    expect(await asked('first: $first', { first: 20 })).toBe(base + 20);
    // A page size above the limit is refused by the field, so the cost counts the maximum size.
    expect(await asked('first: 1000')).toBe(base + 100);
    expect(await asked('status: OPEN')).toBe(base + 10);
  });
});
