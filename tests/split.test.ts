import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { keyEnvironment } from '../sandbox/environment.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { companyId, places } from '../sandbox/seed/company.ts';
import { createAsk, startGraph, startTestSandbox, type Graph } from './support/graph.ts';
import { startProcess, untilReady, type RunningProcess } from './support/processes.ts';
import { strangers } from './support/people.ts';
import { customerView, customerViews } from './support/queries.ts';

const demo = companyId(places.demo);

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

const pick = (from: Readonly<Record<string, string>>, ...names: string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, from[name] ?? '']));

describe('gateway and subgraphs as processes of their own', () => {
  let sandbox: Sandbox;
  let ports: { gateway: number; accounts: number; billing: number };
  let ask: Graph['ask'];
  const running: Record<string, RunningProcess> = {};
  const keys = keyEnvironment();

  const startBilling = async () => {
    running.billing = startProcess('subgraphs/billing/index.ts', {
      PORT: String(ports.billing),
      ...pick(sandbox.environment, 'STRIPE_API_BASE', 'STRIPE_API_KEY'),
      ...pick(keys, 'GATEWAY_PUBLIC_KEY', 'LINKS_PUBLIC_KEY'),
    });
    await untilReady(running.billing, ports.billing);
  };

  beforeAll(async () => {
    sandbox = await startTestSandbox();
    ports = { gateway: await freePort(), accounts: await freePort(), billing: await freePort() };
    // The gateway first: the order does not matter.
    running.gateway = startProcess('gateway/index.ts', {
      PORT: String(ports.gateway),
      ACCOUNTS_URL: `http://127.0.0.1:${ports.accounts}`,
      BILLING_URL: `http://127.0.0.1:${ports.billing}`,
      ...pick(sandbox.environment, 'OIDC_ISSUER', 'OIDC_AUDIENCE'),
      ...pick(keys, 'GATEWAY_PRIVATE_KEY'),
    });
    running.accounts = startProcess('subgraphs/accounts/index.ts', {
      PORT: String(ports.accounts),
      ...pick(sandbox.environment, 'HUBSPOT_API_BASE', 'HUBSPOT_ACCESS_TOKEN', 'IDENTITY_CONSOLE_URL'),
      ...pick(keys, 'GATEWAY_PUBLIC_KEY', 'LINKS_PRIVATE_KEY'),
    });
    await Promise.all([startBilling(), untilReady(running.gateway, ports.gateway), untilReady(running.accounts, ports.accounts)]);
    ask = createAsk(`http://127.0.0.1:${ports.gateway}`, sandbox);
  });
  afterAll(async () => {
    for (const each of Object.values(running)) await each[Symbol.asyncDispose]();
    await sandbox[Symbol.asyncDispose]();
  });

  const withoutTimes = (text: string) => text.replace(/"asOf":"[^"]+"/g, '"asOf":""');

  test('give the same data as one process', async () => {
    await using single = await startGraph();
    for (const [query, options] of [
      [customerView, { as: 'admin@demo', variables: { id: demo } }],
      [customerViews, { as: 'staff:admin', variables: { first: 10 } }],
    ] as const) {
      const [apart, together] = await Promise.all([ask(query, options), single.ask(query, options)]);
      expect(apart.errors).toEqual([]);
      expect(withoutTimes(apart.text)).toBe(withoutTimes(together.text));
    }
  });

  test('cost the same calls: what is loaded for one request is shared by its fetches', async () => {
    sandbox.calls.clear();
    await ask(customerView, { as: 'billing@demo', variables: { id: demo } });
    const count = (vendor: string) => sandbox.calls.list().filter((call) => call.vendor === vendor).length;
    expect({ hubspot: count('hubspot') <= 7, stripe: count('stripe') }).toEqual({ hubspot: true, stripe: 5 });
  });

  test.each(['accounts', 'billing'] as const)('%s answers 401 to everything without a valid assertion', async (name) => {
    const url = `http://127.0.0.1:${ports[name]}`;
    for (const query of ['{ _service { sdl } }', '{ plans { key } }', '{ __typename }', '{ __schema { types { name } } }']) {
      for (const headers of [{}, { 'x-graph-assertion': 'nonsense' }, { authorization: `Bearer ${await sandbox.token('staff:admin')}` }]) {
        const answer = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ query }) });
        expect(answer.status).toBe(401);
      }
    }
    for (const path of ['/graphql?query={_service{sdl}}', '/', '/anything']) expect((await fetch(`${url}${path}`)).status).toBe(401);
    const command = await fetch(`${url}/commands/accounts`, { method: 'POST', body: JSON.stringify({ ids: [demo], reach: { kind: 'ANY' } }) });
    expect(command.status).toBe(401);
  });

  test('identity headers from outside mean nothing', async () => {
    const { data } = await ask(`{ account(id: "${demo}") { id } }`, { as: strangers['a stranger'] ?? {}, headers: { 'x-graph-assertion': 'x', 'x-user-id': 'auth0|demo-admin' } });
    expect(data.account).toBeNull();
  });

  test('billing killed: its fields are null at their paths, the rest answers, and it recovers by itself', async () => {
    const query = `{ plans { key } account(id: "${demo}") { name billing { subscription { id } } } list: viewer { account { id billing { id } } } }`;
    await running.billing?.kill();
    const { status, data, errors } = await ask(query, { as: 'admin@demo' });
    expect(status).toBe(200);
    expect(data).toMatchObject({ plans: null, account: { name: 'Demo Industries', billing: null }, list: { account: { id: demo, billing: null } } });
    expect(errors.map(({ path, extensions }) => [path?.join('.'), extensions.code, extensions.system, extensions.retryable])).toEqual([
      ['plans', 'UPSTREAM_UNAVAILABLE', 'BILLING', true],
      ['account.billing', 'UPSTREAM_UNAVAILABLE', 'BILLING', true],
      ['list.account.billing', 'UPSTREAM_UNAVAILABLE', 'BILLING', true],
    ]);
    const list = await ask('{ accounts(first: 3) { edges { node { name billing { id } } } } }', { as: 'staff:admin' });
    expect((list.data.accounts.edges as unknown[]).length).toBe(3);
    expect(list.errors).toHaveLength(3);
    expect(list.errors[0]).toMatchObject({ path: ['accounts', 'edges', 0, 'node', 'billing'] });
    await startBilling();
    expect((await ask(query, { as: 'admin@demo' })).errors).toEqual([]);
  });
});
