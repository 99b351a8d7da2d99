import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { exportJWK, exportSPKI, generateKeyPair, importJWK, SignJWT, type JWK } from 'jose';
import { startGraph, type Graph } from './support/graph.ts';

const encode = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

let graph: Graph;
let claims: Record<string, unknown>;
let header: Record<string, unknown>;
let published: JWK;
beforeAll(async () => {
  graph = await startGraph();
  const [head = '', body = ''] = (await graph.sandbox.token('admin@demo')).split('.');
  header = JSON.parse(Buffer.from(head, 'base64url').toString()) as Record<string, unknown>;
  claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>;
  const { keys } = (await (await fetch(`${graph.sandbox.urls.identity}/jwks`)).json()) as { keys: JWK[] };
  published = keys[0] ?? {};
  await graph.ask('{ plans { key } }', { as: 'admin@demo' });
});
afterAll(() => graph[Symbol.asyncDispose]());

const askWith = async (token: string) =>
  (await graph.ask('{ plans { key } viewer { kind } }', { headers: { authorization: `Bearer ${token}` } })).status;
const hmac = (head: object, secret: string | Buffer): string => {
  const signed = `${encode(head)}.${encode(claims)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
};

/** A key server that records requests: the gateway must not fetch URLs from a token. */
async function bait() {
  const visits: string[] = [];
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: 'bait', alg: 'ES256', use: 'sig' };
  const server = createServer((request, response) => {
    visits.push(request.url ?? '');
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [jwk] }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  return { url, visits, privateKey, jwk, [Symbol.asyncDispose]: async () => void server.close() };
}

describe('a forged token', () => {
  test('with a valid signature is accepted, which makes the tests below meaningful', async () => {
    expect(await askWith(await graph.sandbox.token('admin@demo'))).toBe(200);
  });

  test.each<[string, () => Promise<string> | string]>([
    ['alg none', () => `${encode({ alg: 'none', typ: 'at+jwt' })}.${encode(claims)}.`],
    ['alg none and a signature', () => `${encode({ ...header, alg: 'none' })}.${encode(claims)}.${encode('x')}`],
    ['HS256 with the public key as JWK', () => hmac({ ...header, alg: 'HS256' }, JSON.stringify(published))],
    [
      'HS256 with the public key as PEM',
      async () =>
        hmac(
          { ...header, alg: 'HS256' },
          await exportSPKI(
            (await importJWK(published, 'ES256', { extractable: true })) as Awaited<
              ReturnType<typeof generateKeyPair>
            >['publicKey'],
          ),
        ),
    ],
    ['HS256 with an empty secret', () => hmac({ ...header, alg: 'HS256' }, Buffer.alloc(0))],
    [
      'another key under a known kid',
      async () =>
        new SignJWT(claims)
          .setProtectedHeader({ alg: 'ES256', kid: String(header.kid), typ: 'at+jwt' })
          .sign((await generateKeyPair('ES256')).privateKey),
    ],
    [
      'a kid that is a path',
      async () =>
        new SignJWT(claims)
          .setProtectedHeader({ alg: 'ES256', kid: '../../etc/passwd', typ: 'at+jwt' })
          .sign((await generateKeyPair('ES256')).privateKey),
    ],
    [
      'a changed claim',
      async () => {
        const [head = '', , signature = ''] = (await graph.sandbox.token('member@demo')).split('.');
        return `${head}.${encode({ ...claims, staff_roles: ['ADMIN'] })}.${signature}`;
      },
    ],
    ['no signature', async () => (await graph.sandbox.token('admin@demo')).split('.').slice(0, 2).join('.')],
    [
      'an unknown critical header',
      async () => {
        const { privateKey } = await generateKeyPair('ES256');
        return new SignJWT(claims)
          .setProtectedHeader({ alg: 'ES256', kid: String(header.kid), crit: ['b64'], b64: true })
          .sign(privateKey);
      },
    ],
  ])('is rejected: %s', async (_case, forge) => {
    graph.sandbox.calls.clear();
    expect(await askWith(await forge())).toBe(401);
    expect(
      graph.calls().filter((call) => !call.startsWith('identity GET /jwks') && !call.includes('to_regclass')),
    ).toEqual([]);
  });

  test.each(['jku', 'x5u', 'jwk', 'iss', 'kid'])(
    'is rejected, and the address in its %s is not fetched',
    async (field) => {
      await using other = await bait();
      const names: Record<string, object> = {
        jku: { jku: `${other.url}/jwks`, kid: 'bait' },
        x5u: { x5u: `${other.url}/cert`, kid: 'bait' },
        jwk: { jwk: other.jwk },
        iss: { kid: 'bait' },
        kid: { kid: `${other.url}/jwks` },
      };
      const forged = await new SignJWT({ ...claims, ...(field === 'iss' && { iss: other.url }) })
        .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', ...names[field] })
        .sign(other.privateKey);
      expect(await askWith(forged)).toBe(401);
      expect(other.visits).toEqual([]);
    },
  );
});

describe('a token’s claims', () => {
  const now = Math.floor(Date.now() / 1_000);
  test.each<[string, Record<string, unknown>]>([
    ['another issuer', { iss: 'https://issuer.example' }],
    ['another audience', { aud: 'somebody-else' }],
    ['no audience', { aud: undefined }],
    ['an expiry in the past', { exp: now - 60 }],
    ['no expiry', { exp: undefined }],
    ['a future nbf', { nbf: now + 3_600 }],
    ['an expiry that is not a number', { exp: 'tomorrow' }],
  ])('are rejected with %s', async (_case, changed) => {
    const { status } = await graph.ask('{ plans { key } }', {
      as: Object.fromEntries([['sub', 'auth0|demo-admin'], ...Object.entries(changed)]),
    });
    expect(status).toBe(401);
  });

  test.each(['logout+jwt', 'dpop+jwt', 'secevent+jwt', 'id+jwt'])('rejects a token of the type %s', async (typ) => {
    const { status } = await graph.ask('{ plans { key } }', {
      headers: { authorization: `Bearer ${await graph.sandbox.token('admin@demo', { typ })}` },
    });
    expect(status).toBe(401);
  });

  test.each(['at+jwt', 'AT+JWT', 'application/at+jwt', 'JWT'])('accepts a token of the type %s', async (typ) => {
    const { status } = await graph.ask('{ plans { key } }', {
      headers: { authorization: `Bearer ${await graph.sandbox.token('admin@demo', { typ })}` },
    });
    expect(status).toBe(200);
  });
});

const askAs = async (asked: Graph, token: string): Promise<number> =>
  (await asked.ask('{ plans { key } }', { headers: { authorization: `Bearer ${token}` } })).status;

/** Makes tokens with an invented key id. */
async function forgerOf({ sandbox }: Graph): Promise<(kid: string) => string> {
  const [, body = '', signature = ''] = (await sandbox.token('admin@demo')).split('.');
  return (kid) => `${encode({ alg: 'ES256', kid })}.${body}.${signature}`;
}

describe('the provider’s keys', () => {
  test('stay valid while the provider is unavailable; tokens with unknown keys are rejected', async () => {
    await using fresh = await startGraph();
    const token = await fresh.sandbox.token('admin@demo');
    const ask = async (given: string) =>
      (await fresh.ask('{ plans { key } }', { headers: { authorization: `Bearer ${given}` } })).status;
    expect(await ask(token)).toBe(200);
    await fresh.sandbox.setFaults([{ vendor: 'identity', kind: 'refuse' }]);
    const now = Date.now();
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => now + 1_800_000);
    try {
      expect(await ask(token)).toBe(200);
      expect(await ask(token)).toBe(200);
      const [, body = '', signature = ''] = token.split('.');
      expect(await ask(`${encode({ alg: 'ES256', kid: 'unknown' })}.${body}.${signature}`)).toBe(401);
    } finally {
      clock.mockRestore();
    }
  });

  test('a thousand unknown key ids cause a few fetches', async () => {
    await using fresh = await startGraph();
    const forge = await forgerOf(fresh);
    expect((await fresh.ask('{ plans { key } }', { as: 'admin@demo' })).status).toBe(200);
    fresh.sandbox.calls.clear();
    const statuses = new Set<number>();
    for (let batch = 0; batch < 10; batch += 1) {
      const answers = await Promise.all(
        Array.from({ length: 100 }, (_, index) => askAs(fresh, forge(`unknown-${batch}-${index}`))),
      );
      for (const status of answers) statuses.add(status);
    }
    expect([...statuses]).toEqual([401]);
    const fetches = fresh.calls('identity');
    expect(new Set(fetches)).toEqual(new Set(['identity GET /jwks']));
    expect(fetches.length).toBeLessThanOrEqual(5);
  });

  test('a repeated unknown key id causes one fetch', async () => {
    await using fresh = await startGraph();
    const forge = await forgerOf(fresh);
    expect((await fresh.ask('{ plans { key } }', { as: 'admin@demo' })).status).toBe(200);
    fresh.sandbox.calls.clear();
    for (let count = 0; count < 5; count += 1) expect(await askAs(fresh, forge('unknown'))).toBe(401);
    expect(fresh.calls('identity')).toEqual(['identity GET /jwks']);
  });

  test('a rotated key is accepted at once after tokens with unknown keys', async () => {
    await using fresh = await startGraph();
    const forge = await forgerOf(fresh);
    expect((await fresh.ask('{ plans { key } }', { as: 'admin@demo' })).status).toBe(200);
    expect(await askAs(fresh, forge('unknown'))).toBe(401);
    expect(await askAs(fresh, forge('unknown-too'))).toBe(401);
    await fetch(`${fresh.sandbox.urls.control}/identity/rotate`, { method: 'POST' });
    expect((await fresh.ask('{ plans { key } }', { as: 'admin@demo' })).status).toBe(200);
  });

  test('a rotated key is accepted within seconds after a flood of unknown keys', async () => {
    await using fresh = await startGraph();
    const forge = await forgerOf(fresh);
    expect((await fresh.ask('{ plans { key } }', { as: 'admin@demo' })).status).toBe(200);
    for (let count = 0; count < 50; count += 1) await askAs(fresh, forge(`unknown-${count}`));
    await fetch(`${fresh.sandbox.urls.control}/identity/rotate`, { method: 'POST' });
    const now = Date.now();
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => now + 15_000);
    try {
      expect((await fresh.ask('{ plans { key } }', { as: 'admin@demo' })).status).toBe(200);
    } finally {
      clock.mockRestore();
    }
  });
});
