import { createAudit, type AuditOptions } from './audit.ts';
import type { AuditKey } from './record.ts';
import type { AuditStore } from './store.ts';
import { verifyAudit } from './verify.ts';

/** Each command returns its exit code. */

type Print = (line: string) => void;

const dayMs = 86_400_000;

/** Prints every problem and a summary. Exit code 1: the trail has problems, or does not exist. */
export async function verifyAndReport(store: AuditStore, key: AuditKey, print: Print): Promise<number> {
  const { chains, records, unkeyed, problems } = await verifyAudit(store, key);
  for (const problem of problems) print(problem);
  if (unkeyed > 0) print(`chains without a key, although AUDIT_KEY is set: ${unkeyed}`);
  const state = problems.length === 0 ? 'intact' : `problems: ${problems.length}`;
  print(`records: ${records}, chains: ${chains}, ${chains === 0 ? 'the trail is empty' : state}`);
  return problems.length === 0 && chains > 0 ? 0 : 1;
}

/** Deletes chains beyond the retention time. A new chain records them first. */
export async function expireAudit(options: AuditOptions, print: Print): Promise<number> {
  const expired = await options.store.expired(new Date(Date.now() - options.retentionDays * dayMs));
  if (expired.length > 0) await createAudit(options).begin();
  print(`chains deleted: ${expired.length}`);
  return 0;
}

/** Prints stored records as JSON lines, of all accounts or of one. */
export async function showAudit(store: AuditStore, account: string | undefined, print: Print): Promise<number> {
  for await (const { records } of store.chains())
    for (const record of records) if (account === undefined || record.includes(`"${account}"`)) print(record);
  return 0;
}
