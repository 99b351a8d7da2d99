import pg from 'pg';
import type { Logger } from 'pino';
import { reasonOf } from '@customer-graph/process/reason-of';
import { maxNamedHeads, type ChainHead } from './record.ts';
import type { AuditStore, StoredChain } from './store.ts';

/**
 * Two tables (audit.sql) for a role that may only insert and read, so that the gateway cannot change its own records.
 * Records that are cut off in one table are detected by the other.
 */
export function createPostgresStore(url: string, log: Logger): AuditStore {
  const pool = new pg.Pool({
    connectionString: url,
    max: 2,
    application_name: 'customer-graph-audit',
    connectionTimeoutMillis: 5_000,
    statement_timeout: 5_000,
  });
  pool.on('error', (error) => log.warn({ reason: reasonOf(error) }, 'audit database connection lost'));

  const headsOf = async (): Promise<ChainHead[]> => {
    const { rows } = await pool.query<{ chain: string; seq: string; hash: string }>(
      'select distinct on (chain) chain, seq, hash from audit_heads order by chain, seq desc',
    );
    return rows.map(({ chain, seq, hash }) => ({ chain, seq: Number(seq), hash }));
  };

  return {
    async append(batch) {
      const last = batch.at(-1);
      if (!last) return;
      // One statement writes both tables or neither.
      await pool.query(
        `with written as (
           insert into audit_records (chain, seq, at, record)
           select * from unnest($1::text[], $2::bigint[], $3::timestamptz[], $4::text[])
         )
         insert into audit_heads (chain, seq, hash) values ($5, $6, $7)`,
        [
          batch.map(({ chain }) => chain),
          batch.map(({ seq }) => seq),
          batch.map(({ at }) => at),
          batch.map((record) => JSON.stringify(record)),
          last.chain,
          last.seq,
          last.hash,
        ],
      );
    },

    // A record and its head are written together, so a new chain needs no head of its own.
    begin: async () => undefined,

    heads: async () => (await headsOf()).slice(-maxNamedHeads),

    async *chains(): AsyncIterable<StoredChain> {
      const heads = await headsOf();
      const { rows: names } = await pool.query<{ chain: string }>(
        'select distinct chain from audit_records union select distinct chain from audit_heads order by chain',
      );
      for (const { chain } of names) {
        const { rows } = await pool.query<{ record: string }>(
          'select record from audit_records where chain = $1 order by seq',
          [chain],
        );
        yield {
          chain,
          records: rows.map(({ record }) => record),
          head: heads.find((head) => head.chain === chain) ?? null,
        };
      }
    },

    async expired(before) {
      // The gateway's role may not delete. `npm run audit -- expire` does, as the owner of the tables.
      const { rows } = await pool.query<{ chain: string }>(
        `select chain from audit_records
         where has_table_privilege('audit_records', 'delete') and has_table_privilege('audit_heads', 'delete')
         group by chain having max(at) < $1`,
        [before],
      );
      return rows.map(({ chain }) => chain);
    },

    async remove(chains) {
      if (chains.length > 0)
        await pool.query(
          'with removed as (delete from audit_records where chain = any($1)) delete from audit_heads where chain = any($1)',
          [[...chains]],
        );
    },

    async [Symbol.asyncDispose]() {
      await pool.end();
    },
  };
}
