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
import { companyId, places } from '../sandbox/seed/company.ts';
import { apiFile, matrixFile, read } from '../schema/files.ts';
import { columns, readMatrix } from '../schema/matrix.ts';
import { startGraph, type Graph } from './support/graph.ts';

const demo = companyId(places.demo);
const matrix = readMatrix(read(matrixFile));
/** Who stands for each column; undefined is nobody. */
const identityOf: Readonly<Record<string, string | undefined>> = {
  nobody: undefined,
  MEMBER: 'member@demo',
  BILLING: 'billing@demo',
  ADMIN: 'admin@demo',
  'staff SUPPORT': 'staff:support',
  'staff FINANCE': 'staff:finance',
  'staff SALES': 'staff:sales',
  'staff ADMIN': 'staff:admin',
  'partner, at most': 'partner:acme',
};
/** Scalars whose text has a form. */
const texts: Readonly<Record<string, unknown>> = {
  Boolean: true,
  Int: 1,
  URL: 'https://app.sandbox.example/',
  EmailAddress: 'somebody@example.com',
};

const mutations = Object.values((buildSchema(read(apiFile)).getMutationType() as GraphQLObjectType).getFields());

/** Something of the type, and the demo account wherever an account is named. */
function given(type: GraphQLInputType, name: string): unknown {
  if (type instanceof GraphQLNonNull) return given(type.ofType, name);
  if (type instanceof GraphQLList) return [given(type.ofType, name)];
  if (isInputObjectType(type))
    return Object.fromEntries(
      Object.values(type.getFields())
        .filter((field) => field.type instanceof GraphQLNonNull || field.name === 'accountId')
        .map((field) => [field.name, given(field.type, field.name)]),
    );
  if (isEnumType(type)) return type.getValues()[0]?.name;
  return name === 'accountId' ? demo : (texts[type.name] ?? 'x');
}

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph();
  // Who somebody is, is asked once and kept.
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

test('there is something to refuse', () => {
  expect(mutations.length).toBeGreaterThan(20);
  expect(refused.length).toBeGreaterThan(60);
});

test.each(refused)('%s as %s is refused, and no system hears of it', async (name, column, type) => {
  graph.sandbox.calls.clear();
  const input = type instanceof GraphQLNonNull ? type.ofType : type;
  const as = identityOf[column];
  const { data, errors } = await graph.ask(
    `mutation Refused($input: ${String(input)}!) { ${name}(input: $input) { __typename } }`,
    { ...(as !== undefined && { as }), variables: { input: given(input, 'input') } },
  );
  // In the partners' schema these do not even exist.
  const code = as === undefined ? 'UNAUTHENTICATED' : column.startsWith('partner') ? 'BAD_USER_INPUT' : 'FORBIDDEN';
  expect([...new Set(errors.map(({ extensions }) => extensions.code))]).toEqual([code]);
  expect(data?.[name] ?? null).toBeNull();
  expect(graph.calls()).toEqual([]);
});
