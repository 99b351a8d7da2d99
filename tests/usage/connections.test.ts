import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { generate } from 'selfsigned';
import { connectionsOf, postgresUrl } from '@customer-graph/postgres/url';
import { silentLog } from '@customer-graph/process/log';
import { GraphError } from '@customer-graph/protocol/errors';
import { createDatabase } from '../../subgraphs/usage/postgres/client.ts';
import { startPostgresFront } from '../support/postgres-front.ts';
import { freePort } from '../support/processes.ts';
import { testDatabase } from '../support/product.ts';

const certificate = async (address: string) => {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'database' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip: address }] },
    ],
  });
  const file = join(mkdtempSync(join(tmpdir(), 'certificate-')), 'root.crt');
  writeFileSync(file, cert);
  return { cert, key, file };
};

/** The test database at other ports. */
const at = (ports: readonly number[], query = ''): string => {
  const url = new URL(testDatabase());
  const user = `${url.username}${url.password && `:${url.password}`}${url.username && '@'}`;
  return `postgres://${user}${ports.map((port) => `127.0.0.1:${port}`).join()}${url.pathname}?${query}`;
};

async function ask(url: string, text = 'select $1::int as one'): Promise<unknown> {
  await using database = createDatabase({ url, statementTimeoutMs: 5_000, poolSize: 1, log: silentLog });
  return await database.query(text, [1]).then(
    (rows) => rows,
    (error: unknown) => (error instanceof GraphError ? error.code : String(error)),
  );
}
const one = [{ one: 1 }];

describe('TLS modes are those of libpq', () => {
  test.each([
    // mode, certificate for, root certificate given, connects
    ['require', '127.0.0.2', false, true],
    ['require', '127.0.0.2', true, true],
    ['prefer', '127.0.0.2', false, true],
    ['verify-ca', '127.0.0.2', true, true],
    ['verify-full', '127.0.0.2', true, false],
    ['verify-full', '127.0.0.1', true, true],
    ['verify-full', '127.0.0.1', false, false],
  ] as const)(
    'sslmode=%s, certificate for %s, root certificate %s: %s',
    async (mode, address, hasRoot, connects) => {
      const tls = await certificate(address);
      await using front = await startPostgresFront({ url: testDatabase(), tls });
      const answer = await ask(at([front.port], `sslmode=${mode}${hasRoot ? `&sslrootcert=${tls.file}` : ''}`));
      expect(answer).toEqual(connects ? one : expect.stringMatching(/^UPSTREAM_UNAVAILABLE/));
      expect(front.seen.plain).toBe(0);
      expect(front.seen.encrypted).toBeGreaterThan(0);
    },
    60_000,
  );

  test('prefer goes on without TLS where the server has none, and require does not', async () => {
    await using front = await startPostgresFront({ url: testDatabase() });
    expect(await ask(at([front.port], 'sslmode=prefer'))).toEqual(one);
    expect(await ask(at([front.port], 'sslmode=require'))).toMatch(/^UPSTREAM_UNAVAILABLE/);
  }, 60_000);

  test('a wrong URL is reported without its password', () => {
    for (const [url, problem] of [
      ['postgres://u:s3cret@h/db?sslmode=verify-ca', 'sslmode=verify-ca needs sslrootcert'],
      [
        'postgres://u:s3cret@h/db?sslmode=verify-full&sslrootcert=/none',
        'names a certificate file that cannot be read',
      ],
      ['mysql://u:s3cret@h/db', 'must be a postgres:// URL'],
      ['postgres://u:s3cret@h/db?target_session_attrs=best', 'must be a postgres:// URL'],
    ] as const)
      expect(postgresUrl.safeParse(url).error?.issues.map(({ message }) => message)).toEqual([problem]);
  });
});

describe('several hosts', () => {
  test('are tried in turn', async () => {
    await using front = await startPostgresFront({ url: testDatabase() });
    expect(await ask(at([await freePort(), front.port]))).toEqual(one);
    expect(await ask(at([front.port], 'target_session_attrs=primary'))).toEqual(one);
    expect(await ask(at([front.port], 'target_session_attrs=prefer-standby'))).toEqual(one);
    expect(await ask(at([front.port], 'target_session_attrs=standby'))).toMatch(/^UPSTREAM_UNAVAILABLE/);
  }, 60_000);

  test('stand in one URL, in both of libpq’s notations', () => {
    for (const url of ['postgres://u:p%40@a:1,[::1]:2/db', 'postgres://u:p%40@/db?host=a,[::1]&port=1,2'])
      expect(connectionsOf(url)?.urls).toEqual(['postgres://u:p%40@a:1/db?', 'postgres://u:p%40@[::1]:2/db?']);
  });
});

test.each(['08P01', '0A000'])(
  'a pooler that refuses startup options (%s) gets them after connecting',
  async (code) => {
    await using front = await startPostgresFront({ url: testDatabase(), refusesOptions: code });
    const settings = `select current_setting('TimeZone') as zone, current_setting('default_transaction_read_only') as readonly, $1::int as one`;
    expect(await ask(at([front.port]), settings)).toEqual([{ zone: 'UTC', readonly: 'on', one: 1 }]);
    expect(front.seen.refused).toBe(1);
  },
  60_000,
);

test('a statement that a replica cancels for its recovery is tried once more', async () => {
  await using front = await startPostgresFront({ url: testDatabase(), failsOnce: '40001' });
  expect(await ask(at([front.port]))).toEqual(one);
}, 60_000);
