import pg from 'pg';
import type { Logger } from 'pino';
import { createPostgresPool } from '@customer-graph/postgres/pool';
import { beforeDeadline } from '@customer-graph/process/before-deadline';
import { reasonOf } from '@customer-graph/process/reason-of';
import type { StoredHead } from './head.ts';
import { NoRoomError, type AuditStore, type StoredChain } from './store.ts';

/** Time limits in milliseconds. Without them, a database that hangs would hold every request. */
export interface PostgresTimeouts {
  readonly connect: number;
  readonly query: number;
}

/** Requests wait for the trail, so a gateway gives up soon. */
export const servingTimeouts: PostgresTimeouts = { connect: 2_000, query: 3_000 };
/** Commands read the whole trail. */
export const commandTimeouts: PostgresTimeouts = { connect: 5_000, query: 600_000 };

/** How long closing may wait for the database, in milliseconds. */
const closeMs = 1_000;
const headsPerQuery = 500;
/** The code of Postgres for a full disk (PostgreSQL, "Error Codes"). The statement was rolled back. */
const diskFull = '53100';

/**
 * Two tables (audit.sql) for a role that may only insert and read, so that the gateway cannot change its own records.
 * Records that are cut off in one table are detected by the other.
 */
export function createPostgresStore(url: string, timeouts: PostgresTimeouts, log: Logger): AuditStore {
  const pool = createPostgresPool({
    url,
    // Records are written one after another anyway, and an embedded Postgres serves one session.
    max: 1,
    application_name: 'customer-graph-audit',
    connectionTimeoutMillis: timeouts.connect,
    // The server cancels first, where it still answers. The client's limit holds where it does not.
    settings: { statement_timeout: String(Math.ceil(timeouts.query * 0.9)) },
    query_timeout: timeouts.query,
  });
  pool.on('error', (error) => log.warn({ reason: reasonOf(error) }, 'audit database connection lost'));

  /** Each step reads one entry of the index: a sort of all heads would take longer the older the trail is. */
  async function headsBefore(chain: string | null): Promise<readonly StoredHead[]> {
    const { rows } = await pool.query<{ chain: string; seq: string; hash: string; mac: string | null }>(
      `with recursive latest (chain, position) as (
         (select chain, 1 from audit_heads where $1::text is null or chain < $1 order by chain desc limit 1)
         union all
         select (select chain from audit_heads where chain < latest.chain order by chain desc limit 1), position + 1
         from latest where latest.chain is not null and position < $2
       )
       select head.chain, head.seq, head.hash, head.mac from latest
       cross join lateral (
         select * from audit_heads where audit_heads.chain = latest.chain order by seq desc limit 1
       ) head order by head.chain desc`,
      [chain, headsPerQuery],
    );
    return rows.map(({ seq, ...head }) => ({ ...head, seq: Number(seq) }));
  }

  async function* heads(): AsyncIterable<StoredHead> {
    let last: string | null = null;
    for (;;) {
      const found = await headsBefore(last);
      yield* found;
      const oldest = found.at(-1);
      if (!oldest || found.length < headsPerQuery) return;
      last = oldest.chain;
    }
  }

  let closing: Promise<void> | undefined;
  async function close(): Promise<void> {
    // A connection that hangs never ends.
    await beforeDeadline(Date.now() + closeMs, pool.end(), () => new Error('the connections do not end')).catch(
      (error: unknown) => log.warn({ reason: reasonOf(error) }, 'audit database not closed'),
    );
  }

  return {
    async append(batch, head) {
      // One statement writes both tables or neither.
      const statement = `with written as (
           insert into audit_records (chain, seq, at, record)
           select * from unnest($1::text[], $2::bigint[], $3::timestamptz[], $4::text[])
         )
         insert into audit_heads (chain, seq, hash, mac) values ($5, $6, $7, $8)`;
      const values = [
        batch.map(({ chain }) => chain),
        batch.map(({ seq }) => seq),
        batch.map(({ at }) => at),
        batch.map((record) => JSON.stringify(record)),
        head.chain,
        head.seq,
        head.hash,
        head.mac,
      ];
      try {
        await pool.query(statement, values);
      } catch (error) {
        const isFull = error instanceof pg.DatabaseError && error.code === diskFull;
        throw isFull ? new NoRoomError('no room in the audit database', { cause: error }) : error;
      }
    },

    // A record and its head are written together, so a new chain needs no head of its own.
    begin: async () => undefined,

    heads,

    async *chains(): AsyncIterable<StoredChain> {
      const { rows: names } = await pool.query<{ chain: string }>(
        'select distinct chain from audit_records union select distinct chain from audit_heads order by chain',
      );
      // In this order, because a gateway may write meanwhile: every chain has a head, and every head its records.
      const byChain = new Map<string, StoredHead>();
      for await (const head of heads()) byChain.set(head.chain, head);
      for (const { chain } of names) {
        const { rows } = await pool.query<{ record: string }>(
          'select record from audit_records where chain = $1 order by seq',
          [chain],
        );
        yield { chain, records: rows.map(({ record }) => record), head: byChain.get(chain) ?? null };
      }
    },

    async removable() {
      // The gateway's role may not delete. `npm run audit -- expire` does, as the owner of the tables.
      const { rows } = await pool.query<{ may: boolean }>(
        `select has_table_privilege('audit_records', 'delete') and has_table_privilege('audit_heads', 'delete') as may`,
      );
      if (rows[0]?.may !== true) return [];
      const names: string[] = [];
      for await (const { chain } of heads()) names.push(chain);
      return names;
    },

    async remove(chains) {
      if (chains.length > 0)
        await pool.query(
          'with removed as (delete from audit_records where chain = any($1)) delete from audit_heads where chain = any($1)',
          [[...chains]],
        );
    },

    freeBytes: async () => null,

    [Symbol.asyncDispose]: () => (closing ??= close()),
  };
}
