import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import {
  keyIdOf,
  nextRecord,
  type AuditContent,
  type AuditKey,
  type AuditedAct,
  type AuditRecord,
  type ChainHead,
} from './event.ts';
import type { AuditStore } from './store.ts';

export interface AuditOptions {
  readonly store: AuditStore;
  readonly key: AuditKey;
  /** How long records are kept, in days. */
  readonly retentionDays: number;
  readonly log: Logger;
}

export interface Audit extends AsyncDisposable {
  /** Begins a chain, and deletes what is old enough; without it, the first record does. */
  begin(): Promise<void>;
  /** Resolves once they are written; rejects where they are not, and then the chain goes on without them. */
  record(acts: readonly AuditedAct[]): Promise<void>;
}

const dayMs = 86_400_000;
/** A chain is as long as a day: what expires, expires chain by chain. */
const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

interface Waiting {
  readonly acts: readonly AuditedAct[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** One chain for this process and day; whatever comes while one batch is written is the next. */
export function createAudit({ store, key, retentionDays, log }: AuditOptions): Audit {
  let chain: { readonly name: string; readonly day: string } | undefined;
  let head: ChainHead | null = null;
  let waiting: Waiting[] = [];
  let writing: Promise<void> | undefined;

  const recordsOf = (
    name: string,
    from: ChainHead | null,
    at: Date,
    contents: readonly AuditContent[],
  ): AuditRecord[] => {
    let last = from;
    return contents.map((content) => {
      const record = nextRecord(name, last, at, content, key);
      last = record;
      return record;
    });
  };

  async function write(acts: readonly AuditedAct[]): Promise<void> {
    const at = new Date();
    const contents: AuditContent[] = acts.map((act) => ({ type: 'ACT', act }));
    let name = chain?.name;
    if (!chain || name === undefined || chain.day !== dayOf(at)) {
      const expired = [...(await store.expired(new Date(at.getTime() - retentionDays * dayMs)))];
      if (expired.length > 0) contents.unshift({ type: 'EXPIRED', chains: expired });
      const previous = (await store.heads()).filter((each) => !expired.includes(each.chain));
      contents.unshift({ type: 'OPENED', key: keyIdOf(key), previous });
      name = `${at.toISOString().replaceAll(':', '-')}-${randomUUID().slice(0, 8)}`;
      await store.begin(name);
      const records = recordsOf(name, null, at, contents);
      await store.append(records);
      chain = { name, day: dayOf(at) };
      // Heads in a second place, the log: what is cut off there and here together is missed by whoever compares.
      log.info(
        { chain: name, previous: previous.map(({ chain: before, seq, hash }) => `${before} ${seq} ${hash}`) },
        'a chain of audit events begins',
      );
      head = records.at(-1) ?? null;
      // Said before it is done: what is gone and was never named as expired would be missed.
      await store
        .remove(expired)
        .catch((error: unknown) =>
          log.warn({ reason: String(error) }, 'audit chains that have expired could not be deleted'),
        );
      return;
    }
    if (contents.length === 0) return;
    const records = recordsOf(name, head, at, contents);
    try {
      await store.append(records);
      head = records.at(-1) ?? head;
    } catch (error) {
      // Whether they were written nobody knows: what follows begins a chain of its own.
      chain = undefined;
      throw error;
    }
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        await write(batch.flatMap(({ acts }) => acts));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        log.error({ reason: error instanceof Error ? error.message : String(error) }, 'audit events cannot be written');
        for (const { reject } of batch) reject(error);
      }
    }
    writing = undefined;
  }

  const enqueue = (acts: readonly AuditedAct[]): Promise<void> =>
    new Promise((resolve, reject) => {
      waiting.push({ acts, resolve, reject });
      writing ??= drain();
    });

  return {
    begin: () => (chain ? Promise.resolve() : enqueue([])),
    record: (acts) => (acts.length === 0 ? Promise.resolve() : enqueue(acts)),
    async [Symbol.asyncDispose]() {
      await writing;
      await store[Symbol.asyncDispose]();
    },
  };
}
