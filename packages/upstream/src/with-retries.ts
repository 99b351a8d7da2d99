import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { reasonOf } from '@customer-graph/process/reason-of';
import { GraphError } from '@customer-graph/protocol/errors';
import type { SystemOfRecord } from '@customer-graph/protocol/system';
import { currentUpstreamContext, type UpstreamResponse } from './context.ts';
import { retryDelay } from './retry.ts';

export interface RetriesOptions<Request> {
  readonly system: SystemOfRecord;
  readonly log: Logger;
  /** Number of retries of a read. */
  readonly retries: number;
  /** Whether responses are not checked to be JSON. */
  readonly ignoresBodies: boolean;
  /** Sends a request once. */
  readonly attempt: (request: Request, deadline: number, left: AbortSignal | undefined) => Promise<UpstreamResponse>;
}

/** Returns the path for the log, without personal data: ids and e-mail addresses become `:id`. */
const routeOf = (url: string): string =>
  new URL(url).pathname
    .split('/')
    .map((segment) => (/\d{4,}|_\w{8,}|@|%/.test(segment) ? ':id' : segment))
    .join('/');

/** Sends a request, a read several times where that helps. Logs the last failure. */
export const createRetries =
  <Request extends { readonly method: string; readonly url: string }>({
    system,
    log,
    retries,
    ignoresBodies,
    attempt,
  }: RetriesOptions<Request>) =>
  async (request: Request, read: boolean, deadline: number): Promise<UpstreamResponse> => {
    // A write must not stop halfway, whoever waits for it.
    const left = read ? currentUpstreamContext()?.left : undefined;
    for (let tried = 0; ; tried += 1) {
      let response: UpstreamResponse | undefined;
      let error: GraphError;
      try {
        response = await attempt(request, deadline, left);
        if (response.status < 400) {
          if (!ignoresBodies) response.assertJson();
          return response;
        }
        if (response.status !== 429 && response.status < 500) return response;
        error = new GraphError(response.status === 429 ? 'UPSTREAM_RATE_LIMITED' : 'UPSTREAM_UNAVAILABLE', {
          system,
          cause: new Error(`status ${response.status}`),
        });
      } catch (thrown) {
        error =
          thrown instanceof GraphError ? thrown : new GraphError('UPSTREAM_UNAVAILABLE', { system, cause: thrown });
      }
      const wait = retryDelay(tried, response?.headers['retry-after']);
      const worthwhile = read && error.extensions.retryable && error.code !== 'UPSTREAM_TIMEOUT' && tried < retries;
      if (left?.aborted) throw error;
      if (!worthwhile || Date.now() + wait >= deadline) {
        const { code, cause } = error;
        const requestId = currentUpstreamContext()?.traceId;
        log.warn(
          {
            requestId,
            system,
            method: request.method,
            route: routeOf(request.url),
            code,
            tried: tried + 1,
            reason: reasonOf(cause),
          },
          'upstream failed',
        );
        throw error;
      }
      await delay(wait);
    }
  };
