import { parseJson } from '@customer-graph/process/parse-json';
import { auditRecord, isIntact, keyIdOf, type AuditKey, type AuditRecord, type ChainHead } from './record.ts';
import type { StoredChain } from './store.ts';

export interface ChainVerification {
  /** The last valid record; null: none. */
  readonly last: AuditRecord | null;
  /** Heads of earlier chains that this chain names. */
  readonly previous: readonly ChainHead[];
  /** Chains that this chain records as deleted after the retention time. */
  readonly expired: readonly string[];
  /** Whether the chain has no key although one is configured. */
  readonly isUnkeyed: boolean;
  readonly problems: readonly string[];
}

const parseRecord = (text: string): AuditRecord | null => auditRecord.safeParse(parseJson(text)).data ?? null;

/** Verifies the records of one chain: none edited, removed, reordered, inserted or cut off. */
export function verifyChain({ chain, records, head }: StoredChain, key: AuditKey): ChainVerification {
  const problems: string[] = [];
  const previous: ChainHead[] = [];
  const expired: string[] = [];
  const [first] = records;
  const opened = first === undefined ? null : parseRecord(first);
  const keyId = opened?.content.type === 'OPENED' ? opened.content.key : keyIdOf(key);
  // Chains from before the key was configured are verified without it.
  const chainKey = keyId === null ? null : key;
  const isUnkeyed = keyId === null && key !== null;

  if (keyId !== keyIdOf(chainKey)) {
    const keyState = key === null ? 'without a key' : 'with the configured key';
    problems.push(`${chain}: was written with another key, so it cannot be verified ${keyState}`);
    const last = parseRecord(records.at(-1) ?? '');
    return { last, previous, expired, isUnkeyed: false, problems: [...problems, ...endProblems(chain, last, head)] };
  }

  let last: AuditRecord | null = null;
  for (const [index, text] of records.entries()) {
    const at = `${chain}, record ${index + 1}`;
    const record = parseRecord(text);
    if (!record) {
      problems.push(`${at}: is not a valid record`);
      continue;
    }
    if (!isIntact(record, chainKey)) problems.push(`${at}: was edited`);
    if (record.chain !== chain) problems.push(`${at}: belongs to the chain ${record.chain}`);
    const prev: string = last?.hash ?? chain;
    const seq: number = (last?.seq ?? 0) + 1;
    if (record.prev !== prev || record.seq !== seq)
      problems.push(`${at}: does not follow the record before it (number ${record.seq}, expected ${seq})`);
    const { content } = record;
    if (content.type === 'OPENED') previous.push(...content.previous);
    if (content.type === 'EXPIRED') expired.push(...content.chains);
    last = record;
  }
  return { last, previous, expired, isUnkeyed, problems: [...problems, ...endProblems(chain, last, head)] };
}

/** Compares a chain's last record with its head. A crash may leave more records than the head counts. */
function endProblems(chain: string, last: AuditRecord | null, head: ChainHead | null): string[] {
  if (!last) return head?.seq === 0 ? [] : [`${chain}: has no records, expected ${head?.seq ?? 'some'}`];
  if (!head) return [`${chain}: its head is missing`];
  if (last.seq < head.seq)
    return [`${chain}: truncated: ends at number ${last.seq}, but its head is number ${head.seq}`];
  return last.seq === head.seq && last.hash !== head.hash ? [`${chain}: its head has another hash`] : [];
}
