import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createAssertionSigner } from '@customer-graph/protocol/assertion';
import { encodePublicKey, generateKeys } from '@customer-graph/protocol/keys';
import { systemAssertion } from '@customer-graph/protocol/system-assertion';
import { freePort, startProcess, untilReady } from './support/processes.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const packages = readdirSync(join(root, 'packages'));

const program = `
import { readFileSync } from 'node:fs';
import { createLog } from '@customer-graph/process/log';
import { parseEnvironment, portNumber } from '@customer-graph/process/configuration';
import { publicKeyVariable } from '@customer-graph/protocol/keys';
import { accountOf } from '@customer-graph/subgraph-kit/account-reference';
import { serveSubgraph } from '@customer-graph/subgraph-kit/serve';
import { createSubgraph } from '@customer-graph/subgraph-kit/subgraph';

const { PORT, GATEWAY_PUBLIC_KEY } = parseEnvironment(process.env, { PORT: portNumber, GATEWAY_PUBLIC_KEY: publicKeyVariable });
const log = createLog('weather', 'error');
const subgraph = await createSubgraph({
  name: 'weather',
  sdl: readFileSync(new URL('schema.graphql', import.meta.url), 'utf8'),
  resolvers: { Query: { forecast: () => 'sunny', account: (_parent, { id }, { assertion }) => accountOf(assertion, id) } },
  createLoaders: () => null,
  gatewayKey: GATEWAY_PUBLIC_KEY,
  log,
});
await serveSubgraph(subgraph, { port: PORT, host: '127.0.0.1', log });
`;

describe('the packed packages', () => {
  const folder = mkdtempSync(join(tmpdir(), 'packed-'));
  const tarballs = join(folder, 'tarballs');

  beforeAll(() => {
    mkdirSync(tarballs);
    const run = (command: string, args: readonly string[], cwd: string) =>
      execFileSync(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], env: process.env });
    run(process.execPath, ['tools/build-packages.ts'], root);
    for (const name of packages)
      run('npm', ['pack', '--silent', '--pack-destination', tarballs], join(root, 'packages', name, 'dist'));
    const files = Object.fromEntries(
      readdirSync(tarballs).map((file) => [
        `@customer-graph/${file.replace(/^customer-graph-/, '').replace(/-\d+\.\d+\.\d+\.tgz$/, '')}`,
        `file:tarballs/${file}`,
      ]),
    );
    const { overrides } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { overrides: object };
    writeFileSync(
      join(folder, 'package.json'),
      JSON.stringify({ private: true, type: 'module', dependencies: files, overrides }),
    );
    writeFileSync(join(folder, 'weather.js'), program);
    const shared = readFileSync(join(root, 'schema/shared.graphql'), 'utf8');
    writeFileSync(join(folder, 'schema.graphql'), `${shared}\nextend type Query { forecast: String @authenticated }\n`);
    run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts', '--silent'], folder);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('hold compiled code and types, and no sources', () => {
    for (const name of packages) {
      const files = readdirSync(join(folder, 'node_modules/@customer-graph', name));
      expect(files).toContain('README.md');
      expect(files.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))).toEqual([]);
      expect(files.filter((file) => file.endsWith('.js')).length).toBeGreaterThan(0);
      expect(files.filter((file) => file.endsWith('.d.ts')).length).toBeGreaterThan(0);
    }
  });

  test('start a subgraph outside the repository with plain Node, which answers the gateway alone', async () => {
    const keys = generateKeys();
    const port = await freePort();
    await using running = startProcess(join(folder, 'weather.js'), {
      PORT: String(port),
      GATEWAY_PUBLIC_KEY: encodePublicKey(keys.publicKey),
    });
    await untilReady(running, port);
    const body = JSON.stringify({ query: '{ forecast account(id: "1") { id } }' });
    const post = (headers: Readonly<Record<string, string>>) =>
      fetch(`http://127.0.0.1:${port}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      });
    expect((await post({})).status).toBe(401);
    const assertion = {
      ...systemAssertion(Date.now() + 10_000),
      principal: { kind: 'STAFF', subject: 's', name: null, email: null } as const,
    };
    const token = createAssertionSigner(keys.privateKey).sign(assertion, 'weather', body);
    const answer = await post({ 'x-graph-assertion': token });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ data: { forecast: 'sunny', account: null } });
  });
});
