import pg from 'pg';

export interface JournalInspection {
  readonly version: string;
  /** Whether its role may make what is missing. */
  readonly mayCreate: boolean;
  /** When the last webhook of each system was stored; milliseconds since the epoch. */
  readonly lastDeliveries: ReadonlyMap<string, number>;
  /** Writes that have not reached every system yet, and how old the oldest is, in milliseconds; 0 where there are none. */
  readonly open: number;
  readonly oldestMs: number;
  /** Writes that were given up. */
  readonly failed: number;
}

const timeoutMs = 5_000;

/** Looks into a journal on a server, and changes nothing there: it may not have been prepared yet. */
export async function inspectJournal(url: string): Promise<JournalInspection> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: timeoutMs,
    statement_timeout: timeoutMs,
  });
  await client.connect();
  try {
    const rows = async <Row extends object>(text: string) => (await client.query<Row>(text)).rows;
    const [about] = await rows<{ version: string; may: boolean; prepared: boolean }>(
      `select current_setting('server_version') as version, has_database_privilege(current_database(), 'CREATE') as may, to_regclass('dbos.workflow_status') is not null as prepared`,
    );
    const nothing = {
      version: about?.version ?? '?',
      mayCreate: about?.may === true || about?.prepared === true,
      lastDeliveries: new Map<string, number>(),
      open: 0,
      oldestMs: 0,
      failed: 0,
    };
    if (!about?.prepared) return nothing;
    const deliveries = await rows<{ system: string; last: string }>(
      `select split_part(workflow_uuid, ':', 2) as system, max(created_at)::text as last from dbos.workflow_status where name = 'delivery' group by 1`,
    );
    const [counts] = await rows<{ open: string; oldest: string | null; failed: string }>(
      `select count(*) filter (where status in ('PENDING', 'ENQUEUED'))::text as open, min(created_at) filter (where status in ('PENDING', 'ENQUEUED'))::text as oldest,
        count(*) filter (where status in ('ERROR', 'CANCELLED', 'MAX_RECOVERY_ATTEMPTS_EXCEEDED') or coalesce(workflow_output.output, workflow_status.output) like '%"failure":"%')::text as failed
        from dbos.workflow_status left join dbos.workflow_output using (workflow_uuid) where name = 'operation'`,
    );
    return {
      ...nothing,
      lastDeliveries: new Map(deliveries.map(({ system, last }) => [system, Number(last)])),
      open: Number(counts?.open ?? 0),
      oldestMs: counts?.oldest ? Date.now() - Number(counts.oldest) : 0,
      failed: Number(counts?.failed ?? 0),
    };
  } finally {
    await client.end();
  }
}
