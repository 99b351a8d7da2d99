import { auditRecord, isIntact, keyIdOf, type AuditKey, type AuditRecord, type ChainHead } from './event.ts';
import type { AuditStore } from './store.ts';

export interface Verification {
  readonly chains: number;
  readonly records: number;
  /** Chains without a key, where there is one now: whoever could write there could have made them anew. */
  readonly unkeyed: number;
  /** What is not as it was written, in words. */
  readonly problems: readonly string[];
}

function parseRecord(text: string): AuditRecord | null {
  try {
    return auditRecord.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Looks whether everything that was written is still there, as it was: nothing edited, removed, put elsewhere or cut off. */
export async function verifyAudit(store: Pick<AuditStore, 'chains'>, key: AuditKey): Promise<Verification> {
  const problems: string[] = [];
  const ends = new Map<string, ChainHead>();
  const named: { readonly by: string; readonly head: ChainHead }[] = [];
  const expired = new Set<string>();
  let count = 0;
  let unkeyed = 0;
  for await (const { chain, records: lines, head } of store.chains()) {
    let last: AuditRecord | null = null;
    let own: AuditKey = key;
    for (const [index, line] of lines.entries()) {
      count += 1;
      const where = `${chain}, record ${index + 1}`;
      const record = parseRecord(line);
      if (!record) {
        problems.push(`${where}: is no record`);
        continue;
      }
      // The first one says with which key. Chains from before there was one are verified without.
      if (record.content.type === 'OPENED' && index === 0) own = record.content.key === null ? null : key;
      if (record.content.type === 'OPENED' && record.content.key !== keyIdOf(own)) {
        problems.push(
          `${chain}: was written with another key, and cannot be verified with ${key === null ? 'none' : 'this one'}`,
        );
        last = parseRecord(lines.at(-1) ?? '');
        break;
      }
      if (own === null && key !== null && index === 0) unkeyed += 1;
      if (!isIntact(record, own)) problems.push(`${where}: was edited`);
      if (record.chain !== chain) problems.push(`${where}: belongs to the chain ${record.chain}`);
      const prev: string = last?.hash ?? chain;
      const seq: number = (last?.seq ?? 0) + 1;
      if (record.prev !== prev || record.seq !== seq)
        problems.push(`${where}: does not follow what stands before it (number ${record.seq}, expected ${seq})`);
      const { content } = record;
      if (content.type === 'OPENED') named.push(...content.previous.map((each) => ({ by: chain, head: each })));
      if (content.type === 'EXPIRED') for (const each of content.chains) expired.add(each);
      last = record;
    }
    if (last) ends.set(chain, last);
    if (!last && head?.seq === 0) continue;
    if (!last) problems.push(`${chain}: has no records, and should have ${head?.seq ?? 'some'}`);
    else if (!head) problems.push(`${chain}: its head is missing`);
    // A crash between a batch and its head leaves more than the head knows, and all of it chained.
    else if (last.seq < head.seq)
      problems.push(`${chain}: ends at number ${last.seq}, and was written up to ${head.seq}: truncated`);
    else if (last.seq === head.seq && last.hash !== head.hash) problems.push(`${chain}: its head is another`);
  }
  for (const { by, head } of named) {
    const end = ends.get(head.chain);
    if (!end && !expired.has(head.chain)) problems.push(`${head.chain}: is missing, and ${by} names it`);
    else if (end && end.seq < head.seq)
      problems.push(`${head.chain}: ends at number ${end.seq}, and ${by} saw number ${head.seq}: truncated`);
  }
  return { chains: ends.size, records: count, unkeyed, problems };
}
