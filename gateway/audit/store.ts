import type { AuditRecord, ChainHead } from './event.ts';

/** What a chain is, as it lies there. */
export interface StoredChain {
  readonly chain: string;
  /** As text, one a record, in their order. What a process that ended while it wrote has left of a last one is none. */
  readonly records: readonly string[];
  /** What was noted beside them as the last; null where nothing was. */
  readonly head: ChainHead | null;
}

/** Where records go, and stay: append only. */
export interface AuditStore extends AsyncDisposable {
  /** Resolves once they are where a crash does not take them; all of one chain, in their order. */
  append(records: readonly AuditRecord[]): Promise<void>;
  /** The heads of all chains that are there. */
  heads(): Promise<readonly ChainHead[]>;
  /** Everything, chain by chain, for those who verify. */
  chains(): AsyncIterable<StoredChain>;
  /** Begins a chain: from here on its absence is noticed. */
  begin(chain: string): Promise<void>;
  /** Chains that ended before the moment, as far as they may be deleted from here. */
  expired(before: Date): Promise<readonly string[]>;
  remove(chains: readonly string[]): Promise<void>;
}
