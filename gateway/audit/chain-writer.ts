import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { reasonOf } from '@customer-graph/process/reason-of';
import type { AuditEvent } from './event.ts';
import { chainRecords, keyIdOf, type AuditContent, type AuditKey, type ChainHead } from './record.ts';
import type { AuditStore } from './store.ts';

export interface ChainWriterOptions {
  readonly store: AuditStore;
  readonly key: AuditKey;
  /** How long chains are kept, in days. */
  readonly retentionDays: number;
  readonly log: Logger;
}

export interface ChainWriter {
  /** Whether a chain is open. */
  isOpen(): boolean;
  /** Writes events, and opens a new chain first where needed. Must not run concurrently. */
  write(events: readonly AuditEvent[]): Promise<void>;
}

const dayMs = 86_400_000;
/** A chain covers one day at most, because chains expire as a whole. */
const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

/** Writes one chain per process and day. */
export function createChainWriter({ store, key, retentionDays, log }: ChainWriterOptions): ChainWriter {
  let open: { readonly name: string; readonly day: string; readonly head: ChainHead | null } | undefined;

  async function append(events: readonly AuditEvent[], at: Date, current: NonNullable<typeof open>): Promise<void> {
    const records = chainRecords(current.name, current.head, at, events.map(toContent), key);
    try {
      await store.append(records);
      open = { ...current, head: records.at(-1) ?? current.head };
    } catch (error) {
      // The records may have been stored or not. A new chain stays verifiable in both cases.
      open = undefined;
      throw error;
    }
  }

  async function openChain(events: readonly AuditEvent[], at: Date): Promise<void> {
    const expired = [...(await store.expired(new Date(at.getTime() - retentionDays * dayMs)))];
    const previous = (await store.heads()).filter(({ chain }) => !expired.includes(chain));
    const contents: AuditContent[] = [
      { type: 'OPENED', key: keyIdOf(key), previous },
      ...(expired.length > 0 ? [{ type: 'EXPIRED' as const, chains: expired }] : []),
      ...events.map(toContent),
    ];
    const name = `${at.toISOString().replaceAll(':', '-')}-${randomUUID().slice(0, 8)}`;
    await store.begin(name);
    const records = chainRecords(name, null, at, contents, key);
    await store.append(records);
    open = { name, day: dayOf(at), head: records.at(-1) ?? null };
    // A second copy of the heads: a chain that is cut off in the store still differs from the log.
    log.info(
      { chain: name, previous: previous.map(({ chain, seq, hash }) => `${chain} ${seq} ${hash}`) },
      'audit chain opened',
    );
    // Expired chains are recorded before they are deleted. Otherwise verification would report them as missing.
    await store
      .remove(expired)
      .catch((error: unknown) => log.warn({ reason: reasonOf(error) }, 'expired audit chains not deleted'));
  }

  return {
    isOpen: () => open !== undefined,
    async write(events) {
      const at = new Date();
      if (open?.day !== dayOf(at)) await openChain(events, at);
      else if (events.length > 0) await append(events, at, open);
    },
  };
}

const toContent = (event: AuditEvent): AuditContent => ({ type: 'ACT', act: event });
