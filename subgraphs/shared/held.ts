import type { Logger } from 'pino';
import { withoutUpstreamContext } from './upstream/context.ts';

export interface HeldOptions<T> {
  readonly read: () => Promise<T>;
  readonly log: Logger;
  /** Named in the log. */
  readonly name: string;
  /** How often it is read anew, in milliseconds; default 60,000. */
  readonly refreshMs?: number;
  /** Sees each value as it is read. */
  readonly onRead?: (value: T) => void;
}

/**
 * Something of the company's own that every answer needs and no customer owns: its price list, its staff, its field definitions.
 * Read at the start and every minute after, so that no request waits for it. What could not be refreshed twice is not used any
 * more: it is then read when asked for, and a failure is the asker's to see.
 */
export interface Held<T> extends Disposable {
  get(): Promise<T>;
  /** Reads it now and from now on. A failure is logged: the owner may come later. */
  start(): Promise<void>;
}

export function createHeld<T>({ read, log, name, onRead, refreshMs = 60_000 }: HeldOptions<T>): Held<T> {
  let held: { value: T; readAt: number } | undefined;
  let reading: Promise<T> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const refresh = (): Promise<T> => {
    const readAt = Date.now();
    reading ??= withoutUpstreamContext(read)
      .then((value) => {
        held = { value, readAt };
        onRead?.(value);
        return value;
      })
      .finally(() => {
        reading = undefined;
      });
    return reading;
  };
  const refreshQuietly = () =>
    refresh().then(
      () => undefined,
      (error: unknown) => log.warn({ reason: String(error) }, `${name} could not be read; will be tried again`),
    );

  return {
    get: () => (held && Date.now() - held.readAt < 2 * refreshMs ? Promise.resolve(held.value) : refresh()),
    async start() {
      timer ??= setInterval(() => void refreshQuietly(), refreshMs).unref();
      await refreshQuietly();
    },
    [Symbol.dispose]() {
      clearInterval(timer);
    },
  };
}
