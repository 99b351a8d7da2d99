import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { ConfigurationError, parseEnvironment } from '@customer-graph/process/configuration';
import { encodePublicKey, generateKeys } from '@customer-graph/protocol/keys';
import { credentials } from '../sandbox/credentials.ts';
import { environmentOf, keyEnvironment } from '../sandbox/environment.ts';
import { refusePublishedCredentials } from '../processes/published-credentials.ts';
import { readSubgraphList } from '../processes/subgraph-list.ts';
import { variableOf } from '../processes/subgraph-process.ts';
import { runToEnd } from './support/processes.ts';

const root = new URL('..', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

describe('a process with missing variables exits with 78 before it listens, and names all of them', () => {
  test.each<[string, Record<string, string>, RegExp[]]>([
    [
      'processes/gateway.ts',
      { PORT: 'four thousand' },
      [/PORT/, /OIDC_ISSUER: is missing/, /OIDC_AUDIENCE: is missing/, /GATEWAY_PRIVATE_KEY: is missing/],
    ],
    [
      'processes/subgraph.ts accounts',
      { HUBSPOT_API_BASE: 'nonsense' },
      [
        /HUBSPOT_ACCESS_TOKEN: is missing/,
        /HUBSPOT_API_BASE/,
        /GATEWAY_PUBLIC_KEY: is missing/,
        /LINKS_PRIVATE_KEY: is missing/,
      ],
    ],
    [
      'processes/subgraph.ts billing',
      { STRIPE_API_KEY: 'pk_live_secretsecret' },
      [/STRIPE_API_KEY/, /GATEWAY_PUBLIC_KEY: is missing/, /LINKS_PUBLIC_KEY: is missing/],
    ],
    [
      'processes/subgraph.ts usage',
      { PRODUCT_DATABASE_URL: 'mysql://secretsecret', PRODUCT_MAPPING: 'package.json' },
      [/PRODUCT_DATABASE_URL: must be a postgres/, /PRODUCT_MAPPING: accounts: /, /GATEWAY_PUBLIC_KEY: is missing/],
    ],
    [
      'processes/subgraph.ts support',
      { ZENDESK_EMAIL: 'nobody' },
      [/ZENDESK_BASE: is missing/, /ZENDESK_EMAIL: must be/, /LINKS_PUBLIC_KEY: is missing/],
    ],
    [
      'processes/single.ts',
      {
        HUBSPOT_API_BASE: 'http://127.0.0.1:1',
        PORT: '70000',
        HUBSPOT_ONBOARDING_STEPS: 'x',
        LOG_LEVEL: 'loud',
        SANDBOX_CONTROL_PORT: 'x',
      },
      [
        /HUBSPOT_ACCESS_TOKEN: is missing/,
        / PORT: must be/,
        /HUBSPOT_ONBOARDING_STEPS/,
        /LOG_LEVEL: must be one of/,
        /SANDBOX_CONTROL_PORT: must be/,
      ],
    ],
  ])('%s', async (command, environment, named) => {
    const [script = '', ...args] = command.split(' ');
    const { code, errors } = await runToEnd(script, environment, args);
    expect(code).toBe(78);
    for (const name of named) expect(errors).toMatch(name);
    expect(errors).not.toContain('secretsecret');
  });

  test('rejects a mix of live and test keys', async () => {
    const sandboxed = await runToEnd('processes/single.ts', { STRIPE_API_KEY: 'sk_live_0000000000' });
    expect(sandboxed).toMatchObject({
      code: 78,
      errors: expect.stringMatching(/STRIPE_API_KEY: is a live key.*would be a sandbox/),
    });
    const open = await runToEnd('processes/single.ts', { HUBSPOT_ACCESS_TOKEN: 'pat-real' });
    expect(open).toMatchObject({
      code: 78,
      errors: expect.stringMatching(/OIDC_ISSUER: is missing: HUBSPOT_ACCESS_TOKEN is of a real portal/),
    });
    const elsewhere = await runToEnd(
      'processes/subgraph.ts',
      { STRIPE_API_KEY: 'sk_live_0000000000', STRIPE_API_BASE: 'http://127.0.0.1:4102', ...keyEnvironment() },
      ['billing'],
    );
    expect(elsewhere).toMatchObject({ code: 78, errors: expect.stringMatching(/STRIPE_API_BASE is not Stripe/) });
  });
});

describe('credentials of the sandbox, which anyone knows, are refused beside real ones', () => {
  const keys = keyEnvironment();
  const urls = {
    control: 'http://127.0.0.1:4100',
    hubspot: 'http://127.0.0.1:4101',
    stripe: 'http://127.0.0.1:4102',
    zendesk: 'http://127.0.0.1:4103',
    identity: 'http://127.0.0.1:4104',
    product: 'postgres://graph_reader@127.0.0.1:4105/postgres',
    productWebhook: 'http://127.0.0.1:4106/webhooks',
  };
  const own = encodePublicKey(generateKeys().publicKey);
  const { stripeWebhookSecret, hubspotClientSecret, hubspotAccessToken, zendeskClientSecret, productWebhookSecret } =
    credentials;

  test.each<[string, Record<string, string>, string, string]>([
    ['gateway', { ...keys, OIDC_ISSUER: 'https://login.example.com' }, 'GATEWAY_PRIVATE_KEY', 'OIDC_ISSUER'],
    ['accounts', { ...keys, HUBSPOT_ACCESS_TOKEN: 'pat-secretsecret' }, 'LINKS_PRIVATE_KEY', 'HUBSPOT_ACCESS_TOKEN'],
    [
      'accounts',
      { HUBSPOT_ACCESS_TOKEN: 'pat-secretsecret', HUBSPOT_CLIENT_SECRETS: hubspotClientSecret },
      'HUBSPOT_CLIENT_SECRETS',
      'HUBSPOT_ACCESS_TOKEN',
    ],
    ['billing', { ...keys, STRIPE_API_KEY: 'rk_test_secretsecret' }, 'GATEWAY_PUBLIC_KEY', 'STRIPE_API_KEY'],
    [
      'billing',
      { STRIPE_API_KEY: 'rk_test_secretsecret', STRIPE_WEBHOOK_SECRETS: `whsec_secretsecret, ${stripeWebhookSecret}` },
      'STRIPE_WEBHOOK_SECRETS',
      'STRIPE_API_KEY',
    ],
    [
      'usage',
      { ...keys, PRODUCT_DATABASE_URL: 'postgres://reader:secretsecret@db.example.com/product' },
      'CONSISTENCY_PUBLIC_KEY',
      'PRODUCT_DATABASE_URL',
    ],
    [
      'usage',
      {
        PRODUCT_DATABASE_URL: 'postgres://reader:secretsecret@db.example.com/product',
        PRODUCT_WEBHOOK_SECRET: productWebhookSecret,
      },
      'PRODUCT_WEBHOOK_SECRET',
      'PRODUCT_DATABASE_URL',
    ],
    ['support', { ...keys, ZENDESK_CLIENT_SECRET: 'secretsecret' }, 'LINKS_PUBLIC_KEY', 'ZENDESK_CLIENT_SECRET'],
    [
      'support',
      { ZENDESK_CLIENT_SECRET: zendeskClientSecret, ZENDESK_WEBHOOK_SECRETS: 'secretsecret' },
      'ZENDESK_CLIENT_SECRET',
      'ZENDESK_WEBHOOK_SECRETS',
    ],
    ['consistency', { ...keys, GATEWAY_PUBLIC_KEY: own }, 'CONSISTENCY_PRIVATE_KEY', 'GATEWAY_PUBLIC_KEY'],
    [
      'consistency',
      { ...keys, GATEWAY_PUBLIC_KEY: `${own} ${keys.GATEWAY_PUBLIC_KEY}` },
      'GATEWAY_PUBLIC_KEY',
      'GATEWAY_PUBLIC_KEY',
    ],
    [
      'single',
      { HUBSPOT_ACCESS_TOKEN: hubspotAccessToken, HUBSPOT_CLIENT_SECRETS: 'secretsecret' },
      'HUBSPOT_ACCESS_TOKEN',
      'HUBSPOT_CLIENT_SECRETS',
    ],
  ])('%s: %#', async (name, environment, published, real) => {
    const [script, args] = ['gateway', 'single'].includes(name)
      ? [`processes/${name}.ts`, []]
      : ['processes/subgraph.ts', [name]];
    const { code, errors } = await runToEnd(script, environment, args);
    expect(code).toBe(78);
    expect(errors).toContain(`${published}: is published with the sandbox, and ${real} is not: sandbox and real`);
    expect(errors).not.toContain('secretsecret');
  });

  test('all of the sandbox together are accepted, and so are all real ones', async () => {
    const sandbox = Object.assign({}, ...Object.values(environmentOf(urls))) as Record<string, string>;
    const real = Object.fromEntries(
      Object.keys({ ...sandbox, ...keys }).map((name) => [name, name.endsWith('_KEY') ? own : `real-${name}`]),
    );
    for (const environment of [{ ...sandbox, ...keys }, real])
      expect(() => refusePublishedCredentials(environment)).not.toThrow();
  });

  test('the doctor names them', async () => {
    const { output } = await runToEnd('doctor/index.ts', { HUBSPOT_ACCESS_TOKEN: 'pat-real', ...keys }, ['--json']);
    expect(output).toContain('is published with the sandbox, and HUBSPOT_ACCESS_TOKEN is not');
  });
});

describe('a variable given by a file: NAME_FILE', () => {
  const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
  const file = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const shape = { API_TOKEN: z.string().max(20), OTHER: z.string().optional() };
  const problemsOf = (environment: Readonly<Record<string, string>>): readonly string[] => {
    try {
      parseEnvironment(environment, shape);
      return [];
    } catch (error) {
      if (error instanceof ConfigurationError) return error.problems;
      throw error;
    }
  };

  test.each([
    ['secretsecret', 'secretsecret'],
    ['secretsecret\n', 'secretsecret'],
    ['secretsecret\r\n', 'secretsecret'],
    ['secret\nsecret', 'secret\nsecret'],
  ])('takes the content %j as %j', (content, value) => {
    expect(parseEnvironment({ API_TOKEN_FILE: file('token', content), OTHER_FILE: '' }, shape)).toEqual({
      API_TOKEN: value,
    });
  });

  test('names the variable and the path of a file that cannot be used, and never its content', () => {
    const missing = join(folder, 'missing');
    expect(problemsOf({ API_TOKEN_FILE: missing })).toEqual([`API_TOKEN_FILE: cannot read ${missing}: ENOENT`]);
    expect(problemsOf({ API_TOKEN_FILE: folder })).toEqual([`API_TOKEN_FILE: cannot read ${folder}: EISDIR`]);
    const empty = file('empty', '\n');
    expect(problemsOf({ API_TOKEN_FILE: empty })).toEqual([`API_TOKEN_FILE: ${empty} is empty`]);
    const long = problemsOf({ API_TOKEN_FILE: file('long', 'secretsecretsecretsecret') });
    expect(long).toEqual([expect.stringMatching(/^API_TOKEN: /)]);
    expect(long.join()).not.toContain('secretsecret');
  });

  test('refuses a value and a file for the same variable', () => {
    const path = file('token', 'secretsecret');
    expect(problemsOf({ API_TOKEN: 'secretsecret', API_TOKEN_FILE: path, OTHER_FILE: join(folder, 'no') })).toEqual([
      'API_TOKEN: is also given by API_TOKEN_FILE: set one of them',
      `OTHER_FILE: cannot read ${join(folder, 'no')}: ENOENT`,
    ]);
  });

  test.each([
    [
      'processes/subgraph.ts',
      ['support'],
      'ZENDESK_CLIENT_SECRET',
      /ZENDESK_CLIENT_SECRET: is missing/,
      /ZENDESK_BASE: is missing/,
    ],
    ['processes/gateway.ts', [], 'GATEWAY_PRIVATE_KEY', /GATEWAY_PRIVATE_KEY: /, /OIDC_ISSUER: is missing/],
    // Without its file this system would get a stand-in, and no other variable of it would be missing.
    [
      'processes/single.ts',
      [],
      'ZENDESK_CLIENT_SECRET',
      /ZENDESK_CLIENT_SECRET: is missing/,
      /ZENDESK_BASE: is missing/,
    ],
  ] as const)('%s %j reads %s from a file', async (script, args, name, without, others) => {
    const path = file('process', keyEnvironment().GATEWAY_PRIVATE_KEY);
    const { code, errors } = await runToEnd(script, { [`${name}_FILE`]: path, PORT: '70000' }, [...args]);
    expect(code).toBe(78);
    expect(errors).not.toMatch(without);
    expect(errors).toMatch(others);
  });
});

const variablesOf = (path: string): string[] =>
  [...read(path).matchAll(/(?:^\s+|\{ )((?:[A-Z][A-Z0-9]*_[A-Z0-9_]+)|PORT|HOST|SUPERGRAPH|CONNECTIONS): /gm)].map(
    ([, name = '']) => name,
  );
const list = readSubgraphList();
/** The files of a subgraph that read variables: its config.ts and those that config.ts uses. */
const configFilesOf = (name: string): string[] =>
  readdirSync(new URL(`subgraphs/${name}`, root), { recursive: true, encoding: 'utf8' })
    .map((path) => `subgraphs/${name}/${path}`)
    .filter((path) => path.endsWith('.ts') && read(path).includes('parseEnvironment('));

test('.env.example names every variable and no others', () => {
  const files = [
    'gateway/config.ts',
    'gateway/audit/config.ts',
    'gateway/identity/config.ts',
    ...list.flatMap(({ name }) => configFilesOf(name)),
    'packages/journal/src/config.ts',
    'packages/process/src/log.ts',
    'packages/process/src/network.ts',
    'processes/subgraph-process.ts',
    'sandbox/variables.ts',
  ];
  const callers = list.filter(({ entry }) => entry.permissions.calls.length > 0).map(({ name }) => variableOf(name));
  const derived = [
    'SUPERGRAPH_CONFIG',
    ...['TLS_CERT_FILE', 'TLS_KEY_FILE', 'TLS_CA_FILE'],
    ...list.flatMap(({ name }) => [`SUBGRAPH_URL_${variableOf(name)}`, `MAC_KEY_${variableOf(name)}`]),
    ...[...callers, 'GATEWAY', 'LINKS'].flatMap((name) => [`${name}_PRIVATE_KEY`, `${name}_PUBLIC_KEY`]),
  ];
  const parsed = new Set([...files.flatMap(variablesOf), ...derived]);
  const named = new Set([...read('.env.example').matchAll(/^(?:# )?([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name));
  expect([...named].sort()).toEqual([...parsed].sort());
});

test.each(list.map(({ name, manifest }) => [name, manifest] as const))(
  'the manifest of %s lists the variables of its configuration',
  (name, { environment }) => {
    expect([...environment].sort()).toEqual([...new Set(configFilesOf(name).flatMap(variablesOf))].sort());
  },
);
