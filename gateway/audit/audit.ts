import type { Logger } from 'pino';
import { stateTrail, type Anchor } from './anchor.ts';
import { createAnchoring } from './anchoring.ts';
import { createChainWriter, type ChainWriterOptions } from './chain-writer.ts';
import type { AuditEvent } from './event.ts';
import { sign } from './keys.ts';
import type { AuditContent } from './record.ts';
import { createRefusalWindows } from './refusal-windows.ts';
import { createRoom } from './room.ts';
import { NoRoomError } from './store.ts';
import { createWriteQueue } from './write-queue.ts';

export interface AuditOptions extends Omit<ChainWriterOptions, 'onOpened'> {
  /** Room that only changes may use, in bytes. */
  readonly reservedBytes: number;
  /** How long records of reads wait for others, in milliseconds; 0: an answer waits for its record instead. */
  readonly readsWithinMs: number;
  /** Places for statements about the trail. */
  readonly anchors: readonly Anchor[];
  readonly anchorIntervalMs: number;
  readonly log: Logger;
}

/** The audit trail: append-only, with every record chained to the one before by its hash. */
export interface Audit extends AsyncDisposable {
  /** Opens a chain and deletes expired ones. Otherwise the first record does. Rejects where the store cannot be written. */
  begin(): Promise<void>;
  /**
   * Resolves once the events are durable. Repeated refusals are counted, and recorded at the end of their minute. Refusals and
   * reads are only counted while there is no room, and their numbers recorded later. Rejects where the store cannot be written; later events get a new chain.
   *
   * @param abandonAt rejects at this time; milliseconds since the epoch
   */
  record(events: readonly AuditEvent[], abandonAt?: number): Promise<void>;
  /**
   * Records the reads and refusals of a query as `record` does. Resolves at once, unless answers wait for such records: a process
   * that is killed may lose those of its last milliseconds.
   */
  recordReads(events: readonly AuditEvent[]): Promise<void>;
  /** Whether changes can be recorded, as far as is known. */
  isWorking(): boolean;
}

/** How often refusals of ended minutes are recorded, in milliseconds. */
const tickMs = 10_000;

export function createAudit(options: AuditOptions): Audit {
  const { store, keys, anchors, anchorIntervalMs, readsWithinMs, now = () => new Date(), log } = options;
  const room = createRoom(options);
  const refusals = createRefusalWindows();
  const anchoring = createAnchoring({
    anchors,
    intervalMs: anchorIntervalMs,
    state: async () => (queue.isWorking() ? stateTrail(store, keys, writer.head(), now()) : null),
    log,
  });
  const writer = createChainWriter({ ...options, onOpened: () => void anchoring.publish() });
  const queue = createWriteQueue(write, readsWithinMs, log);

  /** Returns whether the store proved that it works. */
  async function write(events: readonly AuditEvent[]): Promise<boolean> {
    const wasOpen = writer.head() !== null;
    const admitted = await room.admit(events);
    try {
      const report = room.report();
      const contents = [...report, ...admitted.map(toContent)];
      await writer.write(contents);
      room.reported(report);
      return contents.length > 0 || !wasOpen;
    } catch (error) {
      if (!(error instanceof NoRoomError)) throw error;
      const changes = room.onlyChanges(admitted);
      await writer.write(changes.map(toContent));
      return changes.length > 0;
    }
  }

  async function add(events: readonly AuditEvent[], written: Promise<void>): Promise<void> {
    try {
      await written;
    } catch (error) {
      if (!(error instanceof NoRoomError)) room.countLost(events);
      throw error;
    }
  }

  /** The source is the caller's address until here. The trail tells sources apart and does not name them. */
  const toContent = ({ source, ...event }: AuditEvent): AuditContent => ({
    type: 'ACT',
    act: { ...event, ...(source !== undefined && { source: pseudonymOf(source) }) },
  });
  const pseudonymKey = keys.current ?? crypto.randomUUID();
  const pseudonymOf = (source: string): string => (sign(pseudonymKey, 'source', source) ?? '').slice(0, 16);

  const begin = (): Promise<void> => (writer.head() ? Promise.resolve() : queue.add([]));

  /** The events without refusals that are only counted for now. */
  function toRecord(events: readonly AuditEvent[]): readonly AuditEvent[] {
    const first = refusals.add(
      events.filter(({ kind }) => kind === 'REFUSAL'),
      now(),
    );
    const others = events.filter(({ kind }) => kind !== 'REFUSAL');
    return [...first, ...others];
  }

  function record(given: readonly AuditEvent[], abandonAt?: number): Promise<void> {
    const events = toRecord(given);
    return events.length === 0 ? Promise.resolve() : add(events, queue.add(events, abandonAt));
  }

  async function recordReads(given: readonly AuditEvent[]): Promise<void> {
    if (readsWithinMs === 0) return record(given);
    const events = toRecord(given);
    // The queue logs failures.
    if (events.length > 0) void add(events, queue.gather(events)).catch(() => undefined);
  }

  /** Also opens the day's chain, records what was dropped, and tries a store that failed. The queue logs failures. */
  const recordRepeated = (events: readonly AuditEvent[]): Promise<void> =>
    add(events, queue.add(events)).catch(() => undefined);
  const timer = setInterval(() => void recordRepeated(refusals.end(now())), tickMs).unref();

  return {
    begin,
    record,
    recordReads,
    isWorking: () => queue.isWorking(),
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      const repeated = refusals.endAll();
      if (writer.head() || repeated.length > 0) await recordRepeated(repeated);
      await queue.idle();
      await anchoring[Symbol.asyncDispose]();
      await store[Symbol.asyncDispose]();
    },
  };
}
