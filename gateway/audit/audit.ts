import { reasonOf } from '@customer-graph/process/reason-of';
import { createChainWriter, type ChainWriterOptions } from './chain-writer.ts';
import type { AuditEvent } from './event.ts';

export type AuditOptions = ChainWriterOptions;

/** The audit trail: append-only, with every record chained to the one before by its hash. */
export interface Audit extends AsyncDisposable {
  /** Opens a chain and deletes expired ones. Otherwise the first record does. Rejects where the store cannot be written. */
  begin(): Promise<void>;
  /** Resolves once the events are durable. Rejects where the store cannot be written; later events get a new chain. */
  record(events: readonly AuditEvent[]): Promise<void>;
}

interface Pending {
  readonly events: readonly AuditEvent[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Events that arrive during a write are written together in the next. */
export function createAudit(options: AuditOptions): Audit {
  const { store, log } = options;
  const writer = createChainWriter(options);
  let pending: Pending[] = [];
  let writing: Promise<void> | undefined;

  async function writePending(): Promise<void> {
    while (pending.length > 0) {
      const batch = pending;
      pending = [];
      try {
        await writer.write(batch.flatMap(({ events }) => events));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        log.error({ reason: reasonOf(error) }, 'audit events not written');
        for (const { reject } of batch) reject(error);
      }
    }
    writing = undefined;
  }

  const enqueue = (events: readonly AuditEvent[]): Promise<void> =>
    new Promise((resolve, reject) => {
      pending.push({ events, resolve, reject });
      writing ??= writePending();
    });

  return {
    begin: () => (writer.isOpen() ? Promise.resolve() : enqueue([])),
    record: (events) => (events.length === 0 ? Promise.resolve() : enqueue(events)),
    async [Symbol.asyncDispose]() {
      await writing;
      await store[Symbol.asyncDispose]();
    },
  };
}
