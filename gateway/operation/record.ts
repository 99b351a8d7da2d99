import { beforeDeadline } from '@customer-graph/process/before-deadline';
import type { Audit } from '../audit/audit.ts';

/** How long an answer waits for its record, in milliseconds. A trail that hangs must not hold up reads. */
const patienceMs = 1_000;
/** How long it waits even if the answer is already late, in milliseconds: a trail that works needs less. */
const leastPatienceMs = 100;

/**
 * Records refusals and reads. They continue if the trail cannot be written; only changes do not.
 *
 * @param answerBy when the answer is due at the latest; milliseconds since the epoch
 */
export function recordQuietly(
  audit: Pick<Audit, 'record'>,
  events: Parameters<Audit['record']>[0],
  answerBy = Infinity,
): Promise<void> {
  const now = Date.now();
  const until = Math.min(now + patienceMs, Math.max(answerBy, now + leastPatienceMs));
  return beforeDeadline(until, audit.record(events), () => new Error('the record is late')).catch(() => undefined);
}
