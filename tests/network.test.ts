import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer, request as httpRequest } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { generate } from 'selfsigned';
import { ConfigurationError } from '@customer-graph/process/configuration';
import { parseNetwork, useNetwork } from '@customer-graph/process/network';
import { objectAnchor } from '../gateway/audit/anchors.ts';
import { companyId, companyIndex } from '../sandbox/seed/company.ts';
import { startGraph, startTestSandbox } from './support/graph.ts';
import { freePort, runToEnd } from './support/processes.ts';
import { startProxy } from './support/proxy.ts';

const demo = companyId(companyIndex.demo);
const view = `{ account(id: "${demo}") { name billing { invoices(first: 1) { edges { node { id } } } } support { tickets(first: 1) { edges { node { id } } } } usage { activeMembers } } }`;
const version = /(^| )customer-graph\/\d+\.\d+\.\d+$/;

const vendors = {
  HUBSPOT_API_BASE: 'http://hubspot.test',
  STRIPE_API_BASE: 'http://stripe.test',
  ZENDESK_BASE: 'http://zendesk.test',
  PRODUCT_WEBHOOK_URL: 'http://product.test/webhooks',
};

/** Ports of a sandbox, known before it starts, and the names under which only the tests' proxy knows them. */
async function sandboxPorts() {
  const [hubspot = 0, stripe = 0, zendesk = 0, productWebhook = 0, identity = 0] = await Promise.all(
    [1, 2, 3, 4, 5].map(freePort),
  );
  const ports = { control: 0, hubspot, stripe, zendesk, identity, product: 0, productWebhook };
  const names: Readonly<Record<string, number>> = {
    'hubspot.test': hubspot,
    'stripe.test': stripe,
    'zendesk.test': zendesk,
    'product.test': productWebhook,
  };
  return { ports, portOf: (host: string, port: number) => names[host] ?? port };
}

afterEach(() => useNetwork(parseNetwork({})));

describe('a proxy', () => {
  test('takes every request to others, each with the program’s User-Agent', async () => {
    const { ports, portOf } = await sandboxPorts();
    await using storage = await startStorage();
    await using proxy = await startProxy({
      portOf: (host, port) => (host === 'storage.test' ? storage.port : portOf(host, port)),
      credentials: 'graph:s3cret',
    });
    useNetwork(parseNetwork({ HTTP_PROXY: `http://graph:s3cret@127.0.0.1:${proxy.port}` }));
    await using graph = await startGraph({
      sandbox: { publicHost: 'identity.test', ports },
      environment: { ...vendors, OIDC_ISSUER: `http://identity.test:${ports.identity}` },
      spoiled: true,
    });
    const { data, errors } = await graph.ask(view, { as: 'admin@demo' });
    expect(errors).toEqual([]);
    expect(data.account.support.tickets.edges).toHaveLength(1);
    const { data: changed } = await graph.ask(
      `mutation { changed: changeSubscription(input: { accountId: "${demo}", change: { seats: 30 } }) { userErrors { code } } }`,
      { as: 'admin@demo' },
    );
    expect(changed.changed.userErrors).toEqual([]);
    await objectAnchor({
      url: 'http://storage.test/audit',
      region: 'eu-central-1',
      accessKeyId: 'key',
      secretAccessKey: 'secret',
      retentionDays: 1,
    }).publish({ type: 'AUDIT_ANCHOR', at: '2026-03-01T08:00:00.000Z', chains: 0, heads: [], mac: null });

    expect([...proxy.hosts].sort()).toEqual([
      'hubspot.test',
      'identity.test',
      'product.test',
      'storage.test',
      'stripe.test',
      'zendesk.test',
    ]);
    for (const [host, seen] of proxy.userAgents)
      for (const userAgent of seen) expect(`${host} ${userAgent}`).toMatch(version);
  }, 60_000);

  test('that refuses makes systems unavailable, and its password reaches no answer and no log', async () => {
    await using proxy = await startProxy({ portOf: (_host, port) => port, credentials: 'graph:other' });
    const lines: string[] = [];
    useNetwork(parseNetwork({ http_proxy: `http://graph:s3cret@127.0.0.1:${proxy.port}` }));
    await using graph = await startGraph({
      environment: vendors,
      log: pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }),
      spoiled: true,
    });
    const { text, errors } = await graph.ask(view, { as: 'staff:admin' });
    expect(errors[0]?.extensions).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', system: 'CRM' });
    expect(lines.join('')).toContain('Proxy response (407)');
    expect(text + lines.join('')).not.toMatch(/s3cret|czNjcmV0/);
  }, 60_000);

  test('is not used for this machine, for hosts of NO_PROXY, and between the processes', async () => {
    await using proxy = await startProxy({ portOf: (_host, port) => port });
    const environment = { HTTP_PROXY: `http://127.0.0.1:${proxy.port}`, NO_PROXY: '127.0.0.2, .internal.test' };
    useNetwork(parseNetwork(environment));
    await using graph = await startGraph({ spoiled: true });
    expect((await graph.ask(view, { as: 'admin@demo' })).errors).toEqual([]);
    await fetch(graph.sandbox.urls.identity.replace('127.0.0.1', '127.0.0.2')).catch(() => undefined);
    await fetch('http://host.internal.test/').catch(() => undefined);
    expect([...proxy.hosts]).toEqual([]);
  }, 60_000);

  test('is named by the doctor’s remedy, and its password is not', async () => {
    await using sandbox = await startTestSandbox();
    await using proxy = await startProxy({ portOf: (_host, port) => port, credentials: 'graph:other' });
    const { output, errors } = await runToEnd('doctor/index.ts', {
      ...sandbox.environment,
      ...vendors,
      HTTP_PROXY: `http://graph:s3cret@127.0.0.1:${proxy.port}`,
      JOURNAL_DIRECTORY: 'memory',
    });
    expect(output).toContain('HTTPS_PROXY');
    expect(output).toContain('407');
    expect(output + errors).not.toContain('s3cret');
  }, 120_000);
});

describe('a certificate authority of the company', () => {
  test('is accepted through a proxy with NODE_EXTRA_CA_CERTS, and not without', async () => {
    const authority = await generate([{ name: 'commonName', value: 'company authority' }], {
      keyType: 'ec',
      algorithm: 'sha256',
      extensions: [
        { name: 'basicConstraints', cA: true, critical: true },
        { name: 'keyUsage', keyCertSign: true, critical: true },
      ],
    });
    const { cert, private: key } = await generate([{ name: 'commonName', value: 'stripe.test' }], {
      keyType: 'ec',
      algorithm: 'sha256',
      ca: { key: authority.private, cert: authority.cert },
      extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'stripe.test' }] }],
    });
    const { ports } = await sandboxPorts();
    const gateway = createHttpsServer({ cert, key }, (request, response) => {
      const { method, url, headers } = request;
      const target = new URL(url ?? '', `http://127.0.0.1:${ports.stripe}`);
      request.pipe(
        httpRequest(target, { method, headers }, (answer) => {
          response.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(response);
        }).on('error', () => response.destroy()),
      );
    }).listen(0, '127.0.0.1');
    await once(gateway, 'listening');
    await using proxy = await startProxy({ portOf: () => (gateway.address() as AddressInfo).port });
    const proxied = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` };
    const ask = async (environment: Readonly<Record<string, string>>) => {
      useNetwork(parseNetwork(environment));
      await using running = await startGraph({
        sandbox: { ports },
        environment: { STRIPE_API_BASE: 'https://stripe.test' },
        spoiled: true,
      });
      const { data, errors } = await running.ask(view, { as: 'admin@demo' });
      return { invoices: data.account.billing?.invoices, codes: errors.map(({ extensions }) => extensions.code) };
    };
    expect(await ask(proxied)).toEqual({ invoices: null, codes: ['UPSTREAM_UNAVAILABLE'] });
    const file = join(mkdtempSync(join(tmpdir(), 'authority-')), 'ca.pem');
    writeFileSync(file, authority.cert);
    expect(await ask({ ...proxied, NODE_EXTRA_CA_CERTS: file })).toMatchObject({
      invoices: { edges: [{}] },
      codes: [],
    });
    gateway.closeAllConnections();
    gateway.close();
  }, 60_000);
});

test('unusable network variables are named without their values', () => {
  const parse = () =>
    parseNetwork({ HTTPS_PROXY: 'ftp://graph:s3cret@proxy', NODE_EXTRA_CA_CERTS: '/nowhere/ca.pem', NO_PROXY: '*' });
  expect(parse).toThrow(ConfigurationError);
  expect(parse).toThrow(/HTTPS_PROXY: must be the http\(s\) URL of a proxy\n.*NODE_EXTRA_CA_CERTS: cannot be read/);
  expect(parse).not.toThrow(/s3cret/);
  expect(parseNetwork({ HTTPS_PROXY: 'proxy.corp:3128' }).httpsProxy).toBe('http://proxy.corp:3128');
});

/** Object storage that accepts everything. */
async function startStorage() {
  const server = createHttpServer((request, response) => void request.resume().on('end', () => response.end()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
