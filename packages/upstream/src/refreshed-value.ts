import type { Logger } from 'pino';
import { reasonOf } from '@customer-graph/process/reason-of';
import { withoutUpstreamContext } from './context.ts';

/** Options of `createRefreshedValue`. */
export interface RefreshedValueOptions<T> {
  /** Reads the value from its owner. */
  readonly read: () => Promise<T>;
  readonly log: Logger;
  /** The name of the value in the log. */
  readonly name: string;
  /** Interval between reads, in milliseconds. Default: 60,000. */
  readonly refreshMs?: number;
  /** Receives each value after it is read. */
  readonly onRead?: (value: T) => void;
}

/**
 * A value that many responses need and that belongs to no customer, such as the price list or the field definitions.
 * It is read at the start and refreshed in the background, so that requests rarely wait for it. A value older than two intervals
 * is not used.
 */
export interface RefreshedValue<T> extends Disposable {
  /** Returns the value. Reads it first if it is missing or too old; rejects with the error of that read. */
  get(): Promise<T>;
  /** Reads the value and starts the refreshing. A failed read is logged and retried. */
  start(): Promise<void>;
}

/**
 * Creates a refreshed value.
 *
 * @example
 * const plans = createRefreshedValue({ name: 'price list', read: () => source.plans(), log });
 * await plans.start();
 */
export function createRefreshedValue<T>({
  read,
  log,
  name,
  onRead,
  refreshMs = 60_000,
}: RefreshedValueOptions<T>): RefreshedValue<T> {
  let current: { value: T; readAt: number } | undefined;
  let reading: Promise<T> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const refresh = (): Promise<T> => {
    const readAt = Date.now();
    reading ??= withoutUpstreamContext(read)
      .then((value) => {
        current = { value, readAt };
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
      (error: unknown) => log.warn({ value: name, reason: reasonOf(error) }, 'value not refreshed; will retry'),
    );

  return {
    get: () => (current && Date.now() - current.readAt < 2 * refreshMs ? Promise.resolve(current.value) : refresh()),
    async start() {
      timer ??= setInterval(() => void refreshQuietly(), refreshMs).unref();
      await refreshQuietly();
    },
    [Symbol.dispose]() {
      clearInterval(timer);
    },
  };
}
