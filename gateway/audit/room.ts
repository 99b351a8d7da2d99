import type { Logger } from 'pino';
import { countOf, type AuditEvent } from './event.ts';
import type { AuditContent } from './record.ts';
import type { AuditStore } from './store.ts';

export interface RoomOptions {
  readonly store: Pick<AuditStore, 'freeBytes'>;
  /** Below this number of free bytes, no refusals are recorded; below half of it, no reads either. */
  readonly reservedBytes: number;
  readonly log: Logger;
}

/** Keeps room for changes: a full disk costs records of refusals first, then of reads, and changes last. */
export interface Room {
  /** The events that may be written now. The others are counted. */
  admit(events: readonly AuditEvent[]): Promise<readonly AuditEvent[]>;
  /** The changes among events that the store had no room for. The others are counted. */
  onlyChanges(events: readonly AuditEvent[]): readonly AuditEvent[];
  /** Counts refusals and reads that could not be written for another reason. */
  countLost(events: readonly AuditEvent[]): void;
  /** A record of the events that were not recorded; empty: there are none, or there is still no room. */
  report(): readonly AuditContent[];
  /** The report was written. Events that were counted meanwhile are left for the next. */
  reported(report: readonly AuditContent[]): void;
}

/** How long only changes are tried after the store had no room, in milliseconds. */
const fullMs = 10_000;

interface Dropped {
  refusals: number;
  reads: number;
  readonly from: Date;
  to: Date;
}

export function createRoom({ store, reservedBytes, log }: RoomOptions): Room {
  let dropped: Dropped | null = null;
  let fullUntil = 0;
  let hasRoom = true;

  /** The kinds of events that are not recorded at the moment. */
  async function droppedKinds(): Promise<readonly AuditEvent['kind'][]> {
    if (Date.now() < fullUntil) return ['REFUSAL', 'READ'];
    const free = await store.freeBytes().catch(() => null);
    if (free === null || free >= reservedBytes) return [];
    return free >= reservedBytes / 2 ? ['REFUSAL'] : ['REFUSAL', 'READ'];
  }

  function count(events: readonly AuditEvent[]): void {
    const now = new Date();
    for (const event of events) {
      dropped ??= { refusals: 0, reads: 0, from: now, to: now };
      dropped[event.kind === 'REFUSAL' ? 'refusals' : 'reads'] += countOf(event);
      dropped.to = now;
    }
  }

  function keep(events: readonly AuditEvent[], without: readonly AuditEvent['kind'][]): readonly AuditEvent[] {
    const unwritten = events.filter(({ kind }) => without.includes(kind));
    if (unwritten.length > 0 && !dropped)
      log.error({ without }, 'audit trail has no room: refusals and reads are only counted');
    count(unwritten);
    return events.filter(({ kind }) => !without.includes(kind));
  }

  return {
    async admit(events) {
      const without = await droppedKinds();
      hasRoom = without.length === 0;
      return keep(events, without);
    },
    onlyChanges(events) {
      fullUntil = Date.now() + fullMs;
      hasRoom = false;
      return keep(events, ['REFUSAL', 'READ']);
    },
    countLost: (events) => count(events.filter(({ kind }) => kind !== 'MUTATION')),
    report() {
      if (!dropped || !hasRoom) return [];
      const { refusals, reads, from, to } = dropped;
      return [{ type: 'DROPPED', refusals, reads, from: from.toISOString(), to: to.toISOString() }];
    },
    reported(report) {
      for (const content of report) {
        if (!dropped || content.type !== 'DROPPED') continue;
        const refusals = dropped.refusals - content.refusals;
        const reads = dropped.reads - content.reads;
        dropped = refusals + reads > 0 ? { refusals, reads, from: new Date(content.to), to: dropped.to } : null;
      }
    },
  };
}
