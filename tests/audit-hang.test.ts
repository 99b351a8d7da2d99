import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { noKeys } from '../gateway/audit/keys.ts';
import { verifyAudit } from '../gateway/audit/verify.ts';
import { companyId, companyIndex } from '../sandbox/seed/company.ts';
import { postgresAuditPlaces } from './support/audit-places.ts';
import { startGraph, type Graph } from './support/graph.ts';

const demo = companyId(companyIndex.demo);

/** A relay to a database that can stop to pass anything on, as a host does that is frozen or cut off. */
async function startRelay(url: string) {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let isFrozen = false;
  const server = createServer((client) => {
    const database = connect(Number(target.port), target.hostname);
    for (const [from, to] of [
      [client, database],
      [database, client],
    ] as const) {
      sockets.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => to.destroy());
      from.on('data', (chunk: Buffer) => {
        if (!isFrozen) to.write(chunk);
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const own = new URL(url);
  own.port = String((server.address() as AddressInfo).port);
  return {
    url: own.href,
    freeze: () => void (isFrozen = true),
    thaw: () => void (isFrozen = false),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A server that accepts connections and never answers. */
async function startSilentServer() {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.resume();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `postgres://graph@127.0.0.1:${(server.address() as AddressInfo).port}/audit?sslmode=disable`,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

const limitMs = 3_000;

async function timed<T>(work: Promise<T>): Promise<{ readonly value: T; readonly ms: number }> {
  const startedAt = Date.now();
  const value = await work;
  return { value, ms: Date.now() - startedAt };
}

const readBilling = (graph: Graph) =>
  timed(graph.ask(`{ account(id: "${demo}") { billing { balance { amount } } } }`, { as: 'admin@demo' }));
const change = (graph: Graph) =>
  timed(
    graph.ask(`mutation { updateAccount(input: { accountId: "${demo}", phone: "1" }) { account { id } } }`, {
      as: 'admin@demo',
    }),
  );
const health = async (graph: Graph) => (await fetch(`${graph.url}/health/ready`)).json();

/** Waits until the gateway has found out that the trail can be written again. */
async function untilWorking(graph: Graph): Promise<void> {
  for (let tried = 0; tried < 300; tried += 1) {
    if (((await health(graph)) as { status: string }).status === 'ready') return;
    await delay(100);
  }
  throw new Error('the audit trail is not in use again');
}

async function expectBounded(graph: Graph): Promise<void> {
  for (let index = 0; index < 3; index += 1) {
    const read = await readBilling(graph);
    expect(read.value.errors).toEqual([]);
    expect(read.ms).toBeLessThan(limitMs);
  }
  const { value, ms } = await change(graph);
  expect(value.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE', retryable: true } }]);
  expect(ms).toBeLessThan(limitMs + 500);
  expect(graph.calls('hubspot').filter((call) => call.includes('PATCH'))).toEqual([]);
  expect(await health(graph)).toEqual({ status: 'degraded', unavailable: ['audit trail'] });
}

describe('while the audit trail’s Postgres hangs', () => {
  test('from the start: reads are answered in time, changes are refused in time, and health says degraded', async () => {
    await using silent = await startSilentServer();
    await using graph = await startGraph({
      environment: { AUDIT_DATABASE_URL: silent.url, REQUEST_TIMEOUT: String(limitMs) },
    });
    await expectBounded(graph);
  });

  test('after it answered: as from the start, and changes are made again once it answers', async () => {
    await using places = await postgresAuditPlaces();
    await using place = await places.create();
    await using relay = await startRelay(place.url);
    await using graph = await startGraph({
      environment: { AUDIT_DATABASE_URL: relay.url, REQUEST_TIMEOUT: String(limitMs) },
    });
    expect((await change(graph)).value.errors).toEqual([]);
    expect(await health(graph)).toEqual({ status: 'ready' });
    graph.sandbox.calls.clear();
    relay.freeze();
    await expectBounded(graph);
    relay.thaw();
    await untilWorking(graph);
    expect((await change(graph)).value.errors).toEqual([]);
    await using store = await place.open();
    expect((await verifyAudit({ store, keys: noKeys, retentionDays: 400 })).problems).toEqual([]);
  }, 40_000);
});
