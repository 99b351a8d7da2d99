import type { Audit } from '../audit/audit.ts';

/** Records refusals and reads. They continue if the trail cannot be written; only changes do not. */
export const recordQuietly = (audit: Audit, events: Parameters<Audit['record']>[0]): Promise<void> =>
  audit.record(events).catch(() => undefined);
