import { DBOS } from '@dbos-inc/dbos-sdk';
import type { Logger } from 'pino';
import type { Journal } from '@customer-graph/journal/journal';
import { applicationVersion } from './stored.ts';

/** The same for all processes, so that each resumes the workflows of the others. */
const executorID = 'customer-graph';

/** DBOS has one instance per process. */
let isLaunched = false;

/**
 * Launches DBOS on the journal's connections and resumes unfinished workflows.
 * Rejects if this process has already launched it, or the journal is unavailable.
 *
 * @param register registers the workflows with DBOS
 */
export async function launchDbos<Workflows>(
  journal: Journal,
  log: Logger,
  register: () => Workflows,
): Promise<Workflows> {
  if (isLaunched) throw new Error('this process already runs a workflow engine');
  const systemDatabasePool = await journal.pool();
  isLaunched = true;
  const workflows = register();
  DBOS.setConfig({
    name: 'customer-graph',
    systemDatabasePool,
    useListenNotify: !journal.isEmbedded,
    applicationVersion,
    executorID,
    logger: loggerOf(log),
  });
  try {
    await DBOS.launch();
  } catch (error) {
    // Without deregistration a second attempt would fail, because the workflows are registered already.
    await shutDownDbos().catch(() => undefined);
    throw error;
  }
  return workflows;
}

export async function shutDownDbos(): Promise<void> {
  try {
    await DBOS.shutdown({ deregister: true });
  } finally {
    isLaunched = false;
  }
}

/** The logger of DBOS. Its information entries are too frequent for our level `info`. */
const loggerOf = (log: Logger) => ({
  info: (entry: unknown) => log.debug({ entry: String(entry) }, 'dbos'),
  debug: () => undefined,
  warn: (entry: unknown) => log.warn({ entry: String(entry) }, 'dbos'),
  error: (entry: unknown) => log.error({ entry: String(entry) }, 'dbos'),
});
