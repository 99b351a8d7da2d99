import { describe, expect, test } from '@jest/globals';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { silentLog } from '@customer-graph/process/log';
import { createUpstream, type Upstream, type UpstreamOptions } from '@customer-graph/upstream/client';
import { withUpstreamContext, type UpstreamContext } from '@customer-graph/upstream/context';
import { createRateLimiter } from '@customer-graph/upstream/rate-limiter';
import { retryDelay } from '@customer-graph/upstream/retry';

interface Peer extends AsyncDisposable {
  readonly url: string;
  readonly requests: string[];
}

async function startPeer(
  answer: (request: IncomingMessage, response: ServerResponse, count: number) => void,
): Promise<Peer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method ?? ''} ${request.url ?? ''}`);
    request.resume();
    answer(request, response, requests.length);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const upstream = (options: Partial<UpstreamOptions> = {}): Upstream =>
  createUpstream({
    system: 'BILLING',
    isRead: ({ path }) => path.endsWith('/search'),
    limits: [],
    log: silentLog,
    ...options,
  });
const json = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) =>
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
const within = (milliseconds: number): UpstreamContext => ({
  deadline: Date.now() + milliseconds,
  traceId: 'test',
  inFlight: new Map(),
  count: { calls: 0 },
});
const get = (url: string) => ({ method: 'GET', url, headers: {} });
const post = (url: string) => ({ method: 'POST', url, headers: {}, body: '{}' });

describe('the upstream client', () => {
  test('retries reads, and POST only where the vendor uses it for reads', async () => {
    await using peer = await startPeer((_request, response, count) =>
      count % 3 === 0 ? json(response, 200, { count }) : json(response, 503, {}),
    );
    await using client = upstream();
    expect((await client.send(get(`${peer.url}/a`))).body).toBe('{"count":3}');
    expect((await client.send(post(`${peer.url}/x/search`))).body).toBe('{"count":6}');
    await expect(client.send(post(`${peer.url}/write`))).rejects.toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      extensions: { system: 'BILLING', retryable: true },
    });
    expect(peer.requests.filter((request) => request.includes('write'))).toHaveLength(1);
  });

  test('stops after a bounded number of attempts', async () => {
    await using peer = await startPeer((_request, response) => json(response, 429, {}));
    await using client = upstream();
    await expect(client.send(get(peer.url))).rejects.toMatchObject({ code: 'UPSTREAM_RATE_LIMITED' });
    expect(peer.requests).toHaveLength(3);
  });

  test('does not wait for a Retry-After beyond the deadline', async () => {
    await using peer = await startPeer((_request, response) => json(response, 429, {}, { 'retry-after': '30' }));
    await using client = upstream();
    const startedAt = Date.now();
    await expect(withUpstreamContext(within(5_000), () => client.send(get(peer.url)))).rejects.toMatchObject({
      code: 'UPSTREAM_RATE_LIMITED',
    });
    expect(Date.now() - startedAt).toBeLessThan(2_000);
    expect(peer.requests).toHaveLength(1);
  });

  test('the deadline includes the body: a slow body does not extend it', async () => {
    await using peer = await startPeer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
    });
    await using client = upstream();
    const startedAt = Date.now();
    await expect(withUpstreamContext(within(200), () => client.send(get(peer.url)))).rejects.toMatchObject({
      code: 'UPSTREAM_TIMEOUT',
    });
    expect(Date.now() - startedAt).toBeLessThan(2_000);
    await expect(withUpstreamContext(within(-1), () => client.send(get(peer.url)))).rejects.toMatchObject({
      code: 'UPSTREAM_TIMEOUT',
    });
  });

  test('shares identical reads within one request, and nothing across requests', async () => {
    await using peer = await startPeer((_request, response, count) => json(response, 200, { count }));
    await using client = upstream();
    const one = within(5_000);
    const answers = await Promise.all(
      [
        get(`${peer.url}/a`),
        get(`${peer.url}/a`),
        get(`${peer.url}/b`),
        post(`${peer.url}/c`),
        post(`${peer.url}/c`),
      ].map((request) => withUpstreamContext(one, () => client.send(request))),
    );
    expect(answers[0]).toBe(answers[1]);
    expect(peer.requests.filter((request) => request === 'GET /a')).toHaveLength(1);
    expect(peer.requests.filter((request) => request === 'POST /c')).toHaveLength(2);
    expect(one.inFlight.size).toBe(0);
    await Promise.all(
      [within(5_000), within(5_000)].map((context) =>
        withUpstreamContext(context, () => client.send(get(`${peer.url}/a`))),
      ),
    );
    expect(peer.requests.filter((request) => request === 'GET /a')).toHaveLength(3);
  });

  test('rejects a response above the size limit', async () => {
    await using peer = await startPeer((_request, response) => json(response, 200, { text: 'x'.repeat(5_000) }));
    await using client = upstream({ maxBytes: 1_000 });
    await expect(client.send(get(peer.url))).rejects.toMatchObject({ code: 'UPSTREAM_INVALID_RESPONSE' });
  });

  test('passes responses through that only the adapter can interpret', async () => {
    await using peer = await startPeer((_request, response) => json(response, 404, { error: 'none' }));
    await using client = upstream();
    expect(await client.send(get(peer.url))).toMatchObject({ status: 404, body: '{"error":"none"}' });
  });

  test('queues requests within the vendor’s limits, and fails those whose turn comes after their deadline', async () => {
    const limiter = createRateLimiter([{ count: 2, windowMs: 100, keyOf: ({ path }) => path }]);
    const turn = (path: string, milliseconds = 5_000) =>
      limiter.acquire({ method: 'GET', path }, Date.now() + milliseconds);
    const startedAt = Date.now();
    expect(await Promise.all([turn('/a'), turn('/a'), turn('/b')])).toEqual([true, true, true]);
    expect(await turn('/a', 20)).toBe(false);
    expect(await turn('/a')).toBe(true);
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(100);
  });
});

describe('the delay before a retry', () => {
  test('follows Retry-After, in seconds or as a date', () => {
    expect(retryDelay(0, '2')).toBe(2_000);
    expect(retryDelay(0, 'Fri, 20 Nov 2026 12:00:05 GMT', Date.parse('2026-11-20T12:00:00Z'))).toBe(5_000);
    expect(retryDelay(0, 'Fri, 20 Nov 2026 12:00:05 GMT', Date.parse('2026-11-20T12:00:09Z'))).toBe(0);
  });

  test('grows exponentially, with jitter, up to a maximum', () => {
    expect([0, 1, 2, 20].map((tried) => retryDelay(tried, undefined, 0, () => 1))).toEqual([100, 200, 400, 2_000]);
    expect(retryDelay(5, 'soon', 0, () => 0)).toBe(0);
  });
});
