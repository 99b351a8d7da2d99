import type { AuditRecord, ChainHead } from './record.ts';

/** A chain as it is stored, not yet parsed or verified. */
export interface StoredChain {
  readonly chain: string;
  /** The JSON text of each record, in order. A last record that was written only in part is left out. */
  readonly records: readonly string[];
  /** The separately stored head; null: missing. */
  readonly head: ChainHead | null;
}

/** Append-only storage of audit records. */
export interface AuditStore extends AsyncDisposable {
  /** Registers a new chain before its first record, so that its loss is detected. */
  begin(chain: string): Promise<void>;
  /** Appends records of one chain, in order. Resolves once they are durable. */
  append(records: readonly AuditRecord[]): Promise<void>;
  /** The heads of the latest chains. */
  heads(): Promise<readonly ChainHead[]>;
  /** All chains, for verification. */
  chains(): AsyncIterable<StoredChain>;
  /** Chains whose last record is older than `before`, and that this process may delete. */
  expired(before: Date): Promise<readonly string[]>;
  remove(chains: readonly string[]): Promise<void>;
}
