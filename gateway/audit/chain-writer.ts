import type { Logger } from 'pino';
import { reasonOf } from '@customer-graph/process/reason-of';
import { dayOf, isBeyondRetention, newChainName } from './chain-name.ts';
import { emptyHead, isHeadSigned, signHead, type ChainHead } from './head.ts';
import { keyIdOf, type AuditKeys } from './keys.ts';
import { chainRecords, maxNamedHeads, type AuditContent } from './record.ts';
import { NoRoomError, type AuditStore } from './store.ts';

export interface ChainWriterOptions {
  readonly store: AuditStore;
  readonly keys: AuditKeys;
  /** How long chains are kept, in days. */
  readonly retentionDays: number;
  /** Called after a chain was opened. */
  readonly onOpened?: () => void;
  /** Default: the system's clock. */
  readonly now?: () => Date;
  readonly log: Logger;
}

export interface ChainWriter {
  /** The last record of the open chain; null: none is open. */
  head(): ChainHead | null;
  /** Writes records, and opens a new chain first where needed. Must not run concurrently. */
  write(contents: readonly AuditContent[]): Promise<void>;
}

/** Writes one chain per process and day. */
export function createChainWriter(options: ChainWriterOptions): ChainWriter {
  const { store, keys, retentionDays, onOpened, now = () => new Date(), log } = options;
  const key = keys.current;
  let open: { readonly day: string; readonly head: ChainHead } | undefined;

  async function append(contents: readonly AuditContent[], at: Date, head: ChainHead): Promise<ChainHead> {
    const records = chainRecords(head, at, contents, key);
    const { chain, seq, hash } = records.at(-1) ?? head;
    await store.append(records, signHead({ chain, seq, hash }, key));
    return { chain, seq, hash };
  }

  async function continueChain(contents: readonly AuditContent[], at: Date, current: NonNullable<typeof open>) {
    try {
      open = { ...current, head: await append(contents, at, current.head) };
    } catch (error) {
      // The records may have been stored or not. A new chain stays verifiable in both cases.
      if (!(error instanceof NoRoomError)) open = undefined;
      throw error;
    }
  }

  async function openChain(contents: readonly AuditContent[], at: Date): Promise<void> {
    const expired = (await store.removable()).filter((chain) => isBeyondRetention(chain, retentionDays, at));
    const opening: AuditContent[] = [
      { type: 'OPENED', key: keyIdOf(key), previous: await headsToName(store, keys, new Set(expired)), format: 2 },
      ...(expired.length > 0 ? [{ type: 'EXPIRED' as const, chains: expired, retentionDays }] : []),
      ...contents,
    ];
    const head = emptyHead(newChainName(at));
    open = undefined;
    await store.begin(signHead(head, key));
    try {
      open = { day: dayOf(at), head: await append(opening, at, head) };
    } catch (error) {
      // Without this, every attempt on a full disk would leave a file.
      if (error instanceof NoRoomError) await store.remove([head.chain]).catch(() => undefined);
      throw error;
    }
    log.info({ chain: head.chain }, 'audit chain opened');
    onOpened?.();
    // Expired chains are recorded before they are deleted. Otherwise verification would report them as missing.
    await store
      .remove(expired)
      .catch((error: unknown) => log.warn({ reason: reasonOf(error) }, 'expired audit chains not deleted'));
  }

  return {
    head: () => open?.head ?? null,
    async write(contents) {
      const at = now();
      if (open?.day !== dayOf(at)) await openChain(contents, at);
      else if (contents.length > 0) await continueChain(contents, at, open);
    },
  };
}

/**
 * The latest heads, for the first record of a chain. Signed and unsigned ones are limited apart: files with invented names
 * must not displace the names of real chains.
 */
async function headsToName(store: AuditStore, keys: AuditKeys, except: ReadonlySet<string>): Promise<ChainHead[]> {
  const signed: ChainHead[] = [];
  const unsigned: ChainHead[] = [];
  for await (const head of store.heads()) {
    const { chain, seq, hash } = head;
    const named = isHeadSigned(head, keys) ? signed : unsigned;
    // An empty chain proves nothing, and its opening may still fail.
    if (seq > 0 && !except.has(chain) && named.length < maxNamedHeads) named.push({ chain, seq, hash });
    if (signed.length === maxNamedHeads) break;
  }
  return [...signed, ...unsigned].sort((a, b) => (a.chain < b.chain ? -1 : 1));
}
