import { beforeDeadline } from '@customer-graph/process/before-deadline';
import { badInput, type GraphError } from '@customer-graph/protocol/errors';

/** How fast a file must arrive. Only the time that the client lets the server wait counts. */
export interface ArrivalLimits {
  /** The longest wait for more, in milliseconds. */
  readonly idleMs: number;
  /** Waiting time after which the rate counts, in milliseconds. */
  readonly graceMs: number;
  /** The lowest rate: 20 MB take 40 minutes with a modem, which nobody waits for. */
  readonly bytesPerSecond: number;
}

export const arrivalLimits: ArrivalLimits = { idleMs: 10_000, graceMs: 10_000, bytesPerSecond: 8_192 };

export const tooSlow = (): GraphError => badInput('The file arrives too slowly. Try again with a better connection.');

/** Passes a file's chunks on as they arrive. Throws BAD_USER_INPUT where they come too slowly. */
export async function* arriving(
  content: AsyncIterable<Buffer>,
  { idleMs, graceMs, bytesPerSecond }: ArrivalLimits,
): AsyncGenerator<Buffer, void> {
  const chunks = content[Symbol.asyncIterator]();
  let waitedMs = 0;
  let bytes = 0;
  for (;;) {
    const askedAt = Date.now();
    const next = await beforeDeadline(askedAt + idleMs, chunks.next(), tooSlow);
    if (next.done) return;
    waitedMs += Date.now() - askedAt;
    bytes += next.value.length;
    if (waitedMs > graceMs && (bytes * 1_000) / waitedMs < bytesPerSecond) throw tooSlow();
    yield next.value;
  }
}
