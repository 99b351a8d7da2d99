import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { createPersistedQueries, longestText } from '../gateway/documents/persisted-queries.ts';
import { createPersistedRedis } from '../gateway/documents/persisted-redis.ts';
import { startGraph, type Graph } from './support/graph.ts';

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
const persisted = (text: string, hash = hashOf(text)) => ({ persistedQuery: { version: 1, sha256Hash: hash } });
const notFound = {
  status: 200,
  errors: [{ message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND', retryable: false } }],
};
const answered = { status: 200, data: { plans: expect.any(Array) } };
/** A text that no other test has sent. */
const fresh = (name: string): string => `query ${name} { plans { key } }`;

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph[Symbol.asyncDispose]());

async function post(parameters: object, as: string | null = 'admin@demo', on = graph) {
  const token = as === null ? undefined : await on.sandbox.token(as);
  const response = await fetch(`${on.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(parameters),
  });
  return { status: response.status, ...((await response.json()) as { data?: unknown; errors?: unknown }) };
}

describe('a persisted query', () => {
  test('is not found at first, is stored with its text, and is then found by its hash', async () => {
    const query = fresh('Stored');
    expect(await post({ extensions: persisted(query) })).toMatchObject(notFound);
    expect(await post({ query, extensions: persisted(query) })).toMatchObject(answered);
    expect(await post({ extensions: persisted(query) })).toMatchObject(answered);
    const search = new URLSearchParams({ extensions: JSON.stringify(persisted(query)) });
    const byGet = await fetch(`${graph.url}/graphql?${search.toString()}`, {
      headers: { authorization: `Bearer ${await graph.sandbox.token('admin@demo')}` },
    });
    expect(await byGet.json()).toMatchObject({ data: { plans: expect.any(Array) } });
  });

  test('takes variables and an operation name', async () => {
    const query = 'query Named($id: ID!) { account(id: $id) { id } } query Other { plans { key } }';
    const request = { extensions: persisted(query), operationName: 'Named', variables: { id: '8800000001' } };
    expect(await post({ ...request, query })).toMatchObject({ status: 200, data: { account: { id: '8800000001' } } });
    expect(await post(request)).toMatchObject({ status: 200, data: { account: { id: '8800000001' } } });
  });

  test('with the hash of another text is refused and not stored', async () => {
    const [query, other] = [fresh('Mine'), fresh('Theirs')];
    expect(await post({ query, extensions: persisted(query, hashOf(other)) })).toMatchObject({
      status: 400,
      errors: [{ message: expect.stringContaining('sha256Hash'), extensions: { code: 'BAD_USER_INPUT' } }],
    });
    expect(await post({ extensions: persisted(other) })).toMatchObject(notFound);
    expect(await post({ extensions: persisted(query) })).toMatchObject(notFound);
  });

  test.each<[string, object]>([
    ['another version', { persistedQuery: { version: 2, sha256Hash: hashOf('x') } }],
    ['no hash', { persistedQuery: { version: 1 } }],
    ['a hash that is not one', { persistedQuery: { version: 1, sha256Hash: '../x' } }],
    ['a hash that is a list', { persistedQuery: { version: 1, sha256Hash: [hashOf('x')] } }],
    ['no object', { persistedQuery: 7 }],
  ])('with %s is refused', async (_case, extensions) => {
    expect(await post({ extensions })).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    });
  });

  test.each<[string, string]>([
    ['not valid', 'query Invalid { plans { nonsense } }'],
    ['beyond the limits', `query Deep { ${'... { '.repeat(80)} plans { key } ${'}'.repeat(80)} }`],
    [
      'too costly',
      `query Costly { helpCenter { ${Array.from({ length: 150 }, (_, index) => `s${index}: search(text: "a ${index}", first: 100) { edges { node { id related { id related { id } } } } }`).join(' ')} } }`,
    ],
    ['a syntax error', 'query Broken { plans {'],
  ])('whose text is %s is not stored', async (_case, query) => {
    expect(await post({ query, extensions: persisted(query) })).toMatchObject({ status: 400 });
    expect(await post({ extensions: persisted(query) })).toMatchObject(notFound);
  });

  test('is found by callers of the same kind, each with their own permissions', async () => {
    const query = 'query Permitted { account(id: "8800000001") { name billing { id } } }';
    expect(await post({ query, extensions: persisted(query) })).toMatchObject({ data: { account: { billing: {} } } });
    expect(await post({ extensions: persisted(query) }, 'member@demo')).toMatchObject({
      data: { account: { billing: null } },
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
    expect(await post({ extensions: persisted(query) }, 'partner:acme')).toMatchObject(notFound);
    expect(await post({ query, extensions: persisted(query) }, 'partner:acme')).toMatchObject({ status: 400 });
  });

  test('runs as a mutation by POST only', async () => {
    const query =
      'mutation Changed { updateAccount(input: { accountId: "8800000001", phone: "1" }) { userErrors { code } } }';
    expect(await post({ query, extensions: persisted(query) })).toMatchObject({ status: 200 });
    expect(await post({ extensions: persisted(query) })).toMatchObject({ status: 200 });
    const search = new URLSearchParams({ extensions: JSON.stringify(persisted(query)) });
    const byGet = await fetch(`${graph.url}/graphql?${search.toString()}`, {
      headers: { authorization: `Bearer ${await graph.sandbox.token('admin@demo')}` },
    });
    expect(byGet.status).toBe(405);
  });
});

test('where only registered operations run, customers cannot store others', async () => {
  await using trusted = await startGraph({ environment: { TRUSTED_DOCUMENTS: 'only' } });
  const query = fresh('Unregistered');
  for (const as of ['admin@demo', null]) {
    expect(await post({ extensions: persisted(query) }, as, trusted)).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    });
    expect(await post({ query, extensions: persisted(query) }, as, trusted)).toMatchObject({
      status: 403,
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
  }
  expect(await post({ query, extensions: persisted(query) }, 'staff:admin', trusted)).toMatchObject(answered);
  expect(await post({ extensions: persisted(query) }, 'admin@demo', trusted)).toMatchObject({ status: 400 });
});

describe('the store', () => {
  test('has a bounded size for each kind of caller, and no text beyond its limit', async () => {
    await using store = createPersistedQueries(null);
    const text = (index: number) => `${index} ${'x'.repeat(longestText - 10)}`;
    store.set('CUSTOMER', hashOf('kept'), 'kept');
    store.set('ANONYMOUS', hashOf('long'), 'x'.repeat(longestText + 1));
    for (let index = 0; index < 1_000; index += 1) store.set('ANONYMOUS', hashOf(text(index)), text(index));
    expect(await store.get('ANONYMOUS', hashOf('long'))).toBeUndefined();
    expect(await store.get('ANONYMOUS', hashOf(text(0)))).toBeUndefined();
    expect(await store.get('ANONYMOUS', hashOf(text(999)))).toBe(text(999));
    expect(await store.get('CUSTOMER', hashOf('kept'))).toBe('kept');
  });

  test('does not return a text that another program put under the hash', async () => {
    await using store = createPersistedQueries({
      get: async () => '{ other }',
      set: async () => undefined,
      async [Symbol.asyncDispose]() {},
    });
    expect(await store.get('STAFF', hashOf('{ mine }'))).toBeUndefined();
    expect(await store.get('STAFF', hashOf('{ other }'))).toBe('{ other }');
  });

  test('finds nothing, without an error, while Redis cannot be reached', async () => {
    await using store = createPersistedQueries(createPersistedRedis('redis://127.0.0.1:1'));
    expect(await store.get('STAFF', hashOf('a'))).toBeUndefined();
    store.set('STAFF', hashOf('a'), 'a');
    expect(await store.get('STAFF', hashOf('a'))).toBe('a');
  });
});

const redisUrl = process.env.REDIS_URL;
(redisUrl ? describe : describe.skip)('with Redis', () => {
  test('a text that one gateway stored is found by another, in a bounded number of keys', async () => {
    const url = `${redisUrl ?? ''}/14`;
    const redis = new Redis(url);
    await redis.flushdb();
    await using shared = createPersistedRedis(url);
    await using other = createPersistedQueries(createPersistedRedis(url));
    for (let tried = 0; tried < 200 && (await other.get('STAFF', hashOf('a'))) === undefined; tried += 1) {
      await shared.set('STAFF', hashOf('a'), 'a');
      await redis.ping();
    }
    expect(await other.get('STAFF', hashOf('a'))).toBe('a');
    expect(await other.get('CUSTOMER', hashOf('a'))).toBeUndefined();
    await Promise.all(Array.from({ length: 9_000 }, (_, index) => shared.set('STAFF', hashOf(`${index}`), `${index}`)));
    expect(await redis.dbsize()).toBeLessThanOrEqual(4_096);
    const [key = ''] = await redis.keys('persisted:*');
    expect(await redis.ttl(key)).toBeGreaterThan(0);
    await redis.flushdb();
    redis.disconnect();
  });

  test('a client that is balanced over two gateways sends its text once', async () => {
    const environment = { REDIS_URL: `${redisUrl ?? ''}/14` };
    await using one = await startGraph({ environment });
    await using two = await startGraph({ environment });
    const query = fresh(`Balanced${Date.now()}`);
    expect(await post({ query, extensions: persisted(query) }, 'staff:admin', one)).toMatchObject(answered);
    expect(await post({ extensions: persisted(query) }, 'staff:admin', two)).toMatchObject(answered);
  });
});
