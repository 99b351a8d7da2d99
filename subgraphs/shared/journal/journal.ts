import { join } from 'node:path';
import pg from 'pg';
import type { Logger } from 'pino';
import { GraphError } from '../errors.ts';
import type { JournalConfig } from './config.ts';
import { startEmbedded, type EmbeddedDatabase } from './embedded.ts';
import { tables } from './tables.ts';

/**
 * What is needed to finish what was promised, and no more: hashes, ids, counts, codes and the sentences of refusals. Opened when it is first asked for, so that whoever only reads waits for
 * nothing; while it cannot be reached, nothing is begun that it would have to finish.
 */
export interface Journal extends AsyncDisposable {
  /** Whether it is a database of this process's own. */
  readonly isEmbedded: boolean;
  /** Its connections, for those who bring tables of their own. */
  pool(): Promise<pg.Pool>;
  query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

export interface JournalOptions {
  readonly config: JournalConfig;
  /** Whose it is: embedded ones that lie in one directory must not meet. */
  readonly name: string;
  readonly log: Logger;
}

const hour = 3_600_000;
const connections = 10;
/** An embedded database has one session, whatever connects: a second connection would speak in between the first one's messages. */
const embeddedConnections = 1;
/** How long somebody waits for a connection, in milliseconds. */
const connectMs = 10_000;

export function createJournal({ config, name, log }: JournalOptions): Journal {
  let embedded: EmbeddedDatabase | undefined;
  let opened: Promise<pg.Pool> | undefined;
  let sweep: NodeJS.Timeout | undefined;

  async function open(): Promise<pg.Pool> {
    const url =
      config.databaseUrl ??
      (embedded = await startEmbedded(config.directory === null ? null : join(config.directory, name))).url;
    const pool = new pg.Pool({
      connectionString: url,
      max: config.databaseUrl === null ? embeddedConnections : connections,
      connectionTimeoutMillis: connectMs,
      allowExitOnIdle: true,
    });
    // A connection that breaks while nobody uses it is no failure of anybody's.
    pool.on('error', (error) => log.warn({ reason: error.message }, 'the journal lost a connection'));
    try {
      for (const statement of tables) await pool.query(statement);
    } catch (error) {
      await pool.end();
      throw error;
    }
    const forget = () =>
      pool
        .query(`delete from customer_graph.idempotency_keys where created_at < now() - make_interval(days => $1)`, [
          config.retentionDays,
        ])
        .catch((error: unknown) => log.warn({ reason: String(error) }, 'what is old could not be forgotten'));
    await forget();
    sweep = setInterval(() => void forget(), hour).unref();
    return pool;
  }

  /** One that could not be opened is tried again by whoever comes next. */
  const ready = async (): Promise<pg.Pool> => {
    opened ??= open().catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return opened;
  };

  const unavailable = (error: unknown): GraphError => {
    log.error({ reason: error instanceof Error ? error.message : String(error) }, 'the journal cannot be used');
    return new GraphError('UPSTREAM_UNAVAILABLE', {
      cause: error,
      message: 'Changes cannot be made safely at the moment: nothing is changed meanwhile.',
    });
  };

  return {
    isEmbedded: config.databaseUrl === null,

    async pool() {
      try {
        return await ready();
      } catch (error) {
        throw unavailable(error);
      }
    },

    async query<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
      try {
        const { rows } = await (await ready()).query<Row>(text, [...values]);
        return rows;
      } catch (error) {
        throw unavailable(error);
      }
    },

    async [Symbol.asyncDispose]() {
      clearInterval(sweep);
      const last = await opened?.catch(() => undefined);
      await last?.end();
      await embedded?.[Symbol.asyncDispose]();
    },
  };
}
