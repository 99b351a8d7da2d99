import { createFindings, type Findings } from '@customer-graph/diagnosis/findings';
import { reasonOf } from '@customer-graph/process/reason-of';
import type { SubgraphDiagnosis } from '@customer-graph/diagnosis/subgraph-diagnosis';
import { inspectJournal } from '@customer-graph/journal/inspection';
import { parseConsistencyConfig, type ConsistencyConfig } from './config.ts';

/** The age in milliseconds above which an unfinished write is reported. */
const longMs = 3_600_000;
const minutes = (ms: number): number => Math.round(ms / 60_000);
const subject = 'JOURNAL_DATABASE_URL';

async function checkJournal(found: Findings, databaseUrl: string): Promise<void> {
  const { version, mayCreate, lastDeliveries, open, oldestMs, failed } = await inspectJournal(databaseUrl);
  if (!mayCreate) {
    found.fail(subject, {
      says: 'the role may not create the journal’s schema',
      breaks: 'every mutation is refused',
      remedy: `grant create on database … to the role of ${subject}`,
    });
    return;
  }
  found.ok(subject, `PostgreSQL ${version}, ${open} unfinished writes`);
  if (oldestMs > longMs)
    found.warn(subject, {
      says: `the oldest unfinished write is ${minutes(oldestMs)} minutes old`,
      breaks: 'at least one system does not have it yet',
      remedy: 'fix the findings of that system; the log of the process names the system and the reason',
    });
  if (failed > 0)
    found.warn(subject, {
      says: `${failed} writes have failed for good`,
      breaks: 'some systems do not have them',
      remedy: 'npm run drift, then npm run reconcile -- --all',
    });
  for (const [system, at] of lastDeliveries)
    found.ok(`webhooks of ${system}`, `the last one came at ${new Date(at).toISOString()}`);
}

const diagnosis: SubgraphDiagnosis<ConsistencyConfig> = {
  label: 'Journal',
  parseConfig: parseConsistencyConfig,
  /** Does not read an embedded journal, because only the process that opened its folder may do so. */
  async diagnose({ journal: { databaseUrl, directory } }) {
    const found = createFindings('CONFIGURATION');
    try {
      if (databaseUrl !== null) await checkJournal(found, databaseUrl);
      else if (directory === null)
        found.ok('JOURNAL_DIRECTORY', 'in memory: unfinished writes are lost when the process ends');
      else found.ok('JOURNAL_DIRECTORY', `${directory}, for a single process`);
    } catch (error) {
      found.fail(subject, {
        says: reasonOf(error),
        breaks: 'every mutation is refused, and webhooks are answered with an error',
        remedy: `start Postgres, or correct ${subject}`,
      });
    }
    return { findings: found.list, mode: null, facts: {} };
  },
};
export default diagnosis;
