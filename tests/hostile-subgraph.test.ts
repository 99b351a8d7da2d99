import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { silentLog } from '@customer-graph/process/log';
import { createDirectTransport } from '@customer-graph/protocol/direct-transport';
import type { SubgraphResponse } from '@customer-graph/protocol/messages';
import type { Assertion } from '@customer-graph/protocol/principal';
import type { Transport } from '@customer-graph/protocol/transport';
import { parseGatewayConfig } from '../gateway/config.ts';
import { createConnections } from '../gateway/fetching/connections.ts';
import { startGateway } from '../gateway/service.ts';
import { createSupergraphSource } from '../gateway/supergraph/source.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { companyId, companyIndex } from '../sandbox/seed/company.ts';
import { createAsk, noPace, startTestSandbox, type Graph } from './support/graph.ts';
import { sharedPlanning } from './support/planning.ts';
import { startSubgraphs, type BareSubgraphs } from './support/subgraphs.ts';

const demo = companyId(companyIndex.demo);
const view = '{ viewer { account { id name usage { activeMembers } billing { subscription { seats } } } } }';

/** The parts of the usage subgraph's answers that tests change. */
interface UsageData {
  readonly account?: object;
  readonly viewer?: { readonly account: object };
}

/** Changes a response of the usage subgraph before the gateway sees it. */
type Tamper = (response: SubgraphResponse) => Partial<SubgraphResponse>;

describe('a hostile subgraph', () => {
  let sandbox: Sandbox;
  let subgraphs: BareSubgraphs;
  let gateway: Awaited<ReturnType<typeof startGateway>>;
  let ask: Graph['ask'];
  let tamper: Tamper = () => ({});
  /** Assertions that each subgraph received with its last query. */
  const received = new Map<string, Assertion>();
  /** Calls that each subgraph received, as `name.call`. */
  let calls: string[] = [];

  const observed = (name: string, transport: Transport): Transport => ({
    ...transport,
    async query(request, deadline) {
      received.set(name, decodeJwt<{ graph: Assertion }>(request.assertion ?? '').graph);
      const response = await transport.query(request, deadline);
      return name === 'usage' ? { ...response, ...tamper(response) } : response;
    },
    command(call, request, deadline) {
      calls.push(`${name}.${call}`);
      return transport.command(call, request, deadline);
    },
  });

  beforeAll(async () => {
    sandbox = await startTestSandbox();
    subgraphs = await startSubgraphs(sandbox);
    const connections = createConnections({
      local: new Map(
        Object.entries(subgraphs.all).map(([name, subgraph]) => [
          name,
          observed(name, createDirectTransport(subgraph)),
        ]),
      ),
    });
    gateway = await startGateway({
      planning: sharedPlanning,
      config: parseGatewayConfig({
        ...noPace,
        ...sandbox.environment,
        PORT: '0',
        AUDIT_DIRECTORY: mkdtempSync(join(tmpdir(), 'audit-')),
      }),
      supergraph: createSupergraphSource(null, null),
      connections,
      signingKey: subgraphs.gatewayKeys.privateKey,
      log: silentLog,
    });
    ask = createAsk(gateway.url, sandbox);
  });

  afterAll(async () => {
    await gateway[Symbol.asyncDispose]();
    await subgraphs[Symbol.asyncDispose]();
    await sandbox[Symbol.asyncDispose]();
  });

  beforeEach(() => {
    tamper = () => ({});
    calls = [];
  });

  /** Replaces the data of the answer. */
  const answering = (change: (data: UsageData) => unknown) => {
    tamper = ({ body }) => {
      const answer = JSON.parse(body) as { data: UsageData };
      return { body: JSON.stringify({ ...answer, data: change(answer.data) }) };
    };
  };
  const failing = (error: object) => {
    tamper = () => ({ body: JSON.stringify({ data: { viewer: { account: { usage: null } } }, errors: [error] }) });
  };

  test('cannot invalidate memberships that its entry does not let it change', async () => {
    await ask(view, { as: 'admin@demo' });
    const contactId = received.get('accounts')?.principal;
    tamper = () => ({
      membershipsChanged: [contactId?.kind === 'CUSTOMER' ? (contactId.contactId ?? '') : ''],
    });
    await ask(view, { as: 'admin@demo' });
    calls = [];
    await ask(view, { as: 'admin@demo' });
    expect(calls).toEqual([]);
  });

  test('cannot create follow-ups that its entry does not permit', async () => {
    tamper = () => ({ followUps: ['ticket:1', `account:${demo}`] });
    await ask(view, { as: 'admin@demo' });
    expect(calls.filter((call) => call.endsWith('.deliver'))).toEqual([]);
  });

  test.each<[string, () => unknown]>([
    ['no account', () => ({ viewer: { account: null } })],
    ['no viewer', () => ({ viewer: null })],
    ['a list in place of an object', () => ({ viewer: [] })],
  ])('costs its own part alone when it answers a shared root with %s', async (_name, change) => {
    answering(change);
    const { data, errors } = await ask(view, { as: 'admin@demo' });
    expect(data.viewer.account).toMatchObject({
      id: demo,
      name: 'Demo Industries',
      usage: null,
      billing: { subscription: { seats: 25 } },
    });
    expect(errors).toMatchObject([
      { path: ['viewer', 'account', 'usage'], extensions: { code: 'UPSTREAM_INVALID_RESPONSE', system: 'PRODUCT' } },
    ]);
  });

  test.each(['viewer { account', 'account(id: $id)'])(
    'cannot answer %s with the id of another account',
    async (root) => {
      answering((data) => {
        const account = { ...(data.viewer?.account ?? data.account), id: '8800000002' };
        return 'account' in data ? { account } : { viewer: { account } };
      });
      const query = root.startsWith('viewer')
        ? `{ ${root} { id usage { activeMembers } } } }`
        : `query ($id: ID! = "${demo}") { ${root} { id usage { activeMembers } } }`;
      const { data, errors } = await ask(query, { as: 'admin@demo' });
      const account = data.account ?? data.viewer.account;
      expect(account).toEqual({ id: demo, usage: null });
      expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_INVALID_RESPONSE', system: 'PRODUCT' } }]);
    },
  );

  test('cannot add fields that were not requested from it', async () => {
    answering(({ viewer }) => ({
      viewer: {
        name: 'Eve',
        account: {
          ...viewer?.account,
          id: '8800000002',
          links: 'forged',
          name: 'Evil Inc.',
          billing: { subscription: null },
        },
      },
      plans: [],
    }));
    const { data, errors } = await ask(view, { as: 'admin@demo' });
    expect(errors).toEqual([]);
    expect(data.viewer.account).toMatchObject({
      id: demo,
      name: 'Demo Industries',
      billing: { subscription: { seats: 25 } },
    });
  });

  test('cannot pass free text to a client', async () => {
    failing({
      message: 'Call +49 30 1234 and <a href="https://evil.example">confirm</a> your card',
      path: ['viewer', 'account', 'usage'],
      extensions: { code: 'FORBIDDEN', secret: 'sk_live_1' },
    });
    const { text, errors } = await ask(view, { as: 'admin@demo' });
    expect(errors).toMatchObject([{ message: 'Not allowed.', extensions: { code: 'FORBIDDEN' } }]);
    expect(text).not.toMatch(/evil|secret|sk_live|1234/);
  });

  test('passes its words only for BAD_USER_INPUT: without markup, in one line, bounded', async () => {
    failing({
      message: `first must be\n<script>alert(1)</script>between 1 and 100. ${'x'.repeat(5_000)}`,
      path: ['viewer', 'account', 'usage'],
      extensions: { code: 'BAD_USER_INPUT' },
    });
    const { errors } = await ask(view, { as: 'admin@demo' });
    const [error] = errors;
    expect(error?.message).toMatch(/^first must be alert\(1\)between 1 and 100\. x+$/);
    expect(error?.message.length).toBeLessThanOrEqual(300);
  });

  test.each(['BILLING', 'EVIL', 7, {}])('cannot name the system %p: errors carry its own', async (system) => {
    failing({
      message: 'x',
      path: ['viewer', 'account', 'usage'],
      extensions: { code: 'UPSTREAM_UNAVAILABLE', system, retryable: 'yes' },
    });
    const { errors } = await ask(view, { as: 'admin@demo' });
    expect(errors).toMatchObject([{ extensions: { system: 'PRODUCT', retryable: false } }]);
  });

  test('cannot invent an error code', async () => {
    failing({ message: 'x', path: ['viewer', 'account', 'usage'], extensions: { code: 'BUY_NOW' } });
    const { errors } = await ask(view, { as: 'admin@demo' });
    expect(errors).toMatchObject([{ message: 'Something went wrong.', extensions: { code: 'INTERNAL' } }]);
  });

  test.each([Infinity, Number.NaN, -5, 1.5, 1e12])('cannot report %p vendor calls', async (reported) => {
    await ask(view, { as: 'admin@demo' });
    const honest = await ask('{ viewer { account { usage { activeMembers } } } }', { as: 'admin@demo' });
    tamper = () => ({ calls: reported });
    const { cost } = await ask('{ viewer { account { usage { activeMembers } } } }', { as: 'admin@demo' });
    expect(Number.isSafeInteger(cost?.actual)).toBe(true);
    expect(cost?.actual).toBeLessThanOrEqual(honest.cost?.actual ?? 0);
  });

  test.each(['', 'not JSON', '[]', '{"data": 5}', '{"errors": "x"}', '{}'])(
    'costs its own part alone when it answers %j',
    async (body) => {
      tamper = () => ({ body });
      const { data, errors } = await ask(view, { as: 'admin@demo' });
      expect(data.viewer.account).toMatchObject({ name: 'Demo Industries', usage: null });
      expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_INVALID_RESPONSE', system: 'PRODUCT' } }]);
    },
  );

  test('receives only the facts about the caller that its entry lists', async () => {
    await ask(view, { as: 'admin@demo' });
    const { principal, accounts } = received.get('usage') ?? {};
    expect(principal).toMatchObject({ kind: 'CUSTOMER', email: null, name: null, contactId: null, memberships: [] });
    expect(Object.values(accounts ?? {}).map(({ links }) => links)).toEqual([
      {
        billing: { state: 'MISSING' },
        product: expect.objectContaining({ state: 'LINKED' }),
        support: { state: 'MISSING' },
      },
    ]);
    expect(received.get('accounts')?.principal).toMatchObject({ kind: 'CUSTOMER', memberships: expect.any(Array) });
  });

  test('is not asked about webhooks of a vendor that no entry lists', async () => {
    const { status } = await fetch(`${gateway.url}/webhooks/usage`, { method: 'POST', body: '{}' });
    expect(status).toBe(404);
    expect(calls).toEqual([]);
  });
});
