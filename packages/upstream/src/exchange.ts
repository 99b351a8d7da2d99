import type { Dispatcher } from 'undici';

/** One request and its response, whose body is read as a text. */
export interface ExchangeOptions {
  readonly timeoutMs: number;
  /** Aborted once nobody waits for the response. */
  readonly left: AbortSignal | undefined;
  readonly maxBytes: number;
}

export interface Exchanged {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The response is larger than `maxBytes`. */
export class TooLargeError extends Error {}

/** Headers with one text for each. */
export const headersOf = (headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> => {
  const flat: Record<string, string> = {};
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    if (value !== undefined) flat[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return flat;
};

/**
 * Sends a request by undici's `dispatch`. Its `request` makes a stream, promises and a signal for each response, which take
 * more processor time than a short exchange itself.
 *
 * Rejects with `TooLargeError`, an error at the time limit, or undici's own.
 */
export const exchange = (
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  { timeoutMs, left, maxBytes }: ExchangeOptions,
): Promise<Exchanged> =>
  new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | undefined;
    let failure: Error | undefined;
    let head = { status: 0, headers: {} };
    const chunks: Buffer[] = [];
    let size = 0;

    const timer = setTimeout(() => fail(new Error('the deadline has passed')), timeoutMs);
    const onLeft = (): void => fail(new Error('the client has left'));
    left?.addEventListener('abort', onLeft);
    const settle = (): void => {
      clearTimeout(timer);
      left?.removeEventListener('abort', onLeft);
    };
    const fail = (error: Error): void => {
      failure ??= error;
      settle();
      reject(failure);
      controller?.abort(failure);
    };

    try {
      dispatcher.dispatch(request, {
        onRequestStart(started) {
          controller = started;
          // It waited for a connection until nobody waited for it any more.
          if (failure) started.abort(failure);
        },
        onResponseStart(_controller, status, headers) {
          head = { status, headers: headersOf(headers) };
        },
        onResponseData(_controller, chunk) {
          size += chunk.length;
          if (size > maxBytes) fail(new TooLargeError(`response above ${maxBytes} bytes`));
          else chunks.push(chunk);
        },
        onResponseEnd() {
          const [only] = chunks;
          const bytes = only && chunks.length === 1 ? only : Buffer.concat(chunks);
          settle();
          resolve({ ...head, body: bytes.toString('utf8') });
        },
        onResponseError: (_controller, error) => fail(error),
      });
    } catch (error) {
      fail(error instanceof Error ? error : new Error('not an error', { cause: error }));
    }
  });
