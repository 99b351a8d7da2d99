import { createFindings, reasonOf, type Finding } from '../shared/diagnosis.ts';
import type { JournalConfig } from '../shared/journal/config.ts';
import { inspectJournal } from '../shared/journal/inspection.ts';

/** From when on a write that has not reached every system is worth somebody's look, in milliseconds. */
const longMs = 3_600_000;
const minutes = (ms: number): number => Math.round(ms / 60_000);

/** What the graph has promised and not kept yet, and when vendors told of something last. An embedded journal belongs to the process that has it open: nothing is asked of it. */
export async function diagnoseConsistency({ databaseUrl, directory }: JournalConfig): Promise<readonly Finding[]> {
  const found = createFindings('CONFIGURATION');
  const subject = 'JOURNAL_DATABASE_URL';
  if (databaseUrl === null) {
    found.ok(
      'JOURNAL_DIRECTORY',
      directory === null ? 'in memory: what is promised ends with the process' : `${directory}, for one process alone`,
    );
    return found.list;
  }
  try {
    const { version, mayCreate, lastDeliveries, open, oldestMs, failed } = await inspectJournal(databaseUrl);
    if (!mayCreate) {
      found.fail(subject, {
        says: 'the role may not make what the journal needs',
        breaks: 'every mutation is refused',
        remedy: 'grant create on database … to the role of JOURNAL_DATABASE_URL',
      });
      return found.list;
    }
    found.ok(subject, `PostgreSQL ${version}, ${open} writes under way`);
    if (oldestMs > longMs)
      found.warn(subject, {
        says: `the oldest write under way is ${minutes(oldestMs)} minutes old`,
        breaks: 'some system still lacks it',
        remedy: 'the findings of that system here; the process’s log says which, and why',
      });
    if (failed > 0)
      found.warn(subject, {
        says: `${failed} writes were given up`,
        breaks: 'some system lacks them',
        remedy: 'npm run drift, then npm run reconcile -- --all',
      });
    for (const [system, at] of lastDeliveries)
      found.ok(`webhooks of ${system}`, `the last one came at ${new Date(at).toISOString()}`);
  } catch (error) {
    found.fail(subject, {
      says: reasonOf(error),
      breaks: 'every mutation is refused, and vendors’ webhooks are answered with an error',
      remedy: 'start Postgres, or correct JOURNAL_DATABASE_URL',
    });
  }
  return found.list;
}
