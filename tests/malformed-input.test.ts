import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { companyId, companyIndex } from '../sandbox/seed/company.ts';
import { startGraph, type Graph } from './support/graph.ts';

const demo = companyId(companyIndex.demo);

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph[Symbol.asyncDispose]());

const literal = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? `{ ${Object.entries(value)
        .map(([name, inner]) => `${name}: ${literal(inner)}`)
        .join(', ')} }`
    : value === 'MEMBER'
      ? value
      : JSON.stringify(value);

describe.each<[mutation: string, input: object, field: string[]]>([
  ['inviteMember', { email: 'no address', role: 'MEMBER' }, ['email']],
  ['inviteMember', { email: 7, role: 'MEMBER' }, ['email']],
  ['updateBillingDetails', { email: 'no address' }, ['email']],
  ['createBillingPortalSession', { returnUrl: 'no address' }, ['returnUrl']],
  ['changeSubscription', { change: { seats: 26, prorationAt: 'tomorrow' } }, ['change', 'prorationAt']],
])('%s with %j is refused at its field', (mutation, given, field) => {
  const input = { accountId: demo, idempotencyKey: `malformed ${field.join()}`, ...given };
  const expected = { code: 'INVALID_INPUT', field, message: expect.stringMatching(/^\w+ must be /) };
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const fields = 'userErrors { code field message }';

  test.each<[string, string, object]>([
    ['a variable', `mutation($input: ${type}!) { ${mutation}(input: $input) { ${fields} } }`, { input }],
    ['a literal', `mutation { ${mutation}(input: ${literal(input)}) { ${fields} } }`, {}],
  ])('as %s', async (_name, query, variables) => {
    graph.sandbox.calls.clear();
    const { data, errors } = await graph.ask(query, { as: 'admin@demo', variables: { ...variables } });
    expect(errors).toEqual([]);
    expect(data[mutation].userErrors).toEqual([expected]);
    expect(graph.calls().filter((call) => !/ GET |search|batch\/read|QUERY/.test(call))).toEqual([]);
  });

  test('after the caller is authorized', async () => {
    const { data, errors } = await graph.ask(
      `mutation($input: ${type}!) { ${mutation}(input: $input) { ${fields} } }`,
      { as: 'member@demo', variables: { input } },
    );
    expect(data ?? null).toBeNull();
    expect(errors).toMatchObject([{ path: [mutation], extensions: { code: 'FORBIDDEN' } }]);
  });
});
