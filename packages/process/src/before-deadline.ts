import { setTimeout as delay } from 'node:timers/promises';

/**
 * Returns the value of a promise, or throws `timeoutError()` once the deadline has passed. Work behind the promise continues,
 * but its later result is ignored.
 *
 * @param deadline milliseconds since the epoch
 */
export async function beforeDeadline<T>(deadline: number, promise: Promise<T>, timeoutError: () => Error): Promise<T> {
  const timer = new AbortController();
  const timeout = delay(Math.max(0, deadline - Date.now()), undefined, { signal: timer.signal }).then(() => {
    throw timeoutError();
  });
  // The loser of the race must not become an unhandled rejection.
  timeout.catch(() => undefined);
  promise.catch(() => undefined);
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    timer.abort();
  }
}
