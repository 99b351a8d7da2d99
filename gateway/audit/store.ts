import type { StoredHead } from './head.ts';
import type { AuditRecord } from './record.ts';

/** A chain as it is stored, not yet parsed or verified. */
export interface StoredChain {
  readonly chain: string;
  /** The JSON text of each record, in order. A last record that was written only in part is left out. */
  readonly records: readonly string[];
  /** The separately stored head; null: missing. */
  readonly head: StoredHead | null;
}

/** The store has no room, and is certain that it kept nothing of the write. The chain can be continued. */
export class NoRoomError extends Error {
  override readonly name = 'NoRoomError';
}

/** Append-only storage of audit records. */
export interface AuditStore extends AsyncDisposable {
  /** Registers a new chain by its empty head, before its first record, so that its loss is detected. */
  begin(head: StoredHead): Promise<void>;
  /**
   * Appends records of one chain, in order, and replaces its head. Resolves once they are durable.
   * Throws NoRoomError if nothing was stored for want of room; after any other error, they may have been stored.
   */
  append(records: readonly AuditRecord[], head: StoredHead): Promise<void>;
  /** The heads of all chains, the latest first. */
  heads(): AsyncIterable<StoredHead>;
  /** All chains, for verification. */
  chains(): AsyncIterable<StoredChain>;
  /** Names of the chains, if this process may delete them; else empty. */
  removable(): Promise<readonly string[]>;
  remove(chains: readonly string[]): Promise<void>;
  /** Bytes that are left for the trail; null: not known. */
  freeBytes(): Promise<number | null>;
}
