import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  buildSchema,
  GraphQLList,
  GraphQLNonNull,
  isEnumType,
  isInputObjectType,
  type GraphQLInputType,
  type GraphQLObjectType,
} from 'graphql';
import { companyId, companyIndex } from '../sandbox/seed/company.ts';
import { apiFile, matrixFile, read } from '../schema/files.ts';
import { columns, readMatrix } from '../schema/matrix.ts';
import { startGraph, type Graph } from './support/graph.ts';

const demo = companyId(companyIndex.demo);
const matrix = readMatrix(read(matrixFile));
/** The test user of each column; undefined: no token. */
const identityOf: Readonly<Record<string, string | undefined>> = {
  anonymous: undefined,
  MEMBER: 'member@demo',
  BILLING: 'billing@demo',
  ADMIN: 'admin@demo',
  'staff SUPPORT': 'staff:support',
  'staff FINANCE': 'staff:finance',
  'staff SALES': 'staff:sales',
  'staff ADMIN': 'staff:admin',
  'partner with all scopes': 'partner:acme',
};
/** Values of scalars that do not accept any text. */
const texts: Readonly<Record<string, unknown>> = {
  Boolean: true,
  Int: 1,
  URL: 'https://app.sandbox.example/',
  EmailAddress: 'somebody@example.com',
};

const mutations = Object.values((buildSchema(read(apiFile)).getMutationType() as GraphQLObjectType).getFields());

/** A valid value of the type. An accountId is the demo account. */
function valueOf(type: GraphQLInputType, name: string): unknown {
  if (type instanceof GraphQLNonNull) return valueOf(type.ofType, name);
  if (type instanceof GraphQLList) return [valueOf(type.ofType, name)];
  if (isInputObjectType(type))
    return Object.fromEntries(
      Object.values(type.getFields())
        .filter((field) => field.type instanceof GraphQLNonNull || field.name === 'accountId')
        .map((field) => [field.name, valueOf(field.type, field.name)]),
    );
  if (isEnumType(type)) return type.getValues()[0]?.name;
  return name === 'accountId' ? demo : (texts[type.name] ?? 'x');
}

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph();
  // Fills the gateway's directory cache, so that the refused requests make no calls.
  for (const as of Object.values(identityOf)) if (as) await graph.ask(`{ account(id: "${demo}") { id } }`, { as });
});
afterAll(() => graph[Symbol.asyncDispose]());

const refused = mutations.flatMap(({ name, args: [argument] }) =>
  columns.flatMap((column, index) =>
    argument && column.name in identityOf && matrix.get(`Mutation.${name}`)?.[index] === false
      ? [[name, column.name, argument.type] as const]
      : [],
  ),
);

test('the matrix contains refusals', () => {
  expect(mutations.length).toBeGreaterThan(20);
  expect(refused.length).toBeGreaterThan(60);
});

test.each(refused)('rejects %s as %s without a vendor call', async (name, column, type) => {
  graph.sandbox.calls.clear();
  const input = type instanceof GraphQLNonNull ? type.ofType : type;
  const as = identityOf[column];
  const { data, errors } = await graph.ask(
    `mutation Refused($input: ${String(input)}!) { ${name}(input: $input) { __typename } }`,
    { ...(as !== undefined && { as }), variables: { input: valueOf(input, 'input') } },
  );
  // The partners' schema does not contain these mutations.
  const code = as === undefined ? 'UNAUTHENTICATED' : column.startsWith('partner') ? 'BAD_USER_INPUT' : 'FORBIDDEN';
  expect([...new Set(errors.map(({ extensions }) => extensions.code))]).toEqual([code]);
  expect(data?.[name] ?? null).toBeNull();
  expect(graph.calls()).toEqual([]);
});
