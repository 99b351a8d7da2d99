import { setTimeout } from 'node:timers/promises';

/** How long running attempts may take to end before the process stops, in milliseconds. */
const drainMs = 1_500;
const never = new Promise<never>(() => undefined);

/** Ends workflows without failing them: a workflow that is interrupted by the shutdown stays open for the next process. */
export interface Shutdown {
  readonly isClosing: () => boolean;
  /** A promise that never settles: the workflow stops here and stays open. */
  readonly suspend: () => Promise<never>;
  /** Suspends the workflow instead of letting it fail with an error of the closing engine. */
  readonly guard: <Args extends unknown[], Result>(
    workflow: (...args: Args) => Promise<Result>,
  ) => (...args: Args) => Promise<Result>;
  /** Registers a running attempt, which the shutdown waits for. */
  readonly track: <Result>(attempt: Promise<Result>) => Promise<Result>;
  /** Suspends workflows from now on, and waits for running attempts. */
  readonly drain: () => Promise<void>;
}

export function createShutdown(): Shutdown {
  const attempts = new Set<Promise<unknown>>();
  let isClosing = false;
  return {
    isClosing: () => isClosing,

    suspend: () => never,

    guard:
      (workflow) =>
      async (...args) => {
        try {
          return await workflow(...args);
        } catch (error) {
          if (isClosing) return never;
          throw error;
        }
      },

    track(attempt) {
      attempts.add(attempt);
      return attempt.finally(() => attempts.delete(attempt));
    },

    async drain() {
      isClosing = true;
      await Promise.race([Promise.allSettled(attempts), setTimeout(drainMs, undefined, { ref: false })]);
    },
  };
}
