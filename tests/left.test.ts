import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { silentLog } from '@customer-graph/process/log';
import { createHttpTransport } from '@customer-graph/protocol/http-transport';
import { unauthorized, type Subgraph } from '@customer-graph/protocol/messages';
import { serveSubgraph } from '@customer-graph/subgraph-kit/serve';
import { createRateLimiter } from '@customer-graph/upstream/rate-limiter';
import { companyId, companyIndex } from '../sandbox/seed/company.ts';
import { startGraph, type Graph } from './support/graph.ts';
import { customerView } from './support/queries.ts';

const demo = companyId(companyIndex.demo);

describe('a client that leaves before the answer', () => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await startGraph({ spoiled: true });
    await graph.ask('{ viewer { account { id } } }', { as: 'admin@demo' });
  });
  afterAll(() => graph[Symbol.asyncDispose]());
  beforeEach(() => graph.sandbox.setFaults([]));

  const leave = async (query: string, variables: object, isBusy: () => boolean): Promise<void> => {
    const client = new AbortController();
    const asked = fetch(`${graph.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await graph.sandbox.token('admin@demo')}`,
      },
      body: JSON.stringify({ query, variables }),
      signal: client.signal,
    });
    asked.catch(() => undefined);
    for (let tried = 0; !isBusy() && tried < 500; tried += 1) await delay(5);
    client.abort();
  };

  test('causes no vendor call from then on', async () => {
    await graph.sandbox.setFaults([
      { vendor: 'stripe', kind: 'latency', value: 300 },
      { vendor: 'zendesk', kind: 'latency', value: 300 },
      { vendor: 'hubspot', kind: 'latency', value: 300 },
    ]);
    graph.sandbox.calls.clear();
    await leave(customerView, { id: demo }, () => graph.calls().length >= 3);
    await delay(100);
    const made = graph.calls().length;
    // The same view takes several calls in a row at each vendor.
    const whole = await graph.ask(customerView, {
      as: 'admin@other',
      variables: { id: companyId(companyIndex.other) },
    });
    expect(whole.errors).toEqual([]);
    expect(graph.calls().length - made).toBeLessThanOrEqual(whole.cost?.actual ?? 0);
    expect(made).toBeLessThan(whole.cost?.actual ?? 0);
  });

  test('does not stop a change halfway', async () => {
    await graph.sandbox.setFaults([{ vendor: 'hubspot', method: 'PATCH', kind: 'latency', value: 200 }]);
    graph.sandbox.calls.clear();
    const phone = '+49 30 7777';
    await leave(
      'mutation($phone: String!, $id: ID!) { updateAccount(input: { accountId: $id, phone: $phone }) { account { phone } } }',
      { phone, id: demo },
      () => graph.calls('hubspot').length > 0,
    );
    const stored = () =>
      (graph.sandbox.records.get('hubspot', 'companies', demo) as { properties: { phone?: string } }).properties.phone;
    for (let tried = 0; stored() !== phone && tried < 500; tried += 1) await delay(10);
    expect(stored()).toBe(phone);
  });
});

test('a subgraph learns over HTTP that nobody waits for a query, and goes on with a mutation', async () => {
  const signals: (AbortSignal | undefined)[] = [];
  const subgraph: Subgraph = {
    name: 'test',
    query: async (_request, left) => {
      signals.push(left);
      if (left) await once(left, 'abort');
      return unauthorized;
    },
    command: async () => unauthorized,
    upload: async () => unauthorized,
    download: async () => ({ ...unauthorized, content: null }),
    [Symbol.asyncDispose]: async () => undefined,
  };
  await using service = await serveSubgraph(subgraph, { port: 0, host: '127.0.0.1', log: silentLog });
  await using transport = createHttpTransport(`${service.url}/graphql`);
  const client = new AbortController();
  const request = { body: '{}', assertion: 'x' };
  const query = transport.query(request, Date.now() + 10_000, client.signal);
  for (let tried = 0; signals.length === 0 && tried < 500; tried += 1) await delay(5);
  client.abort();
  await expect(query).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  const [left] = signals;
  if (left && !left.aborted) await once(left, 'abort');
  expect(left?.aborted).toBe(true);
  expect((await transport.query(request, Date.now() + 10_000)).status).toBe(401);
  expect(signals[1]).toBeUndefined();
});

test('a request whose client has left gives its turn back', async () => {
  const limiter = createRateLimiter([{ count: 1, windowMs: 200, keyOf: () => 'all' }]);
  const turn = (left?: AbortSignal) => limiter.acquire({ method: 'GET', path: '/' }, Date.now() + 350, left);
  expect(await turn()).toBe(true);
  const client = new AbortController();
  const waiting = turn(client.signal);
  // The next turn would be after the deadline, as long as the other one waits.
  expect(await turn()).toBe(false);
  client.abort();
  expect(await waiting).toBe(false);
  expect(await turn()).toBe(true);
});
