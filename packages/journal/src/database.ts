import { join } from 'node:path';
import type pg from 'pg';
import type { Logger } from 'pino';
import { createPostgresPool } from '@customer-graph/postgres/pool';
import { reasonOf } from '@customer-graph/process/reason-of';
import type { JournalConfig } from './config.ts';
import { startEmbedded } from './embedded.ts';
import { tables } from './tables.ts';

/** An opened journal database with its tables. */
export interface Database extends AsyncDisposable {
  readonly pool: pg.Pool;
}

const connections = 10;
/** The embedded database has one session. Messages of a second connection would mix with those of the first. */
const embeddedConnections = 1;
/** How long a query waits for a connection, in milliseconds. */
const connectMs = 10_000;

/**
 * Connects to the configured database, or starts an embedded one, and creates missing tables.
 *
 * @param name the subdirectory of an embedded database, so that two processes never open the same files
 */
export async function openDatabase(config: JournalConfig, name: string, log: Logger): Promise<Database> {
  const embedded =
    config.databaseUrl === null
      ? await startEmbedded(config.directory === null ? null : join(config.directory, name))
      : null;
  const pool = createPostgresPool({
    url: embedded?.url ?? config.databaseUrl ?? '',
    max: embedded ? embeddedConnections : connections,
    connectionTimeoutMillis: connectMs,
    allowExitOnIdle: true,
  });
  // Without a listener, an error on an idle connection would end the process.
  pool.on('error', (error) => log.warn({ reason: reasonOf(error) }, 'journal connection lost'));
  const close = async () => {
    await pool.end();
    await embedded?.[Symbol.asyncDispose]();
  };
  try {
    for (const statement of tables) await pool.query(statement);
  } catch (error) {
    await close();
    throw error;
  }
  return { pool, [Symbol.asyncDispose]: close };
}
