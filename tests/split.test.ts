import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { keyEnvironment } from '../sandbox/environment.ts';
import { startSingleProcess } from '../processes/single-process.ts';
import { silentLog } from '@customer-graph/process/log';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { companyId, companyIndex } from '../sandbox/seed/company.ts';
import { createAsk, noPace, startTestSandbox, type Answer, type Graph } from './support/graph.ts';
import { freePort, startProcess, untilReady, type RunningProcess } from './support/processes.ts';
import { strangers } from './support/people.ts';
import { customerView, customerViews, everyField } from './support/queries.ts';

const demo = companyId(companyIndex.demo);
const names = ['accounts', 'billing', 'usage', 'support', 'consistency'] as const;
type Name = 'gateway' | (typeof names)[number];

const pick = (from: Readonly<Record<string, string>>, ...names: string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, from[name] ?? '']));

describe('gateway and subgraphs as separate processes', () => {
  let sandbox: Sandbox;
  let ports: Record<Name, number>;
  let ask: Graph['ask'];
  const running: Partial<Record<Name, RunningProcess>> = {};
  const keys = keyEnvironment();
  const journal = { JOURNAL_DIRECTORY: 'memory' };
  const supergraph = join(mkdtempSync(join(tmpdir(), 'split-')), 'supergraph.graphql');
  const composed = readFileSync(new URL('../schema/supergraph.graphql', import.meta.url), 'utf8');

  /** The variables of each process, without those of other processes. */
  const variables: Record<Name, () => Record<string, string>> = {
    gateway: () => ({
      ...Object.fromEntries(
        names.map((name) => [`SUBGRAPH_URL_${name.toUpperCase()}`, `http://127.0.0.1:${ports[name]}/graphql`]),
      ),
      SUPERGRAPH: supergraph,
      SUPERGRAPH_POLL: '50',
      ...pick(sandbox.environment, 'OIDC_ISSUER', 'OIDC_AUDIENCE'),
      ...pick(keys, 'GATEWAY_PRIVATE_KEY'),
    }),
    accounts: () => ({
      ...pick(sandbox.environment, 'HUBSPOT_API_BASE', 'HUBSPOT_ACCESS_TOKEN', 'IDENTITY_CONSOLE_URL'),
      ...pick(keys, 'GATEWAY_PUBLIC_KEY', 'LINKS_PRIVATE_KEY', 'CONSISTENCY_PUBLIC_KEY'),
      ...journal,
    }),
    billing: () => ({
      ...pick(sandbox.environment, 'STRIPE_API_BASE', 'STRIPE_API_KEY'),
      ...pick(keys, 'GATEWAY_PUBLIC_KEY', 'LINKS_PUBLIC_KEY', 'CONSISTENCY_PUBLIC_KEY'),
      ...journal,
    }),
    usage: () => ({
      ...pick(sandbox.environment, 'PRODUCT_DATABASE_URL'),
      ...pick(keys, 'GATEWAY_PUBLIC_KEY', 'LINKS_PUBLIC_KEY', 'CONSISTENCY_PUBLIC_KEY'),
    }),
    support: () => ({
      ...pick(
        sandbox.environment,
        'ZENDESK_BASE',
        'ZENDESK_CLIENT_ID',
        'ZENDESK_CLIENT_SECRET',
        'ZENDESK_FILE_HOSTS',
        'ZENDESK_FIELD_ARTICLE',
        'ZENDESK_FIELD_PAGE_URL',
        'ZENDESK_FIELD_PLAN',
      ),
      ...pick(keys, 'GATEWAY_PUBLIC_KEY', 'LINKS_PUBLIC_KEY', 'CONSISTENCY_PUBLIC_KEY'),
      ...journal,
    }),
    consistency: () => ({
      ...Object.fromEntries(
        (['accounts', 'billing', 'usage', 'support'] as const).map((name) => [
          `SUBGRAPH_URL_${name.toUpperCase()}`,
          `http://127.0.0.1:${ports[name]}/graphql`,
        ]),
      ),
      ...pick(keys, 'GATEWAY_PUBLIC_KEY', 'LINKS_PUBLIC_KEY', 'CONSISTENCY_PRIVATE_KEY'),
      ...journal,
    }),
  };

  const start = async (name: Name) => {
    const script = name === 'gateway' ? 'processes/gateway.ts' : 'processes/subgraph.ts';
    const args = name === 'gateway' ? [] : [name];
    const started = startProcess(
      script,
      { PORT: String(ports[name]), HOST: '127.0.0.1', ...noPace, ...variables[name]() },
      args,
    );
    running[name] = started;
    await untilReady(started, ports[name]);
  };

  beforeAll(async () => {
    sandbox = await startTestSandbox();
    writeFileSync(supergraph, composed);
    ports = Object.fromEntries(
      await Promise.all((['gateway', ...names] as const).map(async (name) => [name, await freePort()] as const)),
    ) as Record<Name, number>;
    // Starts the gateway first to show that it does not need running subgraphs.
    await start('gateway');
    await Promise.all(names.map(start));
    ask = createAsk(`http://127.0.0.1:${ports.gateway}`, sandbox);
  });
  afterAll(async () => {
    for (const each of Object.values(running)) await each[Symbol.asyncDispose]();
    await sandbox[Symbol.asyncDispose]();
  });

  /** Removes values that differ between any two requests: times, signed URLs, ids of preview lines, and the actual cost. */
  const withoutTimes = (text: string) =>
    text
      .replace(/"(?:asOf|checkedAt)":"[^"]+"/g, '"asOf":""')
      .replace(/\?expires=\d+/g, '')
      .replace(/"il_sandbox\w+"/g, '"il"')
      .replace(/"[^"]*\/attachments\/[^"]+"/g, '"attachment"')
      .replace(/"actual":\d+/, '"actual":0');

  test('return the same data as one process', async () => {
    await using single = await startSingleProcess({
      environment: { PORT: '0', ...noPace, ...sandbox.environment },
      log: silentLog,
    });
    const askSingle = createAsk(single.url, sandbox);
    const prorationAt = new Date(Math.floor(Date.now() / 1_000) * 1_000).toISOString();
    for (const [query, options] of [
      [customerView, { as: 'admin@demo', variables: { id: demo } }],
      [customerViews, { as: 'staff:admin', variables: { first: 10 } }],
      [everyField, { as: 'admin@demo', variables: { prorationAt } }],
    ] as const) {
      const [apart, together] = await Promise.all([ask(query, options), askSingle(query, options)]);
      expect(apart.errors).toEqual([]);
      expect(withoutTimes(apart.text)).toBe(withoutTimes(together.text));
    }
  });

  test('make the same vendor calls: fetches of one request share loaded data', async () => {
    sandbox.calls.clear();
    await ask(customerView, { as: 'billing@demo', variables: { id: demo } });
    const count = (vendor: string) => sandbox.calls.list().filter((call) => call.vendor === vendor).length;
    expect({
      hubspot: count('hubspot') <= 7,
      stripe: count('stripe'),
      zendesk: count('zendesk'),
      product: count('product') <= 3,
    }).toEqual({ hubspot: true, stripe: 5, zendesk: 2, product: true });
  });

  test.each(names)('%s returns 401 to every request without a valid assertion', async (name) => {
    const url = `http://127.0.0.1:${ports[name]}`;
    for (const query of [
      '{ _service { sdl } }',
      '{ plans { key } }',
      '{ __typename }',
      '{ __schema { types { name } } }',
    ]) {
      for (const headers of [
        {},
        { 'x-graph-assertion': 'nonsense' },
        { authorization: `Bearer ${await sandbox.token('staff:admin')}` },
      ]) {
        const answer = await fetch(`${url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: JSON.stringify({ query }),
        });
        expect(answer.status).toBe(401);
      }
    }
    for (const path of ['/graphql?query={_service{sdl}}', '/', '/anything'])
      expect((await fetch(`${url}${path}`)).status).toBe(401);
    const command = await fetch(`${url}/commands/accounts`, {
      method: 'POST',
      body: JSON.stringify({ ids: [demo], reach: { kind: 'ANY' } }),
    });
    expect(command.status).toBe(401);
  });

  test('identity headers of clients have no effect', async () => {
    const { data } = await ask(`{ account(id: "${demo}") { id } }`, {
      as: strangers['a stranger'] ?? {},
      headers: { 'x-graph-assertion': 'x', 'x-user-id': 'auth0|demo-admin' },
    });
    expect(data.account).toBeNull();
  });

  test('with billing killed, its fields are null at their paths, other fields are answered, and it recovers by itself', async () => {
    const query = `{ plans { key } account(id: "${demo}") { name billing { subscription { id } } } list: viewer { account { id billing { id } } } }`;
    await running.billing?.kill();
    const { status, data, errors } = await ask(query, { as: 'admin@demo' });
    expect(status).toBe(200);
    expect(data).toMatchObject({
      plans: null,
      account: { name: 'Demo Industries', billing: null },
      list: { account: { id: demo, billing: null } },
    });
    expect(
      errors.map(({ path, extensions }) => [path?.join('.'), extensions.code, extensions.system, extensions.retryable]),
    ).toEqual([
      ['plans', 'UPSTREAM_UNAVAILABLE', 'BILLING', true],
      ['account.billing', 'UPSTREAM_UNAVAILABLE', 'BILLING', true],
      ['list.account.billing', 'UPSTREAM_UNAVAILABLE', 'BILLING', true],
    ]);
    const list = await ask('{ accounts(first: 3) { edges { node { name billing { id } } } } }', { as: 'staff:admin' });
    expect((list.data.accounts.edges as unknown[]).length).toBe(3);
    expect(list.errors).toHaveLength(3);
    expect(list.errors[0]).toMatchObject({ path: ['accounts', 'edges', 0, 'node', 'billing'] });
    await start('billing');
    expect((await ask(query, { as: 'admin@demo' })).errors).toEqual([]);
  });

  test.each(names)(
    '%s restarts during queries: partial responses, no failed request, automatic recovery',
    async (name) => {
      const parts =
        name === 'consistency'
          ? 'consistency { consistent }'
          : 'name billing { subscription { id } } usage { activeMembers } support { tickets(first: 1) { edges { node { id } } } }';
      const query = `{ account(id: "${demo}") { id ${parts} } }`;
      const system = {
        accounts: 'CRM',
        billing: 'BILLING',
        usage: 'PRODUCT',
        support: 'SUPPORT',
        consistency: undefined,
      }[name];
      await ask(query, { as: 'admin@demo' });
      const answers: Answer[] = [];
      let isOver = false;
      const load = (async () => {
        while (!isOver) {
          answers.push(await ask(query, { as: 'admin@demo' }));
          await delay(20);
        }
      })();
      await running[name]?.kill();
      const before = answers.length;
      while (answers.length < before + 3) await delay(10);
      await start(name);
      const restarted = answers.length;
      while (answers.length < restarted + 3) await delay(10);
      isOver = true;
      await load;
      expect(answers.map(({ status, data }) => [status, data.account.id])).toEqual(answers.map(() => [200, demo]));
      const partial = answers.filter(({ errors }) => errors.length > 0);
      expect(partial.length).toBeGreaterThan(0);
      for (const { errors } of partial)
        expect(new Set(errors.map(({ extensions }) => extensions.system))).toEqual(new Set([system]));
      expect(answers.at(-1)?.errors).toEqual([]);
    },
  );

  test('loads a new supergraph without a lost request, and keeps the old one when the new one is invalid', async () => {
    const asked = () => ask('{ plans { key } helpCenter { sections { id } } }');
    const until = async (holds: () => Promise<boolean>) => {
      for (let tried = 0; tried < 200; tried += 1) {
        if (await holds()) return true;
        await delay(25);
      }
      return false;
    };
    const answers: Answer[] = [];
    let isOver = false;
    const load = (async () => {
      while (!isOver) answers.push(await ask('{ plans { key } }'));
    })();
    for (const [bad, reason] of [
      ['type Query {', /Syntax Error/],
      [
        composed.replace(/@join__graph\(name: "support"[^)]*\)/, '@join__graph(name: "weather", url: "")'),
        /weather\S* has no URL/,
      ],
      [composed.replace('directory: true, ', ''), /no subgraph is the directory/],
      [composed.replace('https://specs.apollo.dev/tag/v0.3', 'https://specs.apollo.dev/policy/v0.1'), /policy/],
      // A schema that parses but cannot be planned must not be loaded partially.
      [
        composed.replace(
          '@join__type(graph: ACCOUNTS, key: "id links")',
          '@join__type(graph: ACCOUNTS, key: "id nope")',
        ),
        /nope/,
      ],
    ] as const) {
      writeFileSync(supergraph, bad);
      expect(await until(async () => reason.test(running.gateway?.errors() ?? ''))).toBe(true);
      expect((await asked()).errors).toEqual([]);
    }
    // A removed field becomes unknown, and a restored one can be queried again.
    writeFileSync(supergraph, composed.replace(/\n  """[^\n]*"""\n  helpCenter: [^\n]*/, ''));
    expect(await until(async () => (await asked()).status === 400)).toBe(true);
    writeFileSync(supergraph, composed);
    expect(await until(async () => (await asked()).errors.length === 0)).toBe(true);
    isOver = true;
    await load;
    expect(answers.filter(({ status, errors }) => status !== 200 || errors.length > 0)).toEqual([]);
  });
});
