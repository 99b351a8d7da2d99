import { once } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { silentLog } from '@customer-graph/process/log';
import { unauthorized, type Subgraph } from '@customer-graph/protocol/messages';
import { serveSubgraph } from '@customer-graph/subgraph-kit/serve';
import { parseGatewayConfig } from '../gateway/config.ts';
import { readSubgraphList } from '../processes/subgraph-list.ts';
import { parseSubgraphProcess } from '../processes/subgraph-process.ts';
import { keyEnvironment } from '../sandbox/environment.ts';
import { startGraph } from './support/graph.ts';
import { freePort, startProcess, untilReady } from './support/processes.ts';

const oidc = { OIDC_ISSUER: 'http://127.0.0.1:1', OIDC_AUDIENCE: 'graph' };
const ask = (url: string) =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ __typename }' }),
  });

describe('a stopping process', () => {
  test('fails its readiness at once, answers new connections while it drains, and then refuses them', async () => {
    const graph = await startGraph({ environment: { SHUTDOWN_DRAIN: '1000' } });
    const stopped = graph[Symbol.asyncDispose]();
    const ready = await fetch(`${graph.url}/health/ready`);
    expect({ status: ready.status, body: await ready.json() }).toEqual({ status: 503, body: { status: 'stopping' } });
    expect((await fetch(`${graph.url}/health/live`)).status).toBe(200);
    const answer = await ask(graph.url);
    expect(answer.headers.get('connection')).toBe('close');
    expect(await answer.json()).toMatchObject({ data: { __typename: 'Query' } });
    await stopped;
    await expect(ask(graph.url)).rejects.toThrow();
  });

  test('ends with 0 after SIGTERM and the drain', async () => {
    const port = await freePort();
    await using gateway = startProcess('processes/gateway.ts', {
      ...oidc,
      ...keyEnvironment(),
      PORT: String(port),
      HOST: '127.0.0.1',
      NODE_ENV: 'production',
      AUDIT_DIRECTORY: `/tmp/audit-${crypto.randomUUID()}`,
      SHUTDOWN_DRAIN: '1500',
    });
    await untilReady(gateway, port);
    const ended = once(gateway.child, 'exit');
    gateway.child.kill('SIGTERM');
    const url = `http://127.0.0.1:${port}`;
    let status = 200;
    for (let tried = 0; tried < 500 && status === 200; tried += 1) status = (await fetch(`${url}/health/ready`)).status;
    expect(status).toBe(503);
    expect((await ask(url)).status).toBe(200);
    expect(await ended).toEqual([0, null]);
  });

  test('drains as a subgraph too', async () => {
    const subgraph: Subgraph = {
      name: 'status',
      query: async () => unauthorized,
      upload: async () => unauthorized,
      download: async () => ({ ...unauthorized, content: null }),
      command: async () => unauthorized,
      async [Symbol.asyncDispose]() {},
    };
    const service = await serveSubgraph(subgraph, { port: 0, host: '127.0.0.1', drainMs: 1_000, log: silentLog });
    const stopped = service[Symbol.asyncDispose]();
    expect((await fetch(`${service.url}/health/ready`)).status).toBe(503);
    expect((await fetch(`${service.url}/graphql`, { method: 'POST', body: '{}' })).status).toBe(401);
    await stopped;
    await expect(fetch(`${service.url}/health/live`)).rejects.toThrow();
  });
});

test.each<[Record<string, string>, number]>([
  [{}, 0],
  [{ NODE_ENV: 'development' }, 0],
  [{ NODE_ENV: 'production' }, 5_000],
  [{ NODE_ENV: 'production', SHUTDOWN_DRAIN: '0' }, 0],
  [{ SHUTDOWN_DRAIN: '20000' }, 20_000],
])('the drain time of %j is %i milliseconds', (environment, expected) => {
  expect(parseGatewayConfig({ ...oidc, ...environment }).drainMs).toBe(expected);
  const list = readSubgraphList();
  const [first] = list;
  if (!first) throw new Error('no subgraph');
  expect(parseSubgraphProcess(first, list, { ...keyEnvironment(), ...environment }).drainMs).toBe(expected);
});

test.each(['soon', '-1', '1.5', '600000'])('SHUTDOWN_DRAIN=%s is refused', (given) => {
  expect(() => parseGatewayConfig({ ...oidc, SHUTDOWN_DRAIN: given })).toThrow(/SHUTDOWN_DRAIN: must be/);
});
