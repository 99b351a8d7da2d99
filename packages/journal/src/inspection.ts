import { createPostgresPool } from '@customer-graph/postgres/pool';

export interface JournalInspection {
  /** The version of Postgres. */
  readonly version: string;
  /** Whether the role may create missing tables. */
  readonly mayCreate: boolean;
  /** When the last webhook of each system was stored; milliseconds since the epoch. */
  readonly lastDeliveries: ReadonlyMap<string, number>;
  /** Number of unfinished operations. */
  readonly open: number;
  /** Age of the oldest unfinished operation, in milliseconds; 0 without one. */
  readonly oldestMs: number;
  /** Number of operations that failed permanently. */
  readonly failed: number;
}

const timeoutMs = 5_000;

const serverFacts = `select current_setting('server_version') as version, has_database_privilege(current_database(), 'CREATE') as may, to_regclass('dbos.workflow_status') is not null as prepared`;
const lastDeliveries = `select split_part(workflow_uuid, ':', 2) as system, max(created_at)::text as last from dbos.workflow_status where name = 'delivery' group by 1`;
const operationCounts = `select count(*) filter (where status in ('PENDING', 'ENQUEUED'))::text as open, min(created_at) filter (where status in ('PENDING', 'ENQUEUED'))::text as oldest,
  count(*) filter (where status in ('ERROR', 'CANCELLED', 'MAX_RECOVERY_ATTEMPTS_EXCEEDED') or coalesce(workflow_output.output, workflow_status.output) like '%"failure":"%')::text as failed
  from dbos.workflow_status left join dbos.workflow_output using (workflow_uuid) where name = 'operation'`;

/**
 * Inspects a journal on a Postgres server. Changes nothing, and accepts a database without tables.
 * Rejects with the driver's error if the server cannot be reached.
 */
export async function inspectJournal(url: string): Promise<JournalInspection> {
  const pool = createPostgresPool({
    url,
    max: 1,
    connectionTimeoutMillis: timeoutMs,
    settings: { statement_timeout: String(timeoutMs) },
  });
  pool.on('error', () => undefined);
  try {
    const rows = async <Row extends object>(text: string) => (await pool.query<Row>(text)).rows;
    const [server] = await rows<{ version: string; may: boolean; prepared: boolean }>(serverFacts);
    const empty = {
      version: server?.version ?? '?',
      mayCreate: server?.may === true || server?.prepared === true,
      lastDeliveries: new Map<string, number>(),
      open: 0,
      oldestMs: 0,
      failed: 0,
    };
    if (!server?.prepared) return empty;
    const deliveries = await rows<{ system: string; last: string }>(lastDeliveries);
    const [counts] = await rows<{ open: string; oldest: string | null; failed: string }>(operationCounts);
    return {
      ...empty,
      lastDeliveries: new Map(deliveries.map(({ system, last }) => [system, Number(last)])),
      open: Number(counts?.open ?? 0),
      oldestMs: counts?.oldest ? Date.now() - Number(counts.oldest) : 0,
      failed: Number(counts?.failed ?? 0),
    };
  } finally {
    await pool.end();
  }
}
