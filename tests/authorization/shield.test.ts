import { buildSubgraphSchema, type GraphQLResolverMap } from '@apollo/subgraph';
import { describe, expect, test } from '@jest/globals';
import { graphql, parse, type GraphQLSchema } from 'graphql';
import { readFileSync } from 'node:fs';
import { readRequirements } from '../../subgraphs/shared/authorization/requirements.ts';
import { shieldSchema, type Caller } from '../../subgraphs/shared/authorization/shield.ts';
import type { Scope } from '../../subgraphs/shared/roles.ts';
import { GraphError } from '../../subgraphs/shared/errors.ts';

/* Where graphql-shield 7.6.5 lets through what it should not, or hides what it should not: each with a test that fails when somebody falls into it. */

interface Context {
  readonly token: boolean;
  readonly scopes: Readonly<Record<string, readonly Scope[]>>;
}

const caller: Caller<Context> = {
  isAuthenticated: ({ token }) => token,
  scopesAt: (parent, { scopes }) => scopes[(parent as { id?: string } | undefined)?.id ?? ''] ?? [],
  scopesFor: async (accountId, { scopes }) => (accountId === null ? (scopes[''] ?? []) : (scopes[accountId] ?? null)),
};

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@authenticated", "@requiresScopes"])';

function shielded(sdl: string, resolvers: object): GraphQLSchema {
  const typeDefs = parse(`${link} ${sdl}`);
  return shieldSchema(
    buildSubgraphSchema([{ typeDefs, resolvers: resolvers as GraphQLResolverMap<unknown> }]),
    readRequirements(typeDefs),
    caller,
  );
}

const ask = async (schema: GraphQLSchema, source: string, contextValue: Context) => {
  const { data, errors = [] } = await graphql({ schema, source, contextValue, rootValue: {} });
  return {
    data: JSON.parse(JSON.stringify(data ?? null)) as unknown,
    codes: errors.map(({ path, extensions }) => `${path?.join('.') ?? ''} ${String(extensions.code)}`),
  };
};

const account = `type Query { account(id: ID!): Account @authenticated open: Int broken: Int @authenticated } type Account @key(fields: "id") @authenticated { id: ID! bill: Int @requiresScopes(scopes: [["billing:read"]]) }`;
const resolvers = {
  Query: {
    account: (_parent: unknown, { id }: { id: string }) => ({ id, bill: 7 }),
    open: () => 1,
    broken: () => {
      throw new GraphError('UPSTREAM_TIMEOUT', { system: 'BILLING' });
    },
  },
  Account: { __resolveReference: ({ id }: { id: string }) => ({ id, bill: 7 }) },
};
const inOne: Context = { token: true, scopes: { '1': ['billing:read'] } };
const nobody: Context = { token: false, scopes: {} };

describe('graphql-shield', () => {
  test('keeps no verdict of one alias for another: one account allows it, the next does not', async () => {
    const schema = shielded(account, resolvers);
    const { data, codes } = await ask(
      schema,
      '{ a: account(id: "1") { bill } b: account(id: "2") { bill } c: account(id: "1") { bill } }',
      inOne,
    );
    expect(data).toEqual({ a: { bill: 7 }, b: { bill: null }, c: { bill: 7 } });
    expect(codes).toEqual(['b.bill FORBIDDEN']);
  });

  test('shares no verdict between two schemas whose rules have the same names, in one context', async () => {
    const [strict, lax] = [
      shielded(account, resolvers),
      shielded(account.replace('@requiresScopes(scopes: [["billing:read"]])', ''), resolvers),
    ];
    const context: Context = { token: true, scopes: {} };
    const query = '{ account(id: "1") { bill } }';
    expect((await ask(lax, query, context)).data).toEqual({ account: { bill: 7 } });
    expect((await ask(strict, query, context)).data).toEqual({ account: { bill: null } });
    expect((await ask(lax, query, context)).data).toEqual({ account: { bill: 7 } });
  });

  test('denies what the SDL says nothing of, and answers federation itself', async () => {
    const typeDefs = parse(`${link} type Query { open: Int } type Thing { x: Int }`);
    const schema = shieldSchema(
      buildSubgraphSchema([
        {
          typeDefs: parse(`${link} type Query { open: Int hidden: Int } type Thing @key(fields: "x") { x: Int }`),
          resolvers: { Query: { open: () => 1, hidden: () => 2 } },
        },
      ]),
      readRequirements(typeDefs),
      caller,
    );
    expect(await ask(schema, '{ open hidden }', inOne)).toEqual({
      data: { open: 1, hidden: null },
      codes: ['hidden FORBIDDEN'],
    });
    expect(
      (await ask(schema, '{ _service { sdl } _entities(representations: []) { __typename } }', nobody)).codes,
    ).toEqual([]);
  });

  test('rules hold through _entities', async () => {
    const schema = shielded(account, resolvers);
    const query =
      '{ _entities(representations: [{ __typename: "Account", id: "2" }, { __typename: "Account", id: "1" }]) { ... on Account { id bill } } }';
    expect((await ask(schema, query, inOne)).data).toEqual({
      _entities: [
        { id: '2', bill: null },
        { id: '1', bill: 7 },
      ],
    });
    expect((await ask(schema, query, nobody)).codes.every((code) => code.endsWith('UNAUTHENTICATED'))).toBe(true);
  });

  test('a mutation that no rule names does not run: hiding its answer would be too late', async () => {
    const ran: string[] = [];
    const write = (name: string) => () => void ran.push(name);
    const schema = shielded(
      `${account} type Mutation { bare(id: ID!): Int guarded(input: In!): Int @requiresScopes(scopes: [["billing:write"]]) } input In { accountId: ID! }`,
      { ...resolvers, Mutation: { bare: write('bare'), guarded: write('guarded') } },
    );
    const guarded = (accountId: string) => `mutation { guarded(input: { accountId: "${accountId}" }) }`;
    const writer: Context = { token: true, scopes: { '1': ['billing:write'], '2': ['billing:read'] } };
    expect((await ask(schema, 'mutation { bare(id: "1") }', writer)).codes).toEqual(['bare FORBIDDEN']);
    expect((await ask(schema, guarded('2'), writer)).codes).toEqual(['guarded FORBIDDEN']);
    expect((await ask(schema, guarded('3'), writer)).codes).toEqual(['guarded NOT_FOUND']);
    expect((await ask(schema, guarded('1'), nobody)).codes).toEqual(['guarded UNAUTHENTICATED']);
    expect(ran).toEqual([]);
    await ask(schema, guarded('1'), writer);
    expect(ran).toEqual(['guarded']);
  });

  test('a rule that fails denies', async () => {
    const failing: Caller<Context> = {
      ...caller,
      scopesAt: () => {
        throw new Error('no idea');
      },
    };
    const typeDefs = parse(`${link} ${account}`);
    const schema = shieldSchema(
      buildSubgraphSchema([{ typeDefs, resolvers: resolvers as unknown as GraphQLResolverMap<unknown> }]),
      readRequirements(typeDefs),
      failing,
    );
    expect((await ask(schema, '{ account(id: "1") { bill } }', inOne)).data).toEqual({ account: { bill: null } });
  });

  test('errors of resolvers keep their code', async () => {
    expect((await ask(shielded(account, resolvers), '{ broken }', inOne)).codes).toEqual(['broken UPSTREAM_TIMEOUT']);
  });

  test('what fails open is not used: not(), rules on interfaces, any cache but none', () => {
    const source = readFileSync(new URL('../../subgraphs/shared/authorization/shield.ts', import.meta.url), 'utf8');
    const [, imported = ''] = /import \{([^}]*)\} from 'graphql-shield'/.exec(source) ?? [];
    expect(
      imported
        .split(',')
        .map((name) => name.trim())
        .sort(),
    ).toEqual(['allow', 'deny', 'rule', 'shield', 'type IRules']);
    expect(source.match(/cache: '\w+'/g)).toEqual(source.match(/rule\(coordinate/g)?.map(() => "cache: 'no_cache'"));
  });
});
