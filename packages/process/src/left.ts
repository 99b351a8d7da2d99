import type { ServerResponse } from 'node:http';

/** Returns a signal that is aborted if the client closes the connection before it has the whole response. */
export function leftOf(response: ServerResponse): AbortSignal {
  const left = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) left.abort();
  });
  return left.signal;
}
