import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { auditServer } from 'graphql-http';
import { startGraph, type Graph } from './support/graph.ts';

const app = 'https://app.example.com';

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph({ environment: { CORS_ORIGINS: `${app},https://admin.example.com` } });
});
afterAll(() => graph[Symbol.asyncDispose]());

const post = (headers: Record<string, string>, body = JSON.stringify({ query: '{ plans { key } }' })) =>
  fetch(`${graph.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });

describe('GraphQL over HTTP', () => {
  test('passes the graphql-http audit without errors', async () => {
    const results = await auditServer({
      url: `${graph.url}/graphql`,
    });
    expect(results.length).toBeGreaterThan(40);
    expect(results.filter(({ status }) => status === 'error').map(({ name }) => name)).toEqual([]);
  });

  test('rejects mutations by GET, also beside queries in the document', async () => {
    const query = 'mutation { updateAccount(input: { accountId: "8800000001", phone: "1" }) { account { id } } }';
    graph.sandbox.calls.clear();
    const ask = (search: Record<string, string>) =>
      graph.sandbox.token('admin@demo').then((token) =>
        fetch(`${graph.url}/graphql?${new URLSearchParams(search).toString()}`, {
          headers: { authorization: `Bearer ${token}`, 'x-apollo-operation-name': 'x' },
        }),
      );
    expect((await ask({ query })).status).toBe(405);
    expect(
      (await ask({ query: `query Q { plans { key } } ${query.replace('mutation', 'mutation M')}`, operationName: 'M' }))
        .status,
    ).toBe(405);
    expect(graph.calls('hubspot').filter((call) => call.includes('PATCH'))).toEqual([]);
  });
});

describe('browsers', () => {
  test.each<[string, () => Promise<Response>]>([
    ['a form', () => post({ 'content-type': 'application/x-www-form-urlencoded' })],
    ['plain text', () => post({ 'content-type': 'text/plain' })],
    ['a form with files', () => post({ 'content-type': 'multipart/form-data; boundary=x' })],
    ['a link', () => fetch(`${graph.url}/graphql?query={plans{key}}`)],
  ])('on other sites cannot send requests by %s', async (_case, ask) => {
    const response = await ask();
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });

  test('of listed origins may send requests and read the response headers', async () => {
    const preflight = await fetch(`${graph.url}/graphql`, {
      method: 'OPTIONS',
      headers: {
        origin: app,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe(app);
    expect(preflight.headers.get('access-control-allow-credentials')).toBeNull();
    const { headers } = await post({ origin: app });
    expect(headers.get('access-control-allow-origin')).toBe(app);
    expect(headers.get('access-control-expose-headers')).toContain('ratelimit');
    expect(headers.get('vary')).toContain('Origin');
  });

  test.each(['https://evil.example', 'https://app.example.com.evil.example', 'http://app.example.com', 'null'])(
    'of the origin %s are rejected',
    async (origin) => {
      expect((await post({ origin })).headers.get('access-control-allow-origin')).toBeNull();
    },
  );
});

describe('every response', () => {
  test.each<[string, () => Promise<Response>]>([
    ['of the API', () => post({})],
    ['to an invalid token', () => post({ authorization: 'Bearer nonsense' })],
    ['to bad input', () => post({}, '{')],
    ['of an unknown path', () => fetch(`${graph.url}/nothing`)],
  ])('%s is not cacheable and has the security headers', async (_case, ask) => {
    const { headers } = await ask();
    expect(headers.get('cache-control')).toBe('private, no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('strict-transport-security')).toContain('max-age=');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('x-request-id')).toMatch(/^[\w-]{8,64}$/);
  });

  test.each(['short', 'x'.repeat(100), 'with spaces in it', 'a"b\\c;d,efgh'])(
    'has a generated request id when the client’s is %j',
    async (id) => {
      const { headers } = await post({ 'x-request-id': id });
      expect(headers.get('x-request-id')).not.toBe(id);
    },
  );
});

test('shutdown does not wait for unused connections', async () => {
  const stopped = await startGraph();
  const silent = connect(Number(new URL(stopped.url).port), '127.0.0.1');
  await once(silent, 'connect');
  const ended = once(silent, 'close');
  await stopped[Symbol.asyncDispose]();
  await ended;
});
