import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  buildClientSchema,
  getIntrospectionQuery,
  isObjectType,
  lexicographicSortSchema,
  parse,
  printSchema,
  type IntrospectionQuery,
} from 'graphql';
import { contractApi } from '../gateway/partners/contract.ts';
import { compose } from '../schema/composition.ts';
import { subgraphs } from '../schema/subgraphs.ts';
import { companyId, companyIndex } from '../sandbox/seed/company.ts';
import { startGraph, type Graph } from './support/graph.ts';

const demo = companyId(companyIndex.demo);
const contract = readFileSync(new URL('../schema/partner.graphql', import.meta.url), 'utf8');
const as = 'partner:acme';

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph[Symbol.asyncDispose]());

const introspected = async (
  options: { as?: string; headers?: Record<string, string> },
  on = graph,
): Promise<string> => {
  const { data, errors } = await on.ask(getIntrospectionQuery({ specifiedByUrl: true }), options);
  expect(errors).toEqual([]);
  return printSchema(lexicographicSortSchema(buildClientSchema(data as IntrospectionQuery)));
};

describe('a partner', () => {
  test('introspects the partner contract, which equals the published file', async () => {
    expect((await introspected({ as })).trim()).toBe(contract.trim());
    expect(await introspected({ as: 'staff:admin' })).toContain('type Billing ');
  });

  test('gets the contract and data when one operation requests both', async () => {
    const { data, errors } = await graph.ask(
      `query($id: ID!, $name: String!) { account(id: $id) { name } billing: __type(name: "Billing") { name } account_: __type(name: $name) { fields { name } } ... { __schema { mutationType { name } } } __typename }`,
      { as, variables: { id: demo, name: 'Account' } },
    );
    expect(errors).toEqual([]);
    expect(data).toMatchObject({
      account: { name: 'Demo Industries' },
      billing: null,
      __schema: { mutationType: { name: 'Mutation' } },
      __typename: 'Query',
    });
    expect(Object.keys(data as object)).toEqual(['account', 'billing', 'account_', '__schema', '__typename']);
    expect((data.account_.fields as { name: string }[]).map(({ name }) => name)).not.toContain('billing');
  });

  test.each([
    ['a field', `{ account(id: "${demo}") { billing { id } } }`, 'billing'],
    [
      'a field in a fragment',
      `{ account(id: "${demo}") { ...F } } fragment F on Account { documents { edges { node { id } } } }`,
      'documents',
    ],
    ['a type', `{ account(id: "${demo}") { ... on Billing { id } } }`, 'Billing'],
    [
      'a mutation',
      `mutation { updateAccount(input: { accountId: "${demo}", phone: "1" }) { account { id } } }`,
      'updateAccount',
    ],
    ['a field of the viewer', '{ viewer { member { id } } }', 'member'],
  ])('cannot request a field outside the contract: %s', async (_case, query, word) => {
    graph.sandbox.calls.clear();
    const { status, errors, data } = await graph.ask(query, { as });
    expect(status).toBe(400);
    expect(data).toBeUndefined();
    expect(errors[0]).toMatchObject({
      message: expect.stringContaining(word),
      extensions: { code: 'BAD_USER_INPUT', requestId: expect.any(String) },
    });
    expect(graph.calls().filter((call) => !call.includes('to_regclass'))).toEqual([]);
    // The cached validation of one kind of caller must not apply to another.
    expect(
      (await graph.ask(query, { as: 'staff:admin' })).errors.every(
        ({ extensions }) => extensions.code !== 'BAD_USER_INPUT' || word === 'Billing',
      ),
    ).toBe(true);
    expect((await graph.ask(query, { as })).status).toBe(400);
  });

  test('gets no suggestions of fields outside the contract', async () => {
    const { errors } = await graph.ask(`{ account(id: "${demo}") { billin } }`, { as });
    expect(errors[0]?.message).not.toMatch(/billing"/);
  });

  test('reads every field of the contract in granted accounts', async () => {
    const schema = contractApi(parse(compose(subgraphs).supergraph), 'partner');
    const account = schema?.getType('Account');
    const fields = isObjectType(account)
      ? Object.values(account.getFields())
          .filter(({ args, type }) => args.length === 0 && !isObjectType(type))
          .map(({ name }) => name)
      : [];
    expect(fields.length).toBeGreaterThan(5);
    const { errors, data } = await graph.ask(
      `{ account(id: "${demo}") { ${fields.join(' ')} members { edges { node { name email role lastActiveAt } } } usage { meters { used } } support { tickets { edges { node { subject requester { name } } } } } } }`,
      { as },
    );
    expect(errors).toEqual([]);
    expect(data.account.members.edges.length).toBeGreaterThan(1);
    expect((await graph.ask(`{ account(id: "${companyId(companyIndex.other)}") { name } }`, { as })).data).toEqual({
      account: null,
    });
  });
});

describe('the contract', () => {
  const { supergraph } = compose(subgraphs);

  test('is absent when no field is tagged for it', () => {
    expect(contractApi(parse(supergraph), 'nobody')).toBeNull();
  });

  test('fails to load when a tagged field has an untagged type', () => {
    expect(() =>
      contractApi(parse(supergraph.replace(/(\n {2}billing: Billing .*)/, '$1 @tag(name: "partner")')), 'partner'),
    ).toThrow(/Billing/);
  });
});

describe('in production', () => {
  test('introspection is refused for customers and anonymous callers, and allowed for partners and staff', async () => {
    await using production = await startGraph({ environment: { NODE_ENV: 'production' } });
    for (const options of [{}, { as: 'admin@demo' }, { as: 'member@demo' }]) {
      for (const query of [
        getIntrospectionQuery(),
        '{ __type(name: "Billing") { name } }',
        '{ plans { key } ...F } fragment F on Query { __schema { queryType { name } } }',
      ]) {
        const { status, errors, data } = await production.ask(query, options);
        expect({ status, data }).toEqual({ status: 403, data: undefined });
        expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
      }
      const { errors } = await production.ask('{ plan { key } }', options);
      expect(errors[0]?.message).not.toContain('Did you mean');
      const variable = await production.ask(
        'query($f: AccountFilter) { accounts(filter: $f) { edges { node { id } } } }',
        { ...options, variables: { f: { statu: ['ACTIVE'] } } },
      );
      expect(variable.errors[0]?.message).not.toContain('Did you mean');
    }
    expect((await production.ask('{ __typename plans { __typename } }', { as: 'admin@demo' })).errors).toEqual([]);
    expect((await introspected({ as }, production)).trim()).toBe(contract.trim());
    expect(await introspected({ as: 'staff:support' }, production)).toContain('type Billing ');
    expect((await fetch(`${production.url}/`)).status).toBe(404);
  });
});
