import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { companyId, companyIndex } from '../sandbox/seed/company.ts';
import { createCursors } from '@customer-graph/subgraph-kit/connections';
import { startGraph, type Graph } from './support/graph.ts';

const demo = companyId(companyIndex.demo);
const other = companyId(companyIndex.other);
const long = 'x'.repeat(10_000);

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph[Symbol.asyncDispose]());

const ofAccount = (fields: string, as = 'admin@demo') =>
  graph.ask(`{ account(id: "${demo}") { id ${fields} } }`, { as });

describe('ids', () => {
  test.each([
    '',
    ' ',
    '0',
    '-1',
    'abc',
    '1e3',
    '88000000019999999999999',
    long,
    '../companies',
    '8800000001;8800000003',
    'عميل',
    '\\u0000',
  ])('the account id %j gives null without an error', async (id) => {
    for (const as of ['admin@demo', 'staff:admin']) {
      const { status, data, errors } = await graph.ask(
        'query($id: ID!) { account(id: $id) { id name billing { id } } }',
        { as, variables: { id } },
      );
      expect({ status, data, errors }).toEqual({ status: 200, data: { account: null }, errors: [] });
    }
  });

  test.each([
    '',
    'in_',
    'in_Sandbox999999999',
    'cus_Sandbox000000',
    '../customers',
    long,
    `in_Sandbox${String(companyIndex.other).padStart(6, '0')}001`,
  ])('the invoice id %j gives null without an error', async (id) => {
    const { data, errors } = await graph.ask(
      `query($id: ID!) { account(id: "${demo}") { billing { invoice(id: $id) { id number } } } }`,
      { as: 'admin@demo', variables: { id } },
    );
    expect(errors).toEqual([]);
    expect(data.account.billing).toEqual({ invoice: null });
  });

  test('another company’s account in X-Account-Id gives null', async () => {
    for (const id of [other, 'nonsense', long]) {
      const { data, errors } = await graph.ask('{ viewer { account { id } } }', {
        as: 'admin@demo',
        headers: { 'x-account-id': id },
      });
      expect(errors).toEqual([]);
      expect(data.viewer.account).toBeNull();
    }
  });
});

describe('pages', () => {
  const lists = {
    members: 'members(PAGE) { edges { node { id } } }',
    documents: 'documents(PAGE) { edges { node { id } } }',
    subsidiaries: 'subsidiaries(PAGE) { edges { node { id } } }',
    'billing.invoices': 'billing { invoices(PAGE) { edges { node { id } } } }',
    'billing.payments': 'billing { payments(PAGE) { edges { node { id } } } }',
    'billing.creditNotes': 'billing { creditNotes(PAGE) { edges { node { id } } } }',
  };
  const cases = Object.entries(lists).flatMap(([path, fields]) =>
    [0, -1, 101, 2_147_483_647].map((first) => [first, path, fields] as const),
  );

  test.each(cases)(
    'first: %i of %s is BAD_USER_INPUT at its path, and other fields have values',
    async (first, path, fields) => {
      const { status, data, errors } = await ofAccount(fields.replace('PAGE', `first: ${first}`));
      expect(status).toBe(200);
      expect(data.account.id).toBe(demo);
      expect(errors).toMatchObject([
        {
          path: ['account', ...path.split('.')],
          message: 'first must be between 1 and 100.',
          extensions: { code: 'BAD_USER_INPUT', retryable: false },
        },
      ]);
    },
  );

  test.each(Object.entries(lists))('first: null of %s is refused', async (_path, fields) => {
    const literal = await ofAccount(fields.replace('PAGE', 'first: null'));
    expect(literal.status).toBe(400);
    expect(literal.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    const variable = await graph.ask(
      `query($first: Int) { account(id: "${demo}") { id ${fields.replace('PAGE', 'first: $first')} } }`,
      { as: 'admin@demo', variables: { first: null } },
    );
    expect(variable.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  test.each(Object.entries(lists))(
    'a cursor of another list or an invalid cursor is refused by %s',
    async (path, fields) => {
      const { data } = await graph.ask(
        `{ account(id: "${demo}") { members(first: 1) { pageInfo { endCursor } } billing { invoices(first: 1) { pageInfo { endCursor } } } } }`,
        { as: 'admin@demo' },
      );
      const foreign =
        path === 'members' ? data.account.billing.invoices.pageInfo.endCursor : data.account.members.pageInfo.endCursor;
      for (const after of [foreign, '', 'nonsense', long, Buffer.from('members:\n').toString('base64url')]) {
        const { errors } = await ofAccount(fields.replace('PAGE', `after: ${JSON.stringify(after)}`));
        expect(errors).toMatchObject([
          { message: 'after is not a cursor of this list.', extensions: { code: 'BAD_USER_INPUT' } },
        ]);
      }
    },
  );

  test('a cursor of a removed element continues after its position, or is refused if that is unknown', async () => {
    const cursor = (list: string, position: string) => createCursors(list, demo).encode(position);
    const members = await ofAccount(
      `members(first: 2, after: "${cursor('members:', '12000000003')}") { edges { node { id } } } all: members(first: 100) { edges { node { id } } }`,
    );
    const ids = (edges: { node: { id: string } }[]) => edges.map(({ node }) => node.id);
    expect(ids(members.data.account.members.edges)).toEqual(ids(members.data.account.all.edges).slice(3, 5));
    const beyond = await ofAccount(
      `members(after: "${cursor('members:', '99999999999')}") { edges { node { id } } pageInfo { hasNextPage endCursor } }`,
    );
    expect(beyond.data.account.members).toEqual({ edges: [], pageInfo: { hasNextPage: false, endCursor: null } });
    const invoices = await ofAccount(
      `billing { invoices(after: "${cursor('invoices:', 'in_gone00000000')}") { edges { node { id } } } }`,
    );
    expect(invoices.errors).toMatchObject([
      {
        path: ['account', 'billing', 'invoices'],
        message: 'after is not a cursor of this list.',
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
  });

  test('a cursor contains no vendor ids, and works with a long filter', async () => {
    const { data } = await ofAccount('billing { invoices(first: 1) { pageInfo { endCursor } } }');
    expect(Buffer.from(data.account.billing.invoices.pageInfo.endCursor, 'base64url').toString()).not.toContain('cus_');
    const cursors = createCursors('accounts', 'م'.repeat(200));
    expect(cursors.decode(cursors.encode('100'))).toBe('100');
  });

  test('a cursor of another account is refused', async () => {
    const { data } = await graph.ask(`{ account(id: "${other}") { members(first: 1) { pageInfo { endCursor } } } }`, {
      as: 'staff:admin',
    });
    const { errors } = await ofAccount(
      `members(after: "${String(data.account.members.pageInfo.endCursor)}") { edges { node { id } } }`,
    );
    expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

describe('requests', () => {
  test.each([
    ['an unknown field', '{ account(id: "1") { nonsense } }'],
    ['a wrong type', '{ account(id: {}) { id } }'],
    ['an unknown argument', '{ account(id: "1", name: "x") { id } }'],
    ['a missing argument', '{ account { id } }'],
    ['an unknown enum value', '{ accounts(filter: { status: [NONSENSE] }) { edges { node { id } } } }'],
    ['an unknown input field', '{ accounts(filter: { nonsense: 1 }) { edges { node { id } } } }'],
    ['a syntax error', '{ account('],
    ['an empty query', ''],
    ['two operations without a name', 'query A { plans { key } } query B { plans { key } }'],
  ])('%s is 400 with a coded error', async (_case, query) => {
    const { status, data, errors } = await graph.ask(query, { as: 'staff:admin' });
    expect(status).toBe(400);
    expect(data).toBeUndefined();
    expect(errors.length).toBeGreaterThan(0);
    for (const { extensions } of errors)
      expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', retryable: false, requestId: expect.any(String) });
  });

  test('an unknown operation name is 400', async () => {
    const { status, errors } = await graph.ask('query A { plans { key } }', { operationName: 'B' });
    expect(status).toBe(400);
    expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  test('a variable of the wrong type is 400 with the variable’s name', async () => {
    const { status, errors } = await graph.ask(
      'query($first: Int!) { accounts(first: $first) { edges { node { id } } } }',
      { as: 'staff:admin', variables: { first: 'ten' } },
    );
    expect(status).toBe(400);
    expect(errors).toMatchObject([
      { message: expect.stringContaining('$first'), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });

  test('an invalid DateTime is refused at the path of its field', async () => {
    const preview = (prorationAt: string) =>
      ofAccount(`billing { id previewChange(change: { seats: 3, prorationAt: ${prorationAt} }) { total { amount } } }`);
    const { data, errors } = await preview('"yesterday"');
    expect(data.account.billing).toEqual({ id: demo, previewChange: null });
    expect(errors).toMatchObject([
      { path: ['account', 'billing', 'previewChange'], extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    const variable = await graph.ask(
      `query($at: DateTime) { account(id: "${demo}") { billing { previewChange(change: { seats: 3, prorationAt: $at }) { total { amount } } } } }`,
      { as: 'admin@demo', variables: { at: 'yesterday' } },
    );
    expect(variable.status).toBe(400);
    expect(variable.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  test.each([
    ['a body that is not JSON', { body: '{' }, 400],
    ['a body that is not an object', { body: '[]' }, 400],
    ['an empty body', { body: '' }, 400],
    ['a body of 2 MB', { body: JSON.stringify({ query: `{ plans { key } } # ${'x'.repeat(2_000_000)}` }) }, 413],
    ['a timeout that is not a number', { headers: { 'x-request-timeout': 'soon' } }, 400],
    ['a timeout of 0', { headers: { 'x-request-timeout': '0' } }, 400],
  ])('%s is refused with a coded error', async (_case, request, status) => {
    const { headers, body } = { headers: {}, body: JSON.stringify({ query: '{ plans { key } }' }), ...request };
    const response = await fetch(`${graph.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    expect(response.status).toBe(status);
    const { errors } = (await response.json()) as { errors: unknown };
    expect(errors).toMatchObject([{ message: expect.any(String), extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test('an unknown path is 404, a CORS simple request is refused, and responses are not cacheable', async () => {
    expect((await fetch(`${graph.url}/nothing`)).status).toBe(404);
    const simple = await fetch(`${graph.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: JSON.stringify({ query: '{ plans { key } }' }),
    });
    expect(simple.status).toBe(400);
    const { headers } = await graph.ask('{ plans { key } }', { headers: { 'x-request-id': 'mine-12345' } });
    expect(headers.get('cache-control')).toBe('private, no-store');
    expect(headers.get('x-request-id')).toBe('mine-12345');
  });
});

describe('an operation that doubles with each fragment', () => {
  test('is refused before its fragments are expanded', async () => {
    const fragments = Array.from(
      { length: 40 },
      (_, index) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} }`,
    );
    const startedAt = Date.now();
    const { status, errors } = await graph.ask(
      `{ ...F0 } ${fragments.join(' ')} fragment F40 on Query { plans { key } }`,
    );
    expect(status).toBe(400);
    expect(errors).toMatchObject([{ extensions: { code: 'OPERATION_TOO_COSTLY', retryable: false } }]);
    expect(Date.now() - startedAt).toBeLessThan(2_000);
  });
});

describe('texts', () => {
  test.each(['', ' ', long, 'شركة', '株式会社', '"', '\\', '%', '*', 'null', "'; drop table"])(
    'a search for %j succeeds or is refused with BAD_USER_INPUT',
    async (text) => {
      const { status, errors, data } = await graph.ask(
        'query($text: String) { accounts(first: 5, filter: { text: $text }) { edges { node { id name } } } }',
        { as: 'staff:admin', variables: { text } },
      );
      expect(status).toBe(200);
      if (text.length > 200)
        expect(errors).toMatchObject([
          { message: expect.stringContaining('filter.text'), extensions: { code: 'BAD_USER_INPUT' } },
        ]);
      else expect({ errors, edges: data.accounts.edges }).toMatchObject({ errors: [], edges: expect.any(Array) });
    },
  );

  test('names in other scripts are returned unchanged', async () => {
    const ids = [companyIndex.rightToLeft, companyIndex.yen].map(companyId);
    const { data } = await graph.ask(
      `{ a: account(id: "${ids[0] ?? ''}") { name } b: account(id: "${ids[1] ?? ''}") { name } }`,
      { as: 'staff:admin' },
    );
    expect(data).toEqual({ a: { name: 'شركة النخيل للتجارة' }, b: { name: '株式会社さくら電機' } });
  });
});

describe('an invalid change to preview', () => {
  const preview = (change: string, id = demo, as = 'admin@demo') =>
    graph.ask(`{ account(id: "${id}") { billing { previewChange(change: ${change}) { total { amount } } } } }`, { as });

  test.each([
    ['{}', 'change must name a priceId or seats.'],
    ['{ seats: 0 }', 'change.seats must be between 1 and 1000000.'],
    ['{ seats: -5 }', 'change.seats must be between 1 and 1000000.'],
    ['{ priceId: "price_nonsense" }', 'change.priceId is not a price of the published catalogue.'],
    ['{ priceId: "price_Sandboxnegotiated" }', 'change.priceId is not a price of the published catalogue.'],
    ['{ priceId: "price_Sandboxtest" }', 'change.priceId is not a price of the published catalogue.'],
    [
      '{ seats: 3, subscriptionId: "sub_Sandbox000002" }',
      'change.subscriptionId names no live subscription of the account.',
    ],
  ])('%s is BAD_USER_INPUT', async (change, message) => {
    const { data, errors } = await preview(change);
    expect(data.account.billing.previewChange).toBeNull();
    expect(errors).toMatchObject([
      { message, path: ['account', 'billing', 'previewChange'], extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });
});
