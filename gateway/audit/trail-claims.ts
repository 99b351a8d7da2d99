import { ageOfKey, type AuditKeys } from './keys.ts';
import { isIntact } from './record.ts';
import type { AuditStore } from './store.ts';
import type { ChainHead } from './head.ts';
import { keyOfChain, parseRecord } from './verify-chain.ts';

/** The statements of the trail's chains about other chains. Only intact records count. */
export interface TrailClaims {
  /** Each chain with records, by name. */
  readonly chains: ReadonlyMap<string, OpenedChain>;
  readonly named: readonly NamedHead[];
  readonly expired: readonly ExpiredChain[];
}

export interface OpenedChain {
  readonly at: Date;
  /** 0 for the current key, then the key before; the number of keys for none. Infinity: an unknown key. */
  readonly ageOfKey: number;
}

export interface NamedHead {
  /** The chain that names it. */
  readonly by: string;
  readonly head: ChainHead;
}

export interface ExpiredChain {
  readonly by: string;
  readonly chain: string;
  readonly at: Date;
  /** Null: not recorded. */
  readonly retentionDays: number | null;
}

export async function collectClaims(store: Pick<AuditStore, 'chains'>, keys: AuditKeys): Promise<TrailClaims> {
  const chains = new Map<string, OpenedChain>();
  const named: NamedHead[] = [];
  const expired: ExpiredChain[] = [];
  for await (const { chain, records } of store.chains()) {
    const opened = parseRecord(records[0]);
    const key = keyOfChain(opened, keys);
    if (!opened || key === undefined || !isIntact(opened, key) || opened.chain !== chain) continue;
    chains.set(chain, { at: new Date(opened.at), ageOfKey: ageOfKey(keys, key) });
    if (opened.content.type === 'OPENED') named.push(...opened.content.previous.map((head) => ({ by: chain, head })));
    // A chain records what has expired when it is opened.
    const second = parseRecord(records[1]);
    if (second?.content.type !== 'EXPIRED' || second.chain !== chain || !isIntact(second, key)) continue;
    const { chains: names, retentionDays = null } = second.content;
    expired.push(...names.map((name) => ({ by: chain, chain: name, at: new Date(second.at), retentionDays })));
  }
  return { chains, named, expired };
}
