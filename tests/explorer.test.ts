import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { chromium } from 'playwright-core';
import { examples } from '../gateway/explorer/explorer.ts';
import { startSingleProcess } from '../processes/single-process.ts';
import { identities } from '../sandbox/identity/identities.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { silentLog } from '@customer-graph/process/log';
import type { Service } from '@customer-graph/subgraph-kit/serve';
import { foreignPages, post } from './support/foreign-requests.ts';
import { noPace, startTestSandbox } from './support/graph.ts';
import { runToEnd } from './support/processes.ts';

describe('the page at the root', () => {
  let sandbox: Sandbox;
  let service: Service;
  const environment = () => ({
    PORT: '0',
    AUDIT_DIRECTORY: mkdtempSync(join(tmpdir(), 'audit-')),
    JOURNAL_DIRECTORY: 'memory',
    ...noPace,
    ...sandbox.environment,
  });
  beforeAll(async () => {
    sandbox = await startTestSandbox();
    const known = { names: Object.keys(identities), token: (name: string) => sandbox.token(name) };
    service = await startSingleProcess({ environment: environment(), log: silentLog, identities: known });
  });
  afterAll(async () => {
    await service[Symbol.asyncDispose]();
    await sandbox[Symbol.asyncDispose]();
  });

  test('loads no resources from other origins', async () => {
    const answer = await fetch(`${service.url}/`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'; script-src 'self';/);
    const html = await answer.text();
    const loaded = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url ?? '');
    expect(loaded.length).toBeGreaterThan(4);
    for (const url of loaded.filter((each) => !each.startsWith('data:'))) {
      expect(url).toMatch(/^\//);
      const file = await fetch(service.url + url);
      expect(file.status).toBe(200);
      expect((await file.text()).length).toBeGreaterThan(0);
    }
  });

  test('has example operations that are valid', () => {
    const api = buildSchema(readFileSync(new URL('../schema/api.graphql', import.meta.url), 'utf8'));
    for (const query of examples()) expect(validate(api, parse(query))).toEqual([]);
  });

  test('returns tokens for known test users only, and none without configured test users', async () => {
    const token = (url: string, as: string) =>
      fetch(`${url}/explorer/tokens`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ as }),
      });
    expect((await token(service.url, 'member@demo')).status).toBe(200);
    expect((await token(service.url, 'root')).status).toBe(404);
    const plain = await startSingleProcess({ environment: environment(), log: silentLog });
    expect((await token(plain.url, 'member@demo')).status).toBe(404);
    await plain[Symbol.asyncDispose]();
  });

  test.each(foreignPages)('returns no token to %s', async (_attack, headers) => {
    const body = JSON.stringify({ as: 'staff:admin' });
    expect(await post(`${service.url}/explorer/tokens`, headers, body)).toBe(403);
    expect(await post(`${service.url}/explorer/tokens`, { ...headers, 'content-type': 'text/plain' }, body)).not.toBe(
      200,
    );
  });

  test('returns tokens to its own page under every name of this machine, and under PUBLIC_URL', async () => {
    const body = JSON.stringify({ as: 'member@demo' });
    const { port } = new URL(service.url);
    for (const host of [`localhost:${port}`, `graph.localhost:${port}`, `[::1]:${port}`, `192.168.1.7:${port}`])
      expect(await post(`${service.url}/explorer/tokens`, { host, origin: `http://${host}` }, body)).toBe(200);
    const known = { names: Object.keys(identities), token: (name: string) => sandbox.token(name) };
    const published = await startSingleProcess({
      environment: { ...environment(), PUBLIC_URL: 'https://graph.example.com' },
      log: silentLog,
      identities: known,
    });
    const own = { host: 'graph.example.com', origin: 'https://graph.example.com' };
    expect(await post(`${published.url}/explorer/tokens`, own, body)).toBe(200);
    await published[Symbol.asyncDispose]();
  });

  test('is not served in production', async () => {
    const production = await startSingleProcess({
      environment: { NODE_ENV: 'production', SHUTDOWN_DRAIN: '0', ...environment() },
      log: silentLog,
    });
    expect((await fetch(`${production.url}/`)).status).toBe(404);
    await production[Symbol.asyncDispose]();
  });

  const browser = [
    process.env.CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ].find((path) => path && existsSync(path));
  (browser ? test : test.skip)(
    'works in a browser under its content security policy',
    async () => {
      const quiet = [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ];
      const running = await chromium.launch({ executablePath: browser ?? '', args: quiet });
      try {
        const page = await running.newPage();
        const consoleErrors: string[] = [];
        page.on('console', (message) => {
          if (message.type() === 'error') consoleErrors.push(message.text());
        });
        page.on('pageerror', (error) => {
          consoleErrors.push(String(error));
        });
        const foreignRequests: string[] = [];
        page.on('request', (request) => {
          if (!request.url().startsWith(service.url) && !request.url().startsWith('data:'))
            foreignRequests.push(request.url());
        });
        await page.goto(`${service.url}/`);
        await page.waitForSelector('.graphiql-execute-button');
        expect(await page.locator('.graphiql-tab').count()).toBe(examples().length);
        const answered = async (expected: RegExp) => {
          await page.click('.graphiql-execute-button');
          await page.locator('.graphiql-response', { hasText: expected }).waitFor();
        };
        await page.selectOption('#identity', 'admin@demo');
        await answered(/Dana Demo/);
        await page.selectOption('#identity', 'staff:finance');
        await answered(/Nadia North/);
        await page.locator('.graphiql-tab').nth(1).locator('button').first().click();
        await answered(/Demo Industries/);
        await page.selectOption('#identity', '');
        await answered(/UNAUTHENTICATED/);
        expect(consoleErrors).toEqual([]);
        expect(foreignRequests).toEqual([]);
      } finally {
        await running.close();
      }
    },
    60_000,
  );

  test('the typed client’s example runs against the API', async () => {
    const { code, output, errors } = await runToEnd('clients/typescript/example.ts', {
      GRAPH_URL: `${service.url}/graphql`,
      GRAPH_TOKEN: await sandbox.token('admin@demo'),
    });
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(output).toMatch(
      /^Demo Industries – Growth 25 seats until [\d-]+T[\d:]+Z\n\d+\.\d\d EUR a seat\nAPI requests: \d+ of 60000 \(OK\)/,
    );
  });
});
