import { setTimeout as delay } from 'node:timers/promises';
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

/** PostgreSQL, "Server configuration": sessions read, and mean UTC where a column says no zone. */
const sessionOptions = '-c default_transaction_read_only=on -c TimeZone=UTC';

/** What the address says of the session is kept where it is not about what keeps the product safe. */
function connectionOf(address: string): { connectionString: string; options: string } {
  const url = new URL(address);
  const given = url.searchParams.get('options') ?? '';
  for (const name of ['options', 'statement_timeout', 'query_timeout']) url.searchParams.delete(name);
  return { connectionString: url.href, options: `${given} ${sessionOptions}`.trim() };
}

const endWithinMs = 500;

const late = (): GraphError =>
  new GraphError('UPSTREAM_TIMEOUT', { system: 'PRODUCT', cause: new Error('no time left') });

export function createDatabase({ url, statementTimeoutMs, poolSize, log }: DatabaseOptions): Database {
  const pool = new pg.Pool({
    ...connectionOf(url),
    max: poolSize,
    application_name: 'customer-graph',
    connectionTimeoutMillis: 2 * statementTimeoutMs,
    idleTimeoutMillis: 30_000,
    statement_timeout: statementTimeoutMs,
  });
  // A connection that dies while somebody uses it says so to them as well: unheard, it would end the process.
  pool.on('connect', (client) => void client.on('error', () => undefined));
  // A connection that dies while nobody uses it is replaced by the next.
  pool.on('error', (error) =>
    log.warn({ system: 'PRODUCT', reason: error.message }, 'a connection to the product database ended'),
  );

  async function run(text: string, parameters: readonly unknown[], deadline: number): Promise<readonly Row[]> {
    for (let tried = 0; ; tried += 1) {
      try {
        const client = await pool.connect();
        let isDone = false;
        try {
          // Whoever waited for a connection until too late does not keep it from others.
          if (Date.now() >= deadline) throw late();
          const { rows } = await beforeDeadline(deadline, client.query<Row>(text, [...parameters]), late);
          isDone = true;
          return rows;
        } catch (error) {
          // PostgreSQL's own errors leave the connection as it was; anything else leaves it in the middle of something.
          isDone = error instanceof pg.DatabaseError && !isConnectionLost(error);
          throw error;
        } finally {
          client.release(!isDone);
        }
      } catch (error) {
        // Kept connections that a restart of the server has ended: a new one is worth a try, once.
        if (tried === 0 && isConnectionLost(error) && Date.now() < deadline) continue;
        throw error instanceof GraphError ? error : fromPostgresError(error);
      }
    }
  }

  return {
    async query(text, parameters) {
      const context = currentUpstreamContext();
      if (context) context.count.calls += 1;
      // A server that does not keep to its timeout, or a network that swallows the answer, does not hold anybody for ever.
      const deadline = Math.min(context?.deadline ?? Infinity, Date.now() + 2 * statementTimeoutMs);
      try {
        return await beforeDeadline(deadline, run(text, parameters, deadline), late);
      } catch (error) {
        const known =
          error instanceof GraphError ? error : new GraphError('INTERNAL', { system: 'PRODUCT', cause: error });
        log.warn(
          { requestId: context?.traceId, system: 'PRODUCT', code: known.code, reason: String(known.cause) },
          'upstream failed',
        );
        throw known;
      }
    },
    async [Symbol.asyncDispose]() {
      // A connection that is still being made, to a server that does not answer, is not waited for.
      await Promise.race([pool.end(), delay(endWithinMs, undefined, { ref: false })]);
    },
  };
}
