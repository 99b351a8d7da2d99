import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { killAtEachCall } from './kill.ts';
import { writes } from './writes.ts';

/**
 * Kills the process at each call of a write over several systems, restarts it, and checks that the write has exactly one
 * effect. Reads are calls before any effect. Writes are calls that the vendor has carried out but whose response is slow,
 * so the process is killed before it arrives.
 *
 *   npm run test:kill [-- --quick]     --quick: two kinds of writes, on the embedded journal
 */
const isQuick = process.argv.includes('--quick');
const startedAt = Date.now();
const failures = (
  await killAtEachCall(
    { JOURNAL_DIRECTORY: mkdtempSync(join(tmpdir(), 'journal-')) },
    isQuick ? writes.slice(0, 2) : writes,
  )
).map((each) => `embedded: ${each}`);
const server = process.env.JOURNAL_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const admin = new pg.Client({ connectionString: server, connectionTimeoutMillis: 2_000 });
if (
  !isQuick &&
  (await admin.connect().then(
    () => true,
    () => false,
  ))
) {
  const name = `kill_${process.pid}`;
  await admin.query(`create database ${name}`);
  const database = new URL(server);
  database.pathname = `/${name}`;
  try {
    failures.push(
      ...(await killAtEachCall({ JOURNAL_DATABASE_URL: database.toString() }, writes)).map(
        (each) => `Postgres: ${each}`,
      ),
    );
  } finally {
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  }
} else if (!isQuick) process.stdout.write('no Postgres is available: tested on the embedded journal only\n');
const points = (isQuick ? writes.slice(0, 2) : writes).reduce((sum, write) => sum + write.points.length, 0);
process.stdout.write(
  `${failures.length} failures at ${points} calls, ${Math.round((Date.now() - startedAt) / 1_000)} s\n${failures.map((each) => `  ${each}\n`).join('')}`,
);
process.exit(failures.length > 0 ? 1 : 0);
