import { EventEmitter, once } from 'node:events';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { startGraph, type Graph } from './support/graph.ts';
import { getIntrospectionQuery } from 'graphql';

const app = 'https://app.example.com';
const graphqlResponse = 'application/graphql-response+json';
/** Emits the log line of each request, by its id. */
const logged = new EventEmitter();

function emitLine(text: string): void {
  const line = JSON.parse(text) as { requestId?: string; msg: string };
  if (line.msg === 'request answered' && line.requestId !== undefined) logged.emit(line.requestId, line);
}

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph({
    environment: {
      CORS_ORIGINS: app,
      CORS_HEADERS: 'X-Acme-Trace, x-acme-tenant',
      RATE_QUOTAS: 'ANONYMOUS=100000,PARTNER=1',
    },
    log: pino({ level: 'info' }, { write: emitLine }),
  });
});
afterAll(() => graph[Symbol.asyncDispose]());

const plans = JSON.stringify({ query: '{ plans { key } }' });
const send = (headers: Record<string, string> = {}, body = plans, path = '/graphql') =>
  fetch(`${graph.url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
const bearer = async (as: Parameters<Graph['sandbox']['token']>[0]) => ({
  authorization: `Bearer ${await graph.sandbox.token(as)}`,
});

describe('a preflight', () => {
  const preflight = async (headers: string) => {
    const response = await fetch(`${graph.url}/graphql`, {
      method: 'OPTIONS',
      headers: {
        origin: app,
        'access-control-request-method': 'POST',
        'access-control-request-headers': headers,
      },
    });
    return (response.headers.get('access-control-allow-headers') ?? '').toLowerCase().split(/,\s*/);
  };

  test.each([
    'authorization',
    'content-type',
    'x-account-id',
    'x-request-id',
    'x-request-timeout',
    'apollographql-client-name',
    'apollographql-client-version',
    'apollo-require-preflight',
    'x-apollo-operation-name',
    'x-apollo-operation-id',
    'graphql-client-name',
    'graphql-client-version',
    'x-client-name',
    'x-client-version',
    'x-requested-with',
    'traceparent',
    'tracestate',
    'baggage',
    'sentry-trace',
    'x-datadog-trace-id',
    'x-datadog-parent-id',
    'x-datadog-origin',
    'x-datadog-sampling-priority',
    'b3',
    'x-b3-traceid',
    'request-id',
    'newrelic',
  ])('allows %s', async (header) => {
    expect(await preflight(header)).toContain(header);
  });

  test('allows the headers of CORS_HEADERS, and no others', async () => {
    const allowed = await preflight('x-acme-trace,x-acme-tenant,x-other');
    expect(allowed).toEqual(expect.arrayContaining(['x-acme-trace', 'x-acme-tenant']));
    expect(allowed).not.toContain('x-other');
    expect(allowed).not.toContain('*');
  });

  test('exposes the headers that pages need', async () => {
    const exposed = (await send({ origin: app })).headers.get('access-control-expose-headers');
    for (const name of ['x-request-id', 'retry-after', 'www-authenticate']) expect(exposed).toContain(name);
  });
});

describe('the log line of a request', () => {
  const lineOf = async (headers: Record<string, string>, body?: string) => {
    const id = crypto.randomUUID();
    // The line is written when the answer has been sent.
    const written = once(logged, id, { signal: AbortSignal.timeout(5_000) });
    await send({ ...headers, 'x-request-id': id }, body);
    const [line] = (await written) as [Record<string, unknown>];
    return line;
  };

  test('has the time that the request took', async () => {
    await graph.sandbox.setFaults([{ vendor: 'zendesk', kind: 'latency', value: 200 }]);
    const { durationMs } = await lineOf(
      {},
      JSON.stringify({ query: '{ helpCenter { search(text: "a") { edges { node { id } } } } }' }),
    ).finally(() => graph.sandbox.setFaults([]));
    expect(durationMs).toBeGreaterThanOrEqual(190);
  });

  test('has name and version of the client, status and duration', async () => {
    expect(
      await lineOf({ 'apollographql-client-name': '@acme/portal', 'apollographql-client-version': '1.2.3-beta+4' }),
    ).toMatchObject({
      method: 'POST',
      route: '/graphql',
      status: 200,
      durationMs: expect.any(Number),
      caller: 'ANONYMOUS',
      clientName: '@acme/portal',
      clientVersion: '1.2.3-beta+4',
    });
    expect(await lineOf({ 'x-client-name': 'mobile', 'x-client-version': '7' })).toMatchObject({
      clientName: 'mobile',
      clientVersion: '7',
    });
  });

  test('has no client where none is named, and no token', async () => {
    const line = await lineOf(await bearer('admin@demo'));
    expect(line).toMatchObject({ caller: 'CUSTOMER', status: 200 });
    expect(Object.keys(line)).not.toContain('clientName');
    expect(JSON.stringify(line)).not.toContain('eyJ');
  });

  test('has a client’s name in at most 64 harmless characters', async () => {
    const line = await lineOf({ 'apollographql-client-name': `a"{}\\<script>${'x'.repeat(500)}` });
    expect(line.clientName).toBe(`a_____script_${'x'.repeat(51)}`);
  });

  test('is written for refused requests as well', async () => {
    expect(await lineOf({ authorization: 'Bearer nonsense', 'apollographql-client-name': 'old' })).toMatchObject({
      status: 401,
      clientName: 'old',
    });
  });
});

describe('a refusal', () => {
  const refusals: readonly (readonly [name: string, status: number, send: (accept: string) => Promise<Response>])[] = [
    ['an invalid token', 401, (accept) => send({ accept, authorization: 'Bearer nonsense' })],
    ['a body beyond the limit', 413, (accept) => send({ accept }, 'x'.repeat(2_000_000))],
    [
      'a GET with a body type',
      415,
      (accept) =>
        fetch(`${graph.url}/graphql?query={plans{key}}`, {
          headers: { accept, 'content-type': 'text/html', 'apollo-require-preflight': 'x' },
        }),
    ],
    [
      'an exhausted quota',
      429,
      async (accept) => {
        await send(await bearer('partner:acme'));
        return send({ accept, ...(await bearer('partner:acme')) });
      },
    ],
    ['an unknown path', 404, (accept) => fetch(`${graph.url}/nothing`, { headers: { accept } })],
    ['an unknown method', 404, (accept) => fetch(`${graph.url}/graphql`, { method: 'PUT', headers: { accept } })],
    ['no JSON', 400, (accept) => send({ accept }, '{')],
    ['an unknown field', 400, (accept) => send({ accept }, JSON.stringify({ query: '{ nonsense }' }))],
    ['a page of another site', 400, (accept) => send({ accept, 'content-type': 'text/plain' })],
    ['an unknown timeout', 400, (accept) => send({ accept, 'x-request-timeout': 'soon' })],
  ];

  test.each(refusals)('of %s (%i) has the media type that the client prefers, and a request id', async (...given) => {
    const [, status, refuse] = given;
    for (const [accept, type] of [
      [graphqlResponse, graphqlResponse],
      [`${graphqlResponse}, application/json;q=0.9`, graphqlResponse],
      [`application/json, ${graphqlResponse};q=0.9`, 'application/json'],
      ['application/json', 'application/json'],
      ['*/*', 'application/json'],
    ] as const) {
      const response = await refuse(accept);
      expect(response.status).toBe(status);
      expect(response.headers.get('content-type')).toBe(`${type}; charset=utf-8`);
      expect(response.headers.get('x-request-id')).toMatch(/^[\w-]{8,64}$/);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: expect.any(String) } }] });
    }
  });

  test('keeps the client’s request id, also before the request is read', async () => {
    for (const refused of [
      await send({ 'x-request-id': 'mine-12345' }, 'x'.repeat(2_000_000)),
      await fetch(`${graph.url}/nothing`, { headers: { 'x-request-id': 'mine-12345' } }),
    ]) {
      expect(refused.headers.get('x-request-id')).toBe('mine-12345');
      expect(await refused.json()).toMatchObject({ errors: [{ extensions: { requestId: 'mine-12345' } }] });
    }
  });
});

test.each<[string, () => Promise<Response>]>([
  ['health', () => fetch(`${graph.url}/health/ready`)],
  [
    'a preflight',
    () =>
      fetch(`${graph.url}/graphql`, {
        method: 'OPTIONS',
        headers: { origin: app, 'access-control-request-method': 'POST' },
      }),
  ],
  ['the explorer', () => fetch(`${graph.url}/`)],
  ['a webhook', () => send({}, '{}', '/webhooks/stripe')],
])('the answer of %s has a request id', async (_case, ask) => {
  expect((await ask()).headers.get('x-request-id')).toMatch(/^[\w-]{8,64}$/);
});

describe('an answer with 401', () => {
  const refused = async (authorization: string) => {
    const response = await send({ authorization });
    const { errors } = (await response.json()) as { errors: readonly { message: string; extensions: object }[] };
    return { status: response.status, challenge: response.headers.get('www-authenticate'), errors };
  };

  test('says that a token has expired', async () => {
    const exp = Math.floor(Date.now() / 1_000) - 60;
    const claims = Object.fromEntries([
      ['sub', 'auth0|demo-admin'],
      ['exp', exp],
    ]);
    const { authorization } = await bearer(claims);
    expect(await refused(authorization)).toMatchObject({
      status: 401,
      challenge: 'Bearer error="invalid_token", error_description="The access token has expired."',
      errors: [{ extensions: { code: 'UNAUTHENTICATED', reason: 'TOKEN_EXPIRED', retryable: false } }],
    });
  });

  test.each<[string, () => Promise<string> | string]>([
    ['malformed', () => 'Bearer nonsense'],
    [
      'unsigned and expired',
      () =>
        `Bearer ${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{"exp":1}').toString('base64url')}.x`,
    ],
    [
      'for another audience',
      async () =>
        (
          await bearer(
            Object.fromEntries([
              ['sub', 'x'],
              ['aud', 'other'],
            ]),
          )
        ).authorization,
    ],
  ])('says that a token is not valid: %s', async (_case, token) => {
    expect(await refused(await token())).toMatchObject({
      status: 401,
      challenge: 'Bearer error="invalid_token", error_description="The access token is not valid."',
      errors: [{ extensions: { code: 'UNAUTHENTICATED', reason: 'TOKEN_INVALID' } }],
    });
  });

  test('names no error where no bearer token was sent', async () => {
    const basic = await refused('Basic ZGVtbzpkZW1v');
    expect(basic).toMatchObject({ status: 401, challenge: 'Bearer' });
    expect(Object.keys(basic.errors[0]?.extensions ?? {})).not.toContain('reason');
    const upload = await fetch(`${graph.url}/uploads`, { method: 'POST' });
    expect({ status: upload.status, challenge: upload.headers.get('www-authenticate') }).toEqual({
      status: 401,
      challenge: 'Bearer',
    });
  });
});

/** A request whose body arrives as it was sent: fetch decompresses. */
function raw(headers: Record<string, string>, body = plans): Promise<{ headers: IncomingHttpHeaders; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      `${graph.url}/graphql`,
      { method: 'POST', headers: { 'content-type': 'application/json', ...headers } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve({ headers: response.headers, body: Buffer.concat(chunks) }));
      },
    );
    sent.on('error', reject).end(body);
  });
}

describe('a long answer', () => {
  const introspection = JSON.stringify({ query: getIntrospectionQuery() });

  test.each([
    ['gzip', 'gzip', gunzipSync],
    ['br', 'br', brotliDecompressSync],
    ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
    ['br;q=0, gzip', 'gzip', gunzipSync],
  ])('is compressed for accept-encoding: %s', async (accepted, encoding, decompress) => {
    const plain = await raw({}, introspection);
    expect(plain.headers['content-encoding']).toBeUndefined();
    const compressed = await raw({ 'accept-encoding': accepted }, introspection);
    expect(compressed.headers['content-encoding']).toBe(encoding);
    expect(compressed.headers.vary?.toLowerCase()).toContain('accept-encoding');
    expect(compressed.headers.vary).toContain('Authorization');
    expect(decompress(compressed.body).toString()).toBe(plain.body.toString());
    expect(compressed.body.length).toBeLessThan(plain.body.length / 4);
  });

  test('is compressed in the media type of GraphQL', async () => {
    const { headers } = await raw({ 'accept-encoding': 'gzip', accept: graphqlResponse }, introspection);
    expect(headers).toMatchObject({
      'content-encoding': 'gzip',
      'content-type': expect.stringContaining(graphqlResponse),
    });
  });

  test('is not compressed if it is short', async () => {
    const { headers, body } = await raw({ 'accept-encoding': 'gzip, br' }, JSON.stringify({ query: '{ __typename }' }));
    expect(headers['content-encoding']).toBeUndefined();
    expect(body.toString()).toContain('Query');
  });

  test('a compressed request is not decompressed', async () => {
    const response = await fetch(`${graph.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: gzipSync(plans),
    });
    expect(response.status).toBe(400);
  });
});

describe('a text at its documented limit', () => {
  const text = 'é'.repeat(65_000);
  const escaped = text.replaceAll('é', '\\u00e9');
  const mutation = (body: string, variables: string) =>
    `mutation Open($body: String!) { openTicket(input: { accountId: "8800000001", subject: "Limit", body: ${body} }) { ticket { id } userErrors { code message } } }${variables}`;

  test.each<[string, string]>([
    ['as a variable', `{"query":${JSON.stringify(mutation('$body', ''))},"variables":{"body":"${escaped}"}}`],
    ['in the operation', JSON.stringify({ query: mutation(`"${escaped}"`, '').replace('($body: String!)', '') })],
  ])('is taken %s, with every character escaped', async (_case, body) => {
    const response = await send(await bearer('admin@demo'), body);
    expect(await response.json()).toMatchObject({
      data: { openTicket: { ticket: { id: expect.any(String) }, userErrors: [] } },
    });
  });

  test('is refused by its field beyond the limit', async () => {
    const body = `{"query":${JSON.stringify(mutation('$body', ''))},"variables":{"body":"${escaped}x"}}`;
    const response = await send(await bearer('admin@demo'), body);
    expect(await response.json()).toMatchObject({
      data: { openTicket: { ticket: null, userErrors: [{ code: 'INVALID_INPUT' }] } },
    });
  });
});
