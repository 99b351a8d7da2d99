import { createAudit, type AuditOptions } from './audit.ts';
import { isBeyondRetention } from './chain-name.ts';
import type { AuditKeys } from './keys.ts';
import type { AuditStore } from './store.ts';
import { latestOf, readStatements } from './verify-anchors.ts';
import { verifyAudit } from './verify.ts';

/** Each command returns its exit code. */

type Print = (line: string) => void;

export interface VerifyCommand {
  readonly store: AuditStore;
  readonly keys: AuditKeys;
  readonly retentionDays: number;
  /** Statements of an anchor, one a line; null: none given. */
  readonly anchor: string | null;
}

/** Prints every problem and a summary. Exit code 1: the trail or the anchor has problems, or there is no trail. */
export async function verifyAndReport(
  { store, keys, retentionDays, anchor }: VerifyCommand,
  print: Print,
): Promise<number> {
  const read = anchor === null ? { statements: [], problems: [] } : readStatements(anchor, keys);
  const {
    chains,
    records,
    problems: found,
  } = await verifyAudit({
    store,
    keys,
    retentionDays,
    statements: read.statements,
  });
  const problems = [...read.problems, ...found];
  for (const problem of problems) print(problem);
  if (keys.current === null)
    print('AUDIT_KEY is not set: anyone with write access can replace the whole trail by another');
  const latest = latestOf(read.statements);
  if (!latest)
    print('no anchor given (--anchor): an older copy of the trail and a trail cut off at its end cannot be found');
  print(`records: ${records}, chains: ${chains}, ${stateOf(problems.length, chains, latest?.at)}`);
  return problems.length === 0 && chains > 0 ? 0 : 1;
}

function stateOf(problems: number, chains: number, anchoredAt: string | undefined): string {
  if (problems > 0) return `problems: ${problems}`;
  if (chains === 0) return 'the trail is empty';
  return anchoredAt === undefined ? 'consistent, completeness not shown' : `intact, complete up to ${anchoredAt}`;
}

/** Deletes chains beyond the retention time. A new chain records them first. */
export async function expireAudit(options: AuditOptions, print: Print): Promise<number> {
  const { store, retentionDays } = options;
  const expired = (await store.removable()).filter((chain) => isBeyondRetention(chain, retentionDays, new Date()));
  if (expired.length > 0) {
    const audit = createAudit(options);
    await audit.begin().finally(() => audit[Symbol.asyncDispose]());
  }
  print(`chains deleted: ${expired.length}`);
  return 0;
}

/** Prints stored records as JSON lines, of all accounts or of one. */
export async function showAudit(store: AuditStore, account: string | undefined, print: Print): Promise<number> {
  for await (const { records } of store.chains())
    for (const record of records) if (account === undefined || record.includes(`"${account}"`)) print(record);
  return 0;
}
