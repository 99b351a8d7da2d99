import { parseJson } from '@customer-graph/process/parse-json';
import { isHeadSigned, type ChainHead } from './head.ts';
import { findKey, type AuditKey, type AuditKeys } from './keys.ts';
import { auditRecord, isIntact, type AuditRecord } from './record.ts';
import type { StoredChain } from './store.ts';

export interface ChainVerification {
  /** The number of the last record; 0: none. */
  readonly last: number;
  /** The hashes of the asked numbers, as far as these records are there. */
  readonly hashes: ReadonlyMap<number, string>;
  readonly problems: readonly string[];
}

export const parseRecord = (text: string | undefined): AuditRecord | null =>
  text === undefined ? null : (auditRecord.safeParse(parseJson(text)).data ?? null);

/** The key of a chain, by its first record. Undefined: unknown, or the chain has no valid first record. */
export function keyOfChain(opened: AuditRecord | null, keys: AuditKeys): AuditKey | undefined {
  return opened?.content.type === 'OPENED' ? findKey(keys, opened.content.key) : undefined;
}

/**
 * Verifies the records of one chain: none edited, removed, reordered, inserted or cut off.
 *
 * @param asked numbers of records whose hashes are returned
 */
export function verifyChain(stored: StoredChain, keys: AuditKeys, asked: ReadonlySet<number>): ChainVerification {
  const { chain, records, head } = stored;
  const problems: string[] = [];
  const hashes = new Map<number, string>();
  const opened = parseRecord(records[0]);
  const key = keyOfChain(opened, keys);
  if (records.length > 0 && opened?.content.type !== 'OPENED')
    problems.push(`${chain}, record 1: is not the opening of a chain`);
  else if (records.length > 0 && key === undefined)
    problems.push(`${chain}: was written with another key (neither AUDIT_KEY nor of AUDIT_PREVIOUS_KEYS)`);

  let last: ChainHead = { chain, seq: 0, hash: chain };
  for (const [index, text] of records.entries()) {
    const at = `${chain}, record ${index + 1}`;
    const record = parseRecord(text);
    if (!record) {
      problems.push(`${at}: is not a valid record`);
      continue;
    }
    if (key !== undefined && !isIntact(record, key)) problems.push(`${at}: was edited`);
    if (record.chain !== chain) problems.push(`${at}: belongs to the chain ${record.chain}`);
    if (record.prev !== last.hash || record.seq !== last.seq + 1)
      problems.push(`${at}: does not follow the record before it (number ${record.seq}, expected ${last.seq + 1})`);
    if (index > 0 && record.content.type === 'OPENED') problems.push(`${at}: opens a chain that is open`);
    last = { chain, seq: record.seq, hash: record.hash };
    if (asked.has(record.seq) || record.seq === head?.seq) hashes.set(record.seq, record.hash);
  }
  const mustBeSigned = opened?.content.type === 'OPENED' && opened.content.format === 2 && opened.content.key !== null;
  if (
    head &&
    (mustBeSigned || head.mac !== null) &&
    key !== undefined &&
    !isHeadSigned(head, { current: key, previous: [] })
  )
    problems.push(`${chain}: its head is not signed with its key`);
  return { last: last.seq, hashes, problems: [...problems, ...headProblems(stored, last, hashes)] };
}

/** Compares a chain with its head. A crash may leave more records than the head counts. */
function headProblems(
  { chain, head, records }: StoredChain,
  last: ChainHead,
  hashes: ReadonlyMap<number, string>,
): string[] {
  if (!head) return [`${chain}: its head is missing`];
  if (head.chain !== chain) return [`${chain}: has the head of ${head.chain}`];
  if (records.length === 0 && head.seq > 0) return [`${chain}: has no records, expected ${head.seq}`];
  if (last.seq < head.seq)
    return [`${chain}: truncated: ends at number ${last.seq}, but its head is number ${head.seq}`];
  return head.seq > 0 && hashes.get(head.seq) !== head.hash ? [`${chain}: its head has another hash`] : [];
}
