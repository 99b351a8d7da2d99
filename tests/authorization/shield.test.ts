import { buildSubgraphSchema, type GraphQLResolverMap } from '@apollo/subgraph';
import { describe, expect, test } from '@jest/globals';
import { graphql, parse, type GraphQLSchema } from 'graphql';
import { readFileSync } from 'node:fs';
import { readRequirements } from '@customer-graph/authorization/requirements';
import { shieldSchema, type Caller } from '@customer-graph/authorization/shield';
import type { Scope } from '@customer-graph/protocol/roles';
import { GraphError } from '@customer-graph/protocol/errors';

/* The known pitfalls of graphql-shield 7.6.5: cases in which it permits or hides the wrong fields. */

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
const anonymous: Context = { token: false, scopes: {} };

describe('graphql-shield', () => {
  test('decides for each alias separately', async () => {
    const schema = shielded(account, resolvers);
    const { data, codes } = await ask(
      schema,
      '{ a: account(id: "1") { bill } b: account(id: "2") { bill } c: account(id: "1") { bill } }',
      inOne,
    );
    expect(data).toEqual({ a: { bill: 7 }, b: { bill: null }, c: { bill: 7 } });
    expect(codes).toEqual(['b.bill FORBIDDEN']);
  });

  test('decides for each schema separately, even with the same rule names and context', async () => {
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

  test('denies fields without a rule, and resolves _service and _entities', async () => {
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
      (await ask(schema, '{ _service { sdl } _entities(representations: []) { __typename } }', anonymous)).codes,
    ).toEqual([]);
  });

  test('applies rules below _entities', async () => {
    const schema = shielded(account, resolvers);
    const query =
      '{ _entities(representations: [{ __typename: "Account", id: "2" }, { __typename: "Account", id: "1" }]) { ... on Account { id bill } } }';
    expect((await ask(schema, query, inOne)).data).toEqual({
      _entities: [
        { id: '2', bill: null },
        { id: '1', bill: 7 },
      ],
    });
    expect((await ask(schema, query, anonymous)).codes.every((code) => code.endsWith('UNAUTHENTICATED'))).toBe(true);
  });

  test('does not run a mutation that has no rule or that its rule refuses', async () => {
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
    expect((await ask(schema, guarded('1'), anonymous)).codes).toEqual(['guarded UNAUTHENTICATED']);
    expect(ran).toEqual([]);
    await ask(schema, guarded('1'), writer);
    expect(ran).toEqual(['guarded']);
  });

  test('decides again for a caller with other scopes after a rule has passed', async () => {
    const schema = shielded(account, resolvers);
    const query = '{ account(id: "1") { bill } }';
    for (let round = 0; round < 2; round += 1) {
      expect((await ask(schema, query, inOne)).data).toEqual({ account: { bill: 7 } });
      const without: Context = { token: true, scopes: { '1': [] } };
      expect((await ask(schema, query, without)).codes).toEqual(['account.bill FORBIDDEN']);
      expect((await ask(schema, query, { ...inOne, token: false })).codes).toEqual(['account UNAUTHENTICATED']);
      expect((await ask(schema, '{ account(id: "2") { bill } }', inOne)).codes).toEqual(['account.bill FORBIDDEN']);
    }
  });

  test('denies if a rule throws', async () => {
    const failing: Caller<Context> = {
      ...caller,
      scopesAt: () => {
        throw new Error('the rule failed');
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

  test('keeps the error code of a resolver', async () => {
    expect((await ask(shielded(account, resolvers), '{ broken }', inOne)).codes).toEqual(['broken UPSTREAM_TIMEOUT']);
  });

  test('does not use the features that fail open: not(), rules on interfaces, and caches', () => {
    const source = readFileSync(new URL('../../packages/authorization/src/shield.ts', import.meta.url), 'utf8');
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
