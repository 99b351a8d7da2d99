/**
 * Returns the value of a promise, or throws `timeoutError()` once the deadline has passed. Work behind the promise continues,
 * but its later result is ignored.
 *
 * @param deadline milliseconds since the epoch
 */
export const beforeDeadline = <T>(deadline: number, promise: Promise<T>, timeoutError: () => Error): Promise<T> =>
  new Promise((resolve, reject) => {
    // A timer alone: an abort signal for each call costs as much as a small call itself.
    const timer = setTimeout(() => reject(timeoutError()), Math.max(0, deadline - Date.now()));
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
