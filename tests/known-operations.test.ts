import { ApolloServer } from '@apollo/server';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildSchema } from 'graphql';
import type { GatewayContext } from '../gateway/operation/context.ts';
import { createKnownOperations } from '../gateway/operation/known-operations.ts';
import { companyId, companyIndex } from '../sandbox/seed/company.ts';
import { startGraph, type Graph } from './support/graph.ts';

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph({ environment: { COST_BUDGETS: 'CUSTOMER=60' } });
});
afterAll(() => graph[Symbol.asyncDispose]());

const demo = companyId(companyIndex.demo);
const id = { id: demo };
const one = 'query One($id: ID!) { account(id: $id) { id name } }';
type As = Parameters<Graph['sandbox']['token']>[0];

interface Case {
  readonly as?: As;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status?: number;
  /** A part of the answer. */
  readonly part?: string;
}
const admin: As = 'admin@demo';
const cases: Readonly<Record<string, Case>> = {
  'an answer': { as: admin, body: { query: one, variables: id } },
  'an answer in the newer media type': {
    as: admin,
    body: { query: `${one} # newer`, variables: id },
    headers: { accept: 'application/graphql-response+json' },
  },
  'one of two operations': {
    as: admin,
    body: { query: `${one} query Two { plans { key } }`, operationName: 'Two' },
  },
  'an operation that the document lacks': {
    as: admin,
    body: { query: `${one} query Three { plans { key } }`, operationName: 'Four' },
    status: 400,
  },
  'a variable of the wrong type': { as: admin, body: { query: `${one} # wrong`, variables: { id: {} } }, status: 400 },
  'a missing variable': { as: admin, body: { query: `${one} # missing` }, status: 400 },
  'denied fields': {
    as: 'member@demo',
    body: { query: 'query ($id: ID!) { account(id: $id) { name billing { balance { amount } } } }', variables: id },
    part: 'FORBIDDEN',
  },
  'an account that does not exist': { as: admin, body: { query: `${one} # other`, variables: { id: '1' } } },
  'an error at a field': {
    as: admin,
    body: {
      query: 'query ($id: ID!) { account(id: $id) { members(first: 1, after: "x") { edges { node { id } } } } }',
      variables: id,
    },
  },
  'too costly an operation': {
    as: admin,
    body: {
      query:
        'query ($id: ID!) { account(id: $id) { members(first: 100) { edges { node { account: id } } } documents(first: 100) { edges { node { id } } } billing { invoices(first: 100) { edges { node { lines(first: 100) { edges { node { id } } } } } } } } }',
      variables: id,
    },
    status: 400,
    part: 'OPERATION_TOO_COSTLY',
  },
  introspection: { body: { query: '{ __schema { queryType { name } } plans { key } }' } },
  'an anonymous caller': { body: { query: `${one} # anonymous`, variables: id } },
};

/** An answer without what differs between any two requests. */
async function ask({ as, body, headers = {} }: Case) {
  const token = as === undefined ? {} : { authorization: `Bearer ${await graph.sandbox.token(as)}` };
  const response = await fetch(`${graph.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-request-id': 'the-same-request', ...token, ...headers },
    body: JSON.stringify(body),
  });
  const { date: _date, ratelimit: _rate, 'content-length': _length, ...rest } = Object.fromEntries(response.headers);
  const text = (await response.text()).replace(/"actual":\d+/, '"actual":0');
  return { status: response.status, headers: rest, text };
}

// Apollo Server reads a text when it is sent for the first time; after that, the operation runs without its pipeline.
test.each(Object.entries(cases))('is answered the same by Apollo Server and around it: %s', async (_title, request) => {
  const first = await ask(request);
  expect(first.status).toBe(request.status ?? 200);
  expect(first.text).toContain(request.part ?? '');
  expect(await ask(request)).toEqual(first);
  expect(await ask(request)).toEqual(first);
});

test('a mutation is answered the same', async () => {
  const refused: Case = {
    as: admin,
    body: {
      query:
        'mutation ($id: ID!) { completeOnboardingStep(input: { accountId: $id, key: "none" }) { userErrors { code field message } } }',
      variables: id,
    },
  };
  const first = await ask(refused);
  expect(first.text).toContain('userErrors');
  expect(await ask(refused)).toEqual(first);
});

test('what customers may send is not thereby accepted from a partner', async () => {
  const query = `${one.replace('name', 'billing { invoices(first: 1) { edges { node { id } } } }')} # partners`;
  expect((await ask({ as: admin, body: { query, variables: id } })).status).toBe(200);
  expect((await ask({ as: admin, body: { query, variables: id } })).status).toBe(200);
  const refused = await ask({ as: 'partner:acme', body: { query, variables: id } });
  expect(refused.status).toBe(400);
  expect(refused.text).toContain('Cannot query field');
});

test('an operation is known once Apollo Server has read it, for that kind of caller and that API', async () => {
  const schema = buildSchema('type Query { a: Int }');
  const known = createKnownOperations();
  const server = new ApolloServer<GatewayContext>({ schema, plugins: [known.plugin] });
  await server.start();
  const query = 'query A { a }';
  known.accept(query, 'CUSTOMER', schema);
  expect(known.find(query, undefined, 'CUSTOMER')).toBeUndefined();
  await server.executeOperation({ query }, { contextValue: {} as GatewayContext });
  expect(known.find(query, undefined, 'CUSTOMER')).toMatchObject({ text: query, operation: { operation: 'query' } });
  expect(known.find(query, 'B', 'CUSTOMER')).toBeUndefined();
  expect(known.find(query, 'A', 'PARTNER')).toBeUndefined();
  expect(known.isAccepted(query, 'CUSTOMER', buildSchema('type Query { b: Int }'))).toBe(false);
  expect(known.find(query, 'A', 'CUSTOMER')).toBeUndefined();
  await server.stop();
});
