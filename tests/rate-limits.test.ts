import { createConnection, createServer, type Socket } from 'node:net';
import { once } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { companyId, companyIndex } from '../sandbox/seed/company.ts';
import { identities } from '../sandbox/identity/identities.ts';
import { rateKeyOf } from '../gateway/limits/rate-key.ts';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSingleProcess } from '../processes/single-process.ts';
import { silentLog } from '@customer-graph/process/log';
import { createAsk, noPace, startGraph, type Graph } from './support/graph.ts';

const demo = companyId(companyIndex.demo);
const plans = '{ plans { key } }';
const account = `{ account(id: "${demo}") { name } }`;
const phone = `mutation { updateAccount(input: { accountId: "${demo}", phone: "1" }) { account { id } userErrors { code } } }`;

const withQuotas = (quotas: string, environment: Record<string, string> = {}) =>
  startGraph({ environment: { RATE_QUOTAS: quotas, ...environment } });
const statuses = async (count: number, ask: () => ReturnType<Graph['ask']>): Promise<number[]> => {
  const found: number[] = [];
  for (let index = 0; index < count; index += 1) found.push((await ask()).status);
  return found;
};

describe('a caller', () => {
  test('gets the quota in headers, and 429 above it', async () => {
    await using graph = await withQuotas('CUSTOMER=7');
    const first = await graph.ask(plans, { as: 'member@demo' });
    // Three units: one for the operation, two for its possible vendor calls.
    expect(first.headers.get('ratelimit-policy')).toBe('"principal";q=7;w=60');
    expect(first.headers.get('ratelimit')).toMatch(/^"principal";r=4;t=\d+$/);
    expect((await graph.ask(plans, { as: 'member@demo' })).status).toBe(200);
    graph.sandbox.calls.clear();
    const { status, headers, errors, data } = await graph.ask(plans, { as: 'member@demo' });
    expect({ status, data }).toEqual({ status: 429, data: undefined });
    expect(errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED', retryable: true } }]);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(60);
    expect(graph.calls().filter((call) => !call.includes('to_regclass'))).toEqual([]);
    // Callers have separate counters, and each kind of caller its own quota.
    expect((await graph.ask(plans, { as: 'billing@demo' })).status).toBe(200);
    expect((await graph.ask(plans, { as: 'staff:admin' })).status).toBe(200);
    expect((await graph.ask(plans)).status).toBe(200);
  });

  test('without a token is counted by address, and X-Forwarded-For counts only from a trusted proxy', async () => {
    await using graph = await withQuotas('ANONYMOUS=7');
    expect(
      await statuses(4, () =>
        graph.ask(plans, { headers: { 'x-forwarded-for': `10.0.0.${Math.floor(Math.random() * 250)}` } }),
      ),
    ).toEqual([200, 200, 429, 429]);
    await using proxied = await withQuotas('ANONYMOUS=7', { TRUSTED_PROXIES: '127.0.0.1' });
    expect(await statuses(3, () => proxied.ask(plans, { headers: { 'x-forwarded-for': '10.0.0.1' } }))).toEqual([
      200, 200, 429,
    ]);
    expect((await proxied.ask(plans, { headers: { 'x-forwarded-for': '10.0.0.2' } })).status).toBe(200);
  });

  test('with an IPv6 address is counted by its /64 network', () => {
    expect(['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::1', '2001:0db8:0001:0002:ffff::'].map(rateKeyOf)).toEqual(
      Array.from({ length: 3 }, () => '2001:0db8:0001:0002::/64'),
    );
    expect([rateKeyOf('::1'), rateKeyOf('::ffff:10.0.0.1'), rateKeyOf('10.0.0.1')]).toEqual([
      '0000:0000:0000:0000::/64',
      '10.0.0.1',
      '10.0.0.1',
    ]);
  });

  test('is counted for operations that cannot be parsed', async () => {
    await using graph = await withQuotas('CUSTOMER=3');
    expect(await statuses(4, () => graph.ask('{ nonsense', { as: 'admin@demo' }))).toEqual([400, 400, 400, 429]);
    expect((await graph.ask(plans)).status).toBe(200);
  });

  test('with repeated invalid tokens gets 429', async () => {
    await using graph = await withQuotas('ANONYMOUS=5');
    expect(await statuses(7, () => graph.ask(plans, { headers: { authorization: 'Bearer nonsense' } }))).toEqual([
      401, 401, 401, 401, 401, 429, 429,
    ]);
    expect((await graph.ask(plans, { as: 'admin@demo' })).status).toBe(200);
  });
});

describe('an account', () => {
  test('has one quota for all of its members', async () => {
    await using graph = await withQuotas('TENANT=25');
    const first = await graph.ask(account, { as: 'admin@demo' });
    expect(first.headers.get('ratelimit')).toMatch(/^"principal";r=\d+;t=\d+, "tenant";r=16;t=\d+$/);
    expect((await graph.ask(account, { as: 'member@demo' })).status).toBe(200);
    expect((await graph.ask(account, { as: 'billing@demo' })).status).toBe(429);
    expect(
      (await graph.ask(`{ account(id: "${companyId(companyIndex.other)}") { name } }`, { as: 'admin@other' })).status,
    ).toBe(200);
  });
});

/** A proxy in front of Redis whose connections can be closed. */
async function startRedisProxy(url: string) {
  const sockets = new Set<Socket>();
  const target = new URL(url);
  const server = createServer((client) => {
    const upstream = createConnection(Number(target.port || 6379), target.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => (client.destroy(), upstream.destroy()));
    }
    client.pipe(upstream).pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `redis://127.0.0.1:${port}/15`,
    async cut() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
    async restore() {
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

const redisUrl = process.env.REDIS_URL;
const describeRedis = redisUrl ? describe : describe.skip;

describeRedis('with Redis', () => {
  const person = () => ({
    ...identities['staff:admin'],
    ...Object.fromEntries([['sub', `staff|${crypto.randomUUID()}`]]),
  });
  const forget = async () => {
    const redis = new Redis(`${redisUrl ?? ''}/15`);
    const keys = await redis.keys('rate:*');
    if (keys.length > 0) await redis.del(keys);
    redis.disconnect();
  };
  const until = async (isTrue: () => Promise<boolean>): Promise<void> => {
    for (let tried = 0; tried < 100; tried += 1) {
      if (await isTrue()) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('the condition was not met within 5 seconds');
  };

  test('two gateways share their counters', async () => {
    await forget();
    const environment = { REDIS_URL: `${redisUrl ?? ''}/15` };
    await using one = await withQuotas('STAFF=7', environment);
    await using two = await withQuotas('STAFF=7', environment);
    const as = person();
    // Until the connection to Redis is made, a gateway counts locally.
    await until(async () => (await one.ask(plans, { as: person() })).status === 200);
    expect((await one.ask(plans, { as })).headers.get('ratelimit')).toMatch(/r=4/);
    expect((await two.ask(plans, { as })).headers.get('ratelimit')).toMatch(/r=1/);
    expect((await one.ask(plans, { as })).status).toBe(429);
    expect((await two.ask(plans, { as })).status).toBe(429);
  });

  test('a role changed through one gateway takes effect in another that started while Redis was unavailable', async () => {
    await using proxy = await startRedisProxy(redisUrl ?? '');
    await proxy.cut();
    await using other = await startGraph({ environment: { REDIS_URL: proxy.url } });
    // A second gateway over the same sandbox.
    const environment = {
      ...other.sandbox.environment,
      PORT: '0',
      AUDIT_DIRECTORY: mkdtempSync(join(tmpdir(), 'audit-')),
      REDIS_URL: `${redisUrl ?? ''}/15`,
      ...noPace,
    };
    await using one = await startSingleProcess({ environment, log: silentLog });
    const askOne = createAsk(one.url, other.sandbox);
    await proxy.restore();
    const billing = `{ account(id: "${demo}") { billing { id } } }`;
    const isOpen = async () => (await other.ask(billing, { as: 'member@demo' })).errors.length === 0;
    expect(await isOpen()).toBe(false);
    const mara = (await other.ask('{ viewer { member { id } } }', { as: 'member@demo' })).data.viewer.member
      .id as string;
    const change = (role: string) =>
      askOne(
        `mutation { changeMemberRole(input: { accountId: "${demo}", memberId: "${mara}", role: ${role} }) { member { role } } }`,
        { as: 'admin@demo' },
      );
    // Repeats the change until the other gateway has reconnected, which takes less time than memberships are cached.
    await until(async () => {
      await change('BILLING');
      if (await isOpen()) return true;
      await change('MEMBER');
      return false;
    });
  });

  test('an outage of Redis refuses mutations and counts reads locally, until the connection is back', async () => {
    await forget();
    await using proxy = await startRedisProxy(redisUrl ?? '');
    await using graph = await withQuotas('STAFF=100', { REDIS_URL: proxy.url });
    const as = person();
    await until(async () => (await graph.ask(phone, { as })).status === 200);
    await proxy.cut();
    graph.sandbox.calls.clear();
    const refused = await graph.ask(phone, { as });
    expect(refused.data ?? null).toBeNull();
    expect(refused.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE', retryable: true } }]);
    expect(graph.calls('hubspot').filter((call) => call.includes('PATCH'))).toEqual([]);
    const read = await graph.ask(account, { as });
    expect(read.errors).toEqual([]);
    expect(read.headers.get('ratelimit')).toMatch(/"principal";r=\d+/);
    // The local counter limits as well.
    const asked = await statuses(15, () => graph.ask(account, { as }));
    expect(asked[0]).toBe(200);
    expect(asked.at(-1)).toBe(429);
    await proxy.restore();
    await until(async () => (await graph.ask(phone, { as: person() })).errors.length === 0);
  });
});
