import type { Logger } from 'pino';
import { beforeDeadline } from '@customer-graph/process/before-deadline';
import { reasonOf } from '@customer-graph/process/reason-of';
import type { AuditEvent } from './event.ts';

export interface WriteQueue {
  /**
   * Resolves once the events are written.
   *
   * @param abandonAt rejects at this time, and does not write what is not yet begun; milliseconds since the epoch
   */
  add(events: readonly AuditEvent[], abandonAt?: number): Promise<void>;
  /** The same for events that may wait for others for a while, so that one write has many of them. */
  gather(events: readonly AuditEvent[]): Promise<void>;
  /** Whether the last write succeeded. */
  isWorking(): boolean;
  /** Resolves once nothing is being written. */
  idle(): Promise<void>;
}

interface Pending {
  readonly events: readonly AuditEvent[];
  readonly abandonAt: number;
  readonly isUrgent: boolean;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** A write that fails after this time, in milliseconds, met a store that hangs. */
const slowMs = 1_000;
/** How long nothing is tried after that, in milliseconds. Requests would otherwise wait for the same time limit in turn. */
const pauseMs = 5_000;
/** Number of waiting calls. More means that the store is slower than the traffic. */
const maxPending = 10_000;

const unavailable = (): Error => new Error('the audit store does not answer in time');

/**
 * Events that arrive during a write are written together in the next.
 *
 * @param write returns whether it wrote anything
 * @param gatherMs how long events that may wait do wait, in milliseconds
 */
export function createWriteQueue(
  write: (events: readonly AuditEvent[]) => Promise<boolean>,
  gatherMs: number,
  log: Logger,
): WriteQueue {
  /** Ends the wait for more events. */
  let hurry: (() => void) | undefined;
  let pending: Pending[] = [];
  let writing: Promise<void> | undefined;
  let isWorking = true;
  let isHanging = false;
  let pausedUntil = 0;

  async function writeBatch(batch: readonly Pending[]): Promise<void> {
    const startedAt = Date.now();
    try {
      if (await write(batch.flatMap(({ events }) => events))) isWorking = true;
      isHanging = false;
      for (const { resolve } of batch) resolve();
    } catch (error) {
      isWorking = false;
      isHanging = Date.now() - startedAt >= slowMs;
      if (isHanging) pausedUntil = Date.now() + pauseMs;
      log.error({ reason: reasonOf(error) }, 'audit events not written');
      for (const { reject } of batch) reject(error);
    }
  }

  async function writePending(): Promise<void> {
    // Calls of the same moment are written together.
    await Promise.resolve();
    for (let isFirst = true; pending.length > 0; isFirst = false) {
      if (!pending.some(({ isUrgent }) => isUrgent)) await more();
      const now = Date.now();
      const entries = pending;
      pending = [];
      const batch: Pending[] = [];
      for (const entry of entries) {
        if (entry.abandonAt <= now || (isHanging && !isFirst)) entry.reject(unavailable());
        else batch.push(entry);
      }
      if (batch.length > 0) await writeBatch(batch);
    }
    writing = undefined;
  }

  const more = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(() => hurry?.(), gatherMs);
      hurry = () => {
        clearTimeout(timer);
        hurry = undefined;
        resolve();
      };
    });

  function enqueue(events: readonly AuditEvent[], abandonAt: number, isUrgent: boolean): Promise<void> {
    // Only one call at a time finds out whether a hanging store answers again.
    if (isHanging && (writing || Date.now() < pausedUntil)) return Promise.reject(unavailable());
    if (pending.length >= maxPending) return Promise.reject(unavailable());
    const written = new Promise<void>((resolve, reject) => {
      pending.push({ events, abandonAt, isUrgent, resolve, reject });
      writing ??= writePending();
      if (isUrgent) hurry?.();
    });
    return abandonAt === Infinity ? written : beforeDeadline(abandonAt, written, unavailable);
  }

  return {
    add: (events, abandonAt = Infinity) => enqueue(events, abandonAt, true),
    gather: (events) => enqueue(events, Infinity, false),
    isWorking: () => isWorking,
    async idle() {
      hurry?.();
      await writing;
    },
  };
}
