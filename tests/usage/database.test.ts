import { describe, expect, test } from '@jest/globals';
import { silentLog } from '@customer-graph/process/log';
import { withUpstreamContext } from '@customer-graph/upstream/context';
import { createDatabase, type Database } from '../../subgraphs/usage/postgres/client.ts';
import { testDatabase } from '../support/product.ts';

/** Skipped on an embedded database, which has one session and no statement timeout. */
const onPostgres = process.env.PRODUCT_DATABASE_URL ? test : test.skip;

const open = (options: { statementTimeoutMs?: number; poolSize?: number; suffix?: string } = {}): Database =>
  createDatabase({
    url: testDatabase() + (options.suffix ?? ''),
    statementTimeoutMs: options.statementTimeoutMs ?? 2_000,
    poolSize: options.poolSize ?? 2,
    log: silentLog,
  });

const within = <T>(milliseconds: number, run: () => Promise<T>): Promise<T> =>
  withUpstreamContext(
    { deadline: Date.now() + milliseconds, traceId: 'test', inFlight: new Map(), count: { calls: 0 } },
    run,
  );

describe('the product database', () => {
  onPostgres('is read-only even if the URL sets other session options', async () => {
    for (const suffix of [
      '',
      '?options=-c%20default_transaction_read_only%3Doff',
      '?options=-c%20search_path%3Dapp&statement_timeout=0',
    ]) {
      await using database = open({ suffix, statementTimeoutMs: 300 });
      await expect(database.query('create table tried (id int)', [])).rejects.toMatchObject({
        code: expect.stringMatching(/^UPSTREAM_/),
      });
      await expect(database.query('select pg_sleep(5)', [])).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
      expect(await database.query("select current_setting('TimeZone') as zone", [])).toEqual([{ zone: 'UTC' }]);
    }
    await using database = open({ suffix: '?options=-c%20search_path%3Dapp' });
    expect(await database.query('select count(*)::int as count from workspaces', [])).toEqual([{ count: 3 }]);
  });

  onPostgres('serves new requests while statements of timed-out requests are still running', async () => {
    await using database = open({ statementTimeoutMs: 2_000, poolSize: 2 });
    const slow = await Promise.allSettled(
      Array.from({ length: 8 }, () => within(200, () => database.query('select pg_sleep(1.5)', []))),
    );
    expect(slow.every(({ status }) => status === 'rejected')).toBe(true);
    expect(await within(1_000, () => database.query('select 1 as one', []))).toEqual([{ one: 1 }]);
  });

  onPostgres('reconnects after a lost connection', async () => {
    await using database = open({ poolSize: 1 });
    await using other = open();
    const [row] = await database.query('select pg_backend_pid() as pid', []);
    await other.query('select pg_terminate_backend($1)', [row?.pid]);
    expect(await database.query('select 1 as one', [])).toEqual([{ one: 1 }]);
  });

  test('answers concurrent statements, each with its own parameters', async () => {
    await using database = open({ poolSize: 5, statementTimeoutMs: 20_000 });
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, n) =>
        database.query('select $1::int as n, $2::text as text', [n, 'x'.repeat(n * 500)]),
      ),
    );
    expect(answers.map(([row]) => [row?.n, String(row?.text).length])).toEqual(
      answers.map((_answer, n) => [n, n * 500]),
    );
  });

  test('unavailable, gives a documented error code within the deadline', async () => {
    await using database = createDatabase({
      url: 'postgres://nobody:secret@127.0.0.1:1/none',
      statementTimeoutMs: 500,
      poolSize: 1,
      log: silentLog,
    });
    const failed = database.query('select 1', []);
    await expect(failed).rejects.toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      extensions: { system: 'PRODUCT', retryable: true },
    });
    await expect(failed).rejects.not.toMatchObject({ message: expect.stringContaining('secret') });
  });
});
