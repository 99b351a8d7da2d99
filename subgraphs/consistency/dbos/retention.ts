import { DBOS } from '@dbos-inc/dbos-sdk';
import type { Logger } from 'pino';
import { reasonOf } from '@customer-graph/process/reason-of';

const hour = 3_600_000;
const page = 1_000;

/** DBOS itself keeps ended workflows forever. */
async function deleteEnded(retentionDays: number): Promise<void> {
  const completedBefore = new Date(Date.now() - retentionDays * 24 * hour).toISOString();
  for (;;) {
    const ended = await DBOS.listWorkflows({
      status: ['SUCCESS', 'ERROR', 'CANCELLED'],
      completedBefore,
      limit: page,
      loadInput: false,
      loadOutput: false,
    });
    if (ended.length === 0) return;
    await DBOS.deleteWorkflows(ended.map(({ workflowID }) => workflowID));
  }
}

/** Deletes ended workflows after the retention time: once before it resolves, then every hour until disposed of. */
export async function startRetention(retentionDays: number, log: Logger): Promise<Disposable> {
  const deleteQuietly = () =>
    deleteEnded(retentionDays).catch((error: unknown) =>
      log.warn({ reason: reasonOf(error) }, 'expired operations not deleted; will retry'),
    );
  await deleteQuietly();
  const timer = setInterval(() => void deleteQuietly(), hour).unref();
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
