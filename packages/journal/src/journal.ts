import type pg from 'pg';
import type { Logger } from 'pino';
import { reasonOf } from '@customer-graph/process/reason-of';
import { GraphError } from '@customer-graph/protocol/errors';
import type { JournalConfig } from './config.ts';
import { openDatabase, type Database } from './database.ts';

/**
 * The database from which a started write is finished after a crash. It stores only hashes, ids, counts, codes and refusal
 * messages. It is opened by the first query, so reads never wait for it. Every method rejects with UPSTREAM_UNAVAILABLE
 * while the database is unavailable.
 */
export interface Journal extends AsyncDisposable {
  /** Whether the database belongs to this process alone. */
  readonly isEmbedded: boolean;
  /** The connections, for libraries with their own tables. */
  pool(): Promise<pg.Pool>;
  query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

export interface JournalOptions {
  readonly config: JournalConfig;
  /** The subdirectory of an embedded database. Must differ between processes with the same directory. */
  readonly name: string;
  readonly log: Logger;
}

const hour = 3_600_000;

/** Logs why the journal is unavailable and returns the error for the client. */
export function journalUnavailable(cause: unknown, log: Logger): GraphError {
  log.error({ reason: reasonOf(cause) }, 'journal unavailable');
  return new GraphError('UPSTREAM_UNAVAILABLE', {
    cause,
    message: 'Changes are not possible at the moment. Nothing was changed; try again later.',
  });
}

/** @example await using journal = createJournal({ config: parseJournalConfig(environment), name: 'status', log }); */
export function createJournal({ config, name, log }: JournalOptions): Journal {
  let opened: Promise<Database> | undefined;
  let timer: NodeJS.Timeout | undefined;

  async function open(): Promise<Database> {
    const database = await openDatabase(config, name, log);
    const deleteExpired = () =>
      database.pool
        .query(`delete from customer_graph.idempotency_keys where created_at < now() - make_interval(days => $1)`, [
          config.retentionDays,
        ])
        .catch((error: unknown) =>
          log.warn({ reason: reasonOf(error) }, 'expired idempotency keys not deleted; will retry'),
        );
    await deleteExpired();
    timer = setInterval(() => void deleteExpired(), hour).unref();
    return database;
  }

  /** Opens the database once. A failed attempt is repeated by the next query. */
  async function ready(): Promise<pg.Pool> {
    opened ??= open().catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return (await opened).pool;
  }

  return {
    isEmbedded: config.databaseUrl === null,

    async pool() {
      try {
        return await ready();
      } catch (error) {
        throw journalUnavailable(error, log);
      }
    },

    async query<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
      try {
        const { rows } = await (await ready()).query<Row>(text, [...values]);
        return rows;
      } catch (error) {
        throw journalUnavailable(error, log);
      }
    },

    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      const database = await opened?.catch(() => undefined);
      await database?.[Symbol.asyncDispose]();
    },
  };
}
