import pg from 'pg';
import type { Logger } from 'pino';
import { beforeDeadline } from '../../shared/before-deadline.ts';
import { GraphError } from '../../shared/errors.ts';
import { currentUpstreamContext } from '../../shared/upstream/context.ts';
import { fromPostgresError, isConnectionLost } from './errors.ts';

export interface DatabaseOptions {
  readonly url: string;
  readonly statementTimeoutMs: number;
  /** Connections at most. */
  readonly poolSize: number;
  readonly log: Logger;
}

export type Row = Readonly<Record<string, unknown>>;

/** The product's database, read only: sessions refuse to write, and every statement ends at its timeout or at the request's deadline. */
export interface Database extends AsyncDisposable {
  query(text: string, parameters: readonly unknown[]): Promise<readonly Row[]>;
}

export function createDatabase({ url, statementTimeoutMs, poolSize, log }: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    application_name: 'customer-graph',
    connectionTimeoutMillis: statementTimeoutMs,
    idleTimeoutMillis: 30_000,
    statement_timeout: statementTimeoutMs,
    // A server that does not keep to the timeout, or a network that swallows the answer, does not hold the connection for ever.
    query_timeout: statementTimeoutMs + 1_000,
    options: '-c default_transaction_read_only=on',
  });
  // A connection that dies while nobody uses it is replaced by the next.
  pool.on('error', (error) => log.warn({ system: 'PRODUCT', reason: error.message }, 'a connection to the product database ended'));

  async function run(text: string, parameters: readonly unknown[]): Promise<readonly Row[]> {
    for (let tried = 0; ; tried += 1) {
      try {
        return (await pool.query<Row>(text, [...parameters])).rows;
      } catch (error) {
        // Kept connections that a restart of the server has ended: a new one is worth a try, once.
        if (tried === 0 && isConnectionLost(error)) continue;
        throw fromPostgresError(error);
      }
    }
  }

  return {
    async query(text, parameters) {
      const context = currentUpstreamContext();
      try {
        const rows = run(text, parameters);
        return await (context ? beforeDeadline(context.deadline, rows, () => new GraphError('UPSTREAM_TIMEOUT', { system: 'PRODUCT' })) : rows);
      } catch (error) {
        const known = error instanceof GraphError ? error : new GraphError('INTERNAL', { system: 'PRODUCT', cause: error });
        log.warn({ requestId: context?.traceId, system: 'PRODUCT', code: known.code, reason: String(known.cause) }, 'upstream failed');
        throw known;
      }
    },
    async [Symbol.asyncDispose]() {
      await pool.end();
    },
  };
}
