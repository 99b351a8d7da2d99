import { setTimeout as delay } from 'node:timers/promises';

/** The answer, or the error that stands for its coming too late. What still comes afterwards is let go. */
export async function beforeDeadline<T>(deadline: number, answer: Promise<T>, late: () => Error): Promise<T> {
  const timer = new AbortController();
  const timeout = delay(Math.max(0, deadline - Date.now()), undefined, { signal: timer.signal }).then(() => {
    throw late();
  });
  // Whichever loses the race is nobody's any more.
  timeout.catch(() => undefined);
  answer.catch(() => undefined);
  try {
    return await Promise.race([answer, timeout]);
  } finally {
    timer.abort();
  }
}
