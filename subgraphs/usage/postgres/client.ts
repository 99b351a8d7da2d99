import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from 'pino';
import { createPostgresPool } from '@customer-graph/postgres/pool';
import { beforeDeadline } from '@customer-graph/process/before-deadline';
import { reasonOf } from '@customer-graph/process/reason-of';
import { GraphError } from '@customer-graph/protocol/errors';
import { currentUpstreamContext } from '@customer-graph/upstream/context';
import { fromPostgresError, isConnectionLost, isReplicaConflict } from './errors.ts';

export interface DatabaseOptions {
  readonly url: string;
  readonly statementTimeoutMs: number;
  /** Maximum number of connections. */
  readonly poolSize: number;
  readonly log: Logger;
}

export type Row = Readonly<Record<string, unknown>>;

/** The product's database. Sessions are read-only; a statement ends at its timeout or the request's deadline. */
export interface Database extends AsyncDisposable {
  query(text: string, parameters: readonly unknown[]): Promise<readonly Row[]>;
}

/** PostgreSQL, "Server configuration": read-only sessions, and UTC for columns without a time zone. */
const sessionSettings = { default_transaction_read_only: 'on', TimeZone: 'UTC' } as const;

const endWithinMs = 500;

const late = (): GraphError =>
  new GraphError('UPSTREAM_TIMEOUT', { system: 'PRODUCT', cause: new Error('no time left') });

export function createDatabase({ url, statementTimeoutMs, poolSize, log }: DatabaseOptions): Database {
  const pool = createPostgresPool({
    url,
    settings: { ...sessionSettings, statement_timeout: String(statementTimeoutMs) },
    max: poolSize,
    application_name: 'customer-graph',
    connectionTimeoutMillis: 2 * statementTimeoutMs,
    idleTimeoutMillis: 30_000,
  });
  // An error event without a listener would end the process. The running query rejects with the same error.
  pool.on('connect', (client) => void client.on('error', () => undefined));
  // The pool replaces idle connections that end.
  pool.on('error', (error) =>
    log.warn({ system: 'PRODUCT', reason: reasonOf(error) }, 'idle database connection ended'),
  );

  async function run(
    text: string,
    parameters: readonly unknown[],
    deadline: number,
    left: AbortSignal | undefined,
  ): Promise<readonly Row[]> {
    for (let tried = 0; ; tried += 1) {
      try {
        const client = await pool.connect();
        let isDone = false;
        try {
          // The wait for a connection may have used up the deadline. Return the connection to the pool at once.
          if (Date.now() >= deadline || left?.aborted) throw late();
          const { rows } = await beforeDeadline(deadline, client.query<Row>(text, [...parameters]), late);
          isDone = true;
          return rows;
        } catch (error) {
          // An error reported by PostgreSQL leaves the connection usable. Any other may leave a statement running.
          isDone = error instanceof pg.DatabaseError && error.severity !== 'FATAL' && !isConnectionLost(error);
          throw error;
        } finally {
          client.release(!isDone);
        }
      } catch (error) {
        // A restart of the server ends idle connections, and a replica cancels statements that hold up its recovery: retry once.
        if (tried === 0 && (isConnectionLost(error) || isReplicaConflict(error)) && Date.now() < deadline) continue;
        throw error instanceof GraphError ? error : fromPostgresError(error);
      }
    }
  }

  return {
    async query(text, parameters) {
      const context = currentUpstreamContext();
      if (context) context.count.calls += 1;
      // The server's own timeout does not help if the network loses its answer.
      const deadline = Math.min(context?.deadline ?? Infinity, Date.now() + 2 * statementTimeoutMs);
      try {
        return await beforeDeadline(deadline, run(text, parameters, deadline, context?.left), late);
      } catch (error) {
        if (context?.left?.aborted) throw late();
        const known =
          error instanceof GraphError ? error : new GraphError('INTERNAL', { system: 'PRODUCT', cause: error });
        log.warn(
          { requestId: context?.traceId, system: 'PRODUCT', code: known.code, reason: reasonOf(known.cause) },
          'upstream failed',
        );
        throw known;
      }
    },
    async [Symbol.asyncDispose]() {
      // Do not wait for connection attempts to a server that does not answer.
      await Promise.race([pool.end(), delay(endWithinMs, undefined, { ref: false })]);
    },
  };
}
