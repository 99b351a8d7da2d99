import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startGraph, type Graph } from './support/graph.ts';
import { kotlinCapabilities } from './support/queries.ts';

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph[Symbol.asyncDispose]());

interface Body {
  readonly data?: Record<string, unknown>;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

const bearer = async (as: string) => ({ authorization: `Bearer ${await graph.sandbox.token(as)}` });

async function get(search: Record<string, string>, headers: Record<string, string> = {}) {
  const response = await fetch(`${graph.url}/graphql?${new URLSearchParams(search).toString()}`, { headers });
  return { status: response.status, ...((await response.json()) as Body) };
}

async function post(parameters: object, as?: string) {
  const response = await fetch(`${graph.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(as !== undefined && (await bearer(as))) },
    body: JSON.stringify(parameters),
  });
  return { status: response.status, ...((await response.json()) as Body) };
}

const plans = '{ plans { key } }';
const answered = { status: 200, data: { plans: expect.any(Array) } };

describe('a GET without a content type', () => {
  test.each(['admin@demo', 'staff:admin', 'partner:acme'])('with the bearer token of %s is answered', async (as) => {
    expect(await get({ query: plans }, await bearer(as))).toMatchObject(answered);
  });

  test('without a token is refused, because a page of another site can send it', async () => {
    const { status, errors } = await get({ query: plans });
    expect(status).toBe(400);
    expect(errors?.[0]?.message).toMatch(/Cross-Site Request Forgery/);
  });

  test.each(['Basic ZGVtbzpkZW1v', 'Negotiate YII', 'Bearer'])('with "%s" is refused', async (authorization) => {
    expect(await get({ query: plans }, { authorization })).toMatchObject({
      status: 401,
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });

  test('with a bearer token runs no mutation', async () => {
    const query = 'mutation { updateAccount(input: { accountId: "8800000001", phone: "1" }) { account { id } } }';
    expect((await get({ query }, await bearer('admin@demo'))).status).toBe(405);
  });
});

describe('an empty parameter counts as left out', () => {
  test.each<[string, Record<string, string>]>([
    ['operationName', { operationName: '' }],
    ['variables', { variables: '' }],
    ['extensions', { extensions: '' }],
    ['documentId', { documentId: '' }],
    ['null as variables', { variables: 'null' }],
    ['null as extensions', { extensions: 'null' }],
    ['all of them', { operationName: '', variables: '', extensions: '', documentId: '' }],
  ])('of a GET: %s', async (_case, search) => {
    expect(await get({ query: plans, ...search }, await bearer('admin@demo'))).toMatchObject(answered);
  });

  test.each<[string, Record<string, unknown>]>([
    ['operationName', { operationName: '' }],
    ['operationName null', { operationName: null }],
    ['variables null', { variables: null }],
    ['extensions null', { extensions: null }],
    ['documentId null', { documentId: null }],
    ['documentId', { documentId: '' }],
  ])('of a POST: %s', async (_case, parameters) => {
    expect(await post({ query: plans, ...parameters })).toMatchObject(answered);
  });

  test('an empty operation name of a document with several operations does not choose one', async () => {
    const query = 'query A { plans { key } } query B { plans { key } }';
    expect(await post({ query, operationName: '' })).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    });
  });

  test('deeply nested extensions of a GET are ignored', async () => {
    const extensions = `{"a":${'['.repeat(6_000)}${']'.repeat(6_000)}}`;
    // Not encoded, because the address would become too long.
    const response = await fetch(`${graph.url}/graphql?query=${plans}&extensions=${extensions}`, {
      headers: await bearer('admin@demo'),
    });
    expect({ status: response.status, ...((await response.json()) as Body) }).toMatchObject(answered);
  });

  test.each(['{', '7', '[]', 'true'])('extensions=%s of a GET is refused', async (extensions) => {
    expect(await get({ query: plans, extensions }, await bearer('admin@demo'))).toMatchObject({ status: 400 });
  });

  test.each(['{', '7', '[]', 'true'])('variables=%s of a GET is refused', async (variables) => {
    expect(await get({ query: plans, variables }, await bearer('admin@demo'))).toMatchObject({ status: 400 });
  });
});

describe('the capabilities query of Apollo Kotlin', () => {
  test.each(['staff:admin', 'partner:acme', 'admin@demo', undefined])('is answered for %s', async (as) => {
    const { status, data, errors } = await post({ query: kotlinCapabilities }, as);
    expect({ status, errors }).toEqual({ status: 200, errors: undefined });
    expect(Object.keys(data ?? {})).toEqual(['schema', 'type', 'directive', 'field', 'inputValue']);
    expect(data).toMatchObject({ type: { fields: expect.arrayContaining([{ name: 'specifiedByURL', args: [] }]) } });
  });

  test('leaves the limit of introspection fields where they were wide', async () => {
    const wide = (count: number) =>
      `{ ${Array.from({ length: count }, (_, index) => `s${index}: __schema { types { fields { type { name } } } }`).join(' ')} }`;
    expect((await post({ query: wide(3) }, 'staff:admin')).status).toBe(200);
    expect(await post({ query: wide(4) }, 'staff:admin')).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'OPERATION_TOO_COSTLY' } }],
    });
    const types = (count: number) =>
      `{ ${Array.from({ length: count }, (_, index) => `t${index}: __type(name: "Query") { name }`).join(' ')} }`;
    expect((await post({ query: types(5) }, 'staff:admin')).status).toBe(200);
    expect(await post({ query: types(6) }, 'staff:admin')).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'OPERATION_TOO_COSTLY' } }],
    });
  });
});

test.each(['partner:acme', 'admin@demo', 'staff:admin', undefined])(
  'a subscription by %s is refused with a message about subscriptions',
  async (as) => {
    expect(await post({ query: 'subscription { ticketChanged { id } }' }, as)).toMatchObject({
      status: 400,
      errors: [
        { message: expect.stringMatching(/^Subscriptions are not offered/), extensions: { code: 'BAD_USER_INPUT' } },
      ],
    });
  },
);

describe('a trailing slash', () => {
  test.each(['/health/live/', '/health/ready/'])('is taken on %s', async (path) => {
    expect((await fetch(`${graph.url}${path}`)).status).toBe(200);
  });

  test('is taken on /graphql/', async () => {
    const response = await fetch(`${graph.url}/graphql/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: plans }),
    });
    expect(response.status).toBe(200);
  });
});
