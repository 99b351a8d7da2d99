import { buildSubgraphSchema, type GraphQLResolverMap } from '@apollo/subgraph';
import { describe, expect, test } from '@jest/globals';
import { execute, parse } from 'graphql';
import type { Access } from '../../gateway/access/access.ts';
import { createGateway, type GraphGateway } from '../../gateway/gateway.ts';
import type { Transport } from '@customer-graph/protocol/transport';
import { noPermissions } from '@customer-graph/protocol/subgraph-entry';
import { createConnections } from '../../gateway/fetching/connections.ts';
import { compose } from '../../schema/composition.ts';
import { columns, type Column } from '../../schema/matrix.ts';
import { generateKeys } from '@customer-graph/protocol/keys';
import { contextOf, unlimited } from '../support/gateway.ts';
import { silentLog } from '@customer-graph/process/log';
import type { Assertion } from '@customer-graph/protocol/principal';

/*
 * The test cases of Apollo Router's authorization (apollo-router/src/plugins/authorization: authenticated.rs, scopes.rs), under their
 * original names, for this gateway and each role. The subgraphs here have no rules of their own, so only the gateway hides values.
 */

const link = (...others: string[]) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires", ${['"@authenticated"', '"@requiresScopes"', ...others].join(', ')}])`;

interface Part {
  readonly sdl: string;
  readonly resolvers: object;
}

interface Answer {
  readonly data: unknown;
  readonly errors: readonly string[];
  /** Every query that was sent to a subgraph. */
  readonly sent: readonly string[];
}

async function startParts(parts: Readonly<Record<string, Part>>) {
  const sent: string[] = [];
  const { supergraph } = compose(
    Object.entries(parts).map(([name, { sdl }], index) => ({
      name,
      url: `http://${name}`,
      sdl,
      permissions: { ...noPermissions, directory: index === 0 },
    })),
  );
  const transports = new Map(
    Object.entries(parts).map(([name, { sdl, resolvers }]): [string, Transport] => {
      const schema = buildSubgraphSchema([
        { typeDefs: parse(sdl), resolvers: resolvers as GraphQLResolverMap<unknown> },
      ]);
      return [
        name,
        {
          async query({ body }) {
            const { query, variables } = JSON.parse(body) as { query: string; variables: Record<string, unknown> };
            sent.push(query);
            return {
              status: 200,
              body: JSON.stringify(await execute({ schema, document: parse(query), variableValues: variables })),
              calls: 0,
              membershipsChanged: [],
              followUps: [],
            };
          },
          upload: async () => ({ status: 404, body: '', calls: 0, membershipsChanged: [], followUps: [] }),
          download: async () => ({ status: 404, body: '', content: null, calls: 0 }),
          command: async () => ({ status: 404, body: '', calls: 0, membershipsChanged: [], followUps: [] }),
        },
      ];
    }),
  );
  const gateway = await createGateway({
    supergraph: { read: async () => supergraph, watch: () => ({ [Symbol.dispose]: () => undefined }) },
    connections: createConnections({ local: transports }),
    signingKey: generateKeys().privateKey,
    directory: { graceMs: 0 },
    ...unlimited(),
    log: silentLog,
  });
  return { gateway, sent, [Symbol.asyncDispose]: () => gateway[Symbol.asyncDispose]() };
}

const assertion: Assertion = {
  principal: { kind: 'ANONYMOUS' },
  scopes: [],
  viewerAccountId: null,
  accounts: {},
  requestId: 'r',
  traceId: 't',
  deadline: Infinity,
};
/** Partners act as customers here, because these schemas have no partner contract. */
const accessOf = ({ kind, scopes }: Column): Access => ({
  kind: kind === 'PARTNER' ? 'CUSTOMER' : kind,
  scopes,
  account: async () => null,
  viewerAccount: async () => null,
  refused: () => [],
  prepareToChange: () => undefined,
  assertion: () => ({ ...assertion, deadline: Date.now() + 10_000 }),
});

async function ask(
  { gateway, sent }: { readonly gateway: GraphGateway; readonly sent: string[] },
  column: Column,
  query: string,
): Promise<Answer> {
  sent.length = 0;
  const access = accessOf(column);
  const { body } = await gateway.server.executeOperation({ query }, { contextValue: contextOf(access) });
  if (body.kind !== 'single') throw new Error('answered in parts');
  const { data, errors = [] } = body.singleResult;
  return {
    data: JSON.parse(JSON.stringify(data ?? null)),
    errors: errors.map(({ path, extensions }) => `${(path ?? []).join('.')} ${String(extensions?.code)}`),
    sent: [...sent],
  };
}

/** The roles with all of these scopes, and the other roles. */
const split = (...scopes: string[]) => ({
  may: columns.filter(
    (column) => column.kind !== 'ANONYMOUS' && scopes.every((scope) => column.scopes.some((held) => held === scope)),
  ),
  mayNot: columns.filter(
    (column) => column.kind === 'ANONYMOUS' || !scopes.every((scope) => column.scopes.some((held) => held === scope)),
  ),
});
const codeFor = ({ kind }: Column): string => (kind === 'ANONYMOUS' ? 'UNAUTHENTICATED' : 'FORBIDDEN');
const billing = split('billing:read');

const items = [
  { __typename: 'Open', id: '1', name: 'open', secret: 'o' },
  { __typename: 'Closed', id: '2', name: 'closed', secret: 'SECRET' },
];
const interfaces: Record<string, Part> = {
  a: {
    sdl: `${link()}
      type Query { item: Item  closed: Item  items: [Item!]  anything: Anything  things: [Anything!]!  guarded: Guarded  guardedOnes: [Guarded!]  plain: Plain  strict: Strict! }
      interface Item { id: ID! name: String secret: String }
      type Open implements Item { id: ID! name: String secret: String open: String }
      type Closed implements Item { id: ID! name: String secret: String @requiresScopes(scopes: [["billing:read"]]) closed: String @requiresScopes(scopes: [["billing:read"]]) }
      union Anything = Open | Hidden
      type Hidden @requiresScopes(scopes: [["billing:read"]]) { value: String }
      interface Guarded { id: ID! value: String }
      type GuardedA implements Guarded { id: ID! value: String @authenticated }
      type GuardedB implements Guarded { id: ID! value: String @requiresScopes(scopes: [["billing:read"]]) }
      type Plain { id: ID! token: Token list: [Plain!]! deep: Plain hidden: [String!]! @requiresScopes(scopes: [["billing:read"]]) }
      type Strict { id: ID! value: String! @requiresScopes(scopes: [["billing:read"]]) }
      scalar Token @requiresScopes(scopes: [["billing:read"]])`,
    resolvers: {
      Query: {
        item: () => items[0],
        closed: () => items[1],
        items: () => items,
        anything: () => ({ __typename: 'Hidden', value: 'SECRET' }),
        things: () => [
          { ...items[0], open: 'x' },
          { __typename: 'Hidden', value: 'SECRET' },
        ],
        guarded: () => ({ __typename: 'GuardedB', id: '2', value: 'SECRET' }),
        guardedOnes: () => [
          { __typename: 'GuardedA', id: '1', value: 'a' },
          { __typename: 'GuardedB', id: '2', value: 'SECRET' },
        ],
        plain: () => ({
          id: '1',
          token: 'SECRET',
          hidden: ['SECRET'],
          list: [
            { id: '2', hidden: ['SECRET'], list: [] },
            { id: '3', hidden: ['SECRET'], list: [] },
          ],
          deep: { id: '4', hidden: ['SECRET'], list: [] },
        }),
        strict: () => ({ id: '1', value: 'SECRET' }),
      },
    },
  },
};

describe.each([...billing.mayNot])('without the scope, as $name,', (column) => {
  const refused = codeFor(column);
  const refusedTo = async (query: string) => {
    await using parts = await startParts(interfaces);
    const answer = await ask(parts, column, query);
    expect(JSON.stringify(answer.data)).not.toContain('SECRET');
    return answer;
  };

  test('interface_field: a protected field of an implementation is null through the interface', async () => {
    const { data, errors, sent } = await refusedTo('{ closed { id secret } item { id secret } }');
    expect(data).toEqual({ closed: { id: '2', secret: null }, item: { id: '1', secret: null } });
    expect(errors).toEqual([`closed.secret ${refused}`, `item.secret ${refused}`]);
    expect(sent.join()).not.toContain('secret');
  });

  test('interface_fragment: protected fields are null in named fragments', async () => {
    const { data, errors } = await refusedTo(
      '{ items { ...I } } fragment I on Item { id ...C ...O } fragment C on Closed { closed secret } fragment O on Open { secret }',
    );
    expect(data).toEqual({
      items: [
        { id: '1', secret: 'o' },
        { id: '2', closed: null, secret: null },
      ],
    });
    expect(errors).toEqual([`items.1.closed ${refused}`, `items.1.secret ${refused}`]);
  });

  test('interface_inline_fragment: only the unprotected implementation has a value', async () => {
    const { data, errors } = await refusedTo('{ items { ... on Open { secret } ... on Closed { secret id } } }');
    expect(data).toEqual({ items: [{ secret: 'o' }, { secret: null, id: '2' }] });
    expect(errors).toEqual([`items.1.secret ${refused}`]);
  });

  test('implementations_with_different_auth: the strictest rule applies to the interface', async () => {
    const { data } = await refusedTo('{ guarded { id value } guardedOnes { value } }');
    expect(data).toEqual({ guarded: { id: '2', value: null }, guardedOnes: [{ value: null }, { value: null }] });
    const typed = await refusedTo('{ guardedOnes { ... on GuardedA { value } } }');
    expect(typed.data).toEqual({ guardedOnes: [{ value: column.kind === 'ANONYMOUS' ? null : 'a' }, {}] });
  });

  test('union: only fields of the protected member are null', async () => {
    const { data, errors } = await refusedTo(
      '{ anything { __typename ... on Hidden { value } } things { ... on Open { open } ... on Hidden { value } } }',
    );
    expect(data).toEqual({ anything: { __typename: 'Hidden', value: null }, things: [{ open: 'x' }, { value: null }] });
    expect(errors).toEqual([`anything.value ${refused}`, `things.1.value ${refused}`]);
  });

  test('array: the field is null in each element, with one error', async () => {
    const { data, errors } = await refusedTo('{ plain { id deep { id token } list { id token } } }');
    expect(data).toEqual({
      plain: {
        id: '1',
        deep: { id: '4', token: null },
        list: [
          { id: '2', token: null },
          { id: '3', token: null },
        ],
      },
    });
    expect(errors).toEqual([`plain.deep.token ${refused}`, `plain.list.0.token ${refused}`]);
  });

  test('scalar, alias, query_field_nested: the field is null under an alias and at any depth', async () => {
    const { data } = await refusedTo('{ a: plain { b: token c: deep { hidden: id } } }');
    expect(data).toEqual({ a: { b: null, c: { hidden: '4' } } });
  });

  test('skip_include: a skipped protected field causes no error', async () => {
    const { data } = await refusedTo('{ plain { id token @skip(if: true) ... @include(if: false) { t: token } } }');
    expect(data).toEqual({ plain: { id: '1' } });
  });

  test('root_fields_non_null: a refused non-null field nulls its parent', async () => {
    const { data, errors } = await refusedTo('{ strict { id value } plain { id } }');
    expect(data).toBeNull();
    expect(errors).toEqual([`strict.value ${refused}`]);
  });

  test('an object whose only selected field is refused is still returned', async () => {
    const { data } = await refusedTo('{ plain { deep { token } } }');
    expect(data).toEqual({ plain: { deep: { token: null } } });
  });
});

describe.each([...billing.may])('with the scope, as $name,', (column) => {
  test('every field has a value', async () => {
    await using parts = await startParts(interfaces);
    const { data, errors } = await ask(
      parts,
      column,
      '{ closed { secret } items { ... on Closed { secret } } guarded { value } anything { ... on Hidden { value } } plain { token list { hidden } } strict { value } }',
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      closed: { secret: 'SECRET' },
      items: [{}, { secret: 'SECRET' }],
      guarded: { value: 'SECRET' },
      anything: { value: 'SECRET' },
      plain: { token: 'SECRET', list: [{ hidden: ['SECRET'] }, { hidden: ['SECRET'] }] },
      strict: { value: 'SECRET' },
    });
  });
});

test('introspection beside an abstract type does not change the data', async () => {
  await using parts = await startParts(interfaces);
  const [column] = billing.may;
  if (!column) throw new Error('no role has the scope');
  const { data, errors } = await ask(parts, column, '{ items { id } __type(name: "Open") { name } }');
  expect({ data, errors }).toEqual({
    data: { items: [{ id: '1' }, { id: '2' }], __type: { name: 'Open' } },
    errors: [],
  });
});

describe.each([...columns])('as $name,', (column) => {
  const may = billing.may.includes(column);

  test('renamed directives: a rule under an imported alias is enforced', async () => {
    const sdl = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", { name: "@authenticated", as: "@signedIn" }, { name: "@requiresScopes", as: "@needs" }])
      type Query { open: String token: String @signedIn secret: String @needs(scopes: [["billing:read"]]) }`;
    await using parts = await startParts({
      a: { sdl, resolvers: { Query: { open: () => 'o', token: () => 'TOKEN', secret: () => 'SECRET' } } },
    });
    const { data } = await ask(parts, column, '{ open token secret }');
    expect(data).toEqual({
      open: 'o',
      token: column.kind === 'ANONYMOUS' ? null : 'TOKEN',
      secret: may ? 'SECRET' : null,
    });
  });

  const entity = (rule: string) => ({
    a: {
      sdl: `${link()} type Query { thing: Thing } type Thing @key(fields: "id secret") { id: ID! secret: String ${rule} name: String weight: Int ${rule} }`,
      resolvers: { Query: { thing: () => ({ id: '1', secret: 'SECRET', name: 'n', weight: 7 }) } },
    },
    b: {
      sdl: `${link()} type Thing @key(fields: "id secret") { id: ID! secret: String ${rule} weight: Int @external price: Int @requires(fields: "weight") ${rule} open: String }`,
      resolvers: {
        Thing: {
          __resolveReference: (reference: object) => reference,
          price: ({ weight }: { weight: number }) => weight * 10,
          open: () => 'open',
        },
      },
    },
  });

  test('protected @key: the gateway uses the key between subgraphs and does not return it', async () => {
    await using parts = await startParts(entity('@requiresScopes(scopes: [["billing:read"]])'));
    const { data, sent } = await ask(parts, column, '{ thing { name open secret } }');
    expect(data).toEqual({ thing: { name: 'n', open: 'open', secret: may ? 'SECRET' : null } });
    expect(sent).toHaveLength(2);
  });

  test('@requires of a protected field: the computed field has the same protection', async () => {
    await using parts = await startParts(entity('@requiresScopes(scopes: [["billing:read"]])'));
    const { data, errors } = await ask(parts, column, '{ thing { id price } }');
    expect(data).toEqual({ thing: { id: '1', price: may ? 70 : null } });
    expect(errors).toEqual(may ? [] : [`thing.price ${codeFor(column)}`]);
  });

  test('mutation: one refused mutation prevents all mutations of the request', async () => {
    let runs = 0;
    const sdl = `${link()} type Query { open: String } type Mutation { write: Int @requiresScopes(scopes: [["billing:read"]]) other: Int @authenticated }`;
    await using parts = await startParts({
      a: {
        sdl,
        resolvers: { Query: { open: () => 'o' }, Mutation: { write: () => (runs += 1), other: () => (runs += 1) } },
      },
    });
    const { data } = await ask(parts, column, 'mutation { other write }');
    expect(data).toEqual(may ? { other: 1, write: 2 } : null);
    expect(runs).toBe(may ? 2 : 0);
  });
});

test('@requires of a protected field does not compose without the same rule', () => {
  const sdl = (rule: string) => [
    {
      name: 'a',
      url: 'http://a',
      sdl: `${link()} type Query { thing: Thing } type Thing @key(fields: "id") { id: ID! weight: Int @requiresScopes(scopes: [["billing:read"]]) }`,
    },
    {
      name: 'b',
      url: 'http://b',
      sdl: `${link()} type Thing @key(fields: "id") { id: ID! weight: Int @external price: Int @requires(fields: "weight") ${rule} }`,
    },
  ];
  const composed = (rule: string) => compose(sdl(rule).map((part) => ({ ...part, permissions: noPermissions })));
  expect(() => composed('')).toThrow(/requires/);
  expect(() => composed('@requiresScopes(scopes: [["billing:read"]])')).not.toThrow();
});
