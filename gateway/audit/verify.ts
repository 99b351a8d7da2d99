import type { AuditKey, AuditRecord, ChainHead } from './record.ts';
import type { AuditStore } from './store.ts';
import { verifyChain } from './verify-chain.ts';

export interface Verification {
  readonly chains: number;
  readonly records: number;
  /** Chains without a key although one is configured: anyone with write access could have replaced them. */
  readonly unkeyed: number;
  /** Every difference from the written trail, as a sentence. */
  readonly problems: readonly string[];
}

/** Verifies the whole trail: each chain by itself, and each against the chains that name it. */
export async function verifyAudit(store: Pick<AuditStore, 'chains'>, key: AuditKey): Promise<Verification> {
  const problems: string[] = [];
  const lastRecords = new Map<string, AuditRecord>();
  const namedHeads: { readonly by: string; readonly head: ChainHead }[] = [];
  const expired = new Set<string>();
  let records = 0;
  let unkeyed = 0;
  for await (const stored of store.chains()) {
    const { chain } = stored;
    const verified = verifyChain(stored, key);
    records += stored.records.length;
    if (verified.isUnkeyed) unkeyed += 1;
    problems.push(...verified.problems);
    namedHeads.push(...verified.previous.map((head) => ({ by: chain, head })));
    for (const name of verified.expired) expired.add(name);
    if (verified.last) lastRecords.set(chain, verified.last);
  }
  for (const { by, head } of namedHeads) {
    const last = lastRecords.get(head.chain);
    if (!last && !expired.has(head.chain)) problems.push(`${head.chain}: is missing, but ${by} names it`);
    else if (last && last.seq < head.seq)
      problems.push(`${head.chain}: truncated: ends at number ${last.seq}, but ${by} names its number ${head.seq}`);
  }
  return { chains: lastRecords.size, records, unkeyed, problems };
}
