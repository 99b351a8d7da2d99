import { DBOS } from '@dbos-inc/dbos-sdk';
import type { Journal } from '@customer-graph/journal/journal';
import { applicationVersion } from './stored.ts';

/**
 * A workflow without a stored step for this long was abandoned by its process, in milliseconds. Longer than the longest
 * delay and the longest attempt together.
 */
const abandonedMs = 150_000;

/** Resumes workflows that a killed process left behind while others ran, and returns their number. */
export async function resumeAbandoned(journal: Journal): Promise<number> {
  const before = Date.now() - abandonedMs;
  // An operation waits for its follower workflows, so it stores nothing while one of them is open.
  const abandoned = await journal.query<{ readonly id: string }>(
    `select workflow_uuid as id from dbos.workflow_status as s
     where status = 'PENDING' and application_version = $1 and updated_at < $2
       and not exists (select 1 from dbos.operation_outputs as o where o.workflow_uuid = s.workflow_uuid and o.completed_at_epoch_ms >= $2)
       and not exists (select 1 from dbos.workflow_status as p where p.workflow_uuid in (s.workflow_uuid || ':CRM', s.workflow_uuid || ':PRODUCT') and p.status in ('PENDING', 'ENQUEUED'))`,
    [applicationVersion, before],
  );
  if (abandoned.length > 0) await DBOS.resumeWorkflows(abandoned.map(({ id }) => id));
  return abandoned.length;
}
