import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { Agent } from 'undici';
import type { Logger } from 'pino';
import { GraphError, type ErrorCode } from '../errors.ts';
import type { SystemOfRecord } from '../system.ts';
import { currentUpstreamContext, type UpstreamResponse } from './context.ts';
import { readBody } from './read-body.ts';
import { createPace, type PaceLimit } from './pace.ts';
import { retryDelay } from './retry.ts';

export interface UpstreamRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A stream is sent as it comes, once: it cannot be sent again. */
  readonly body?: string | Readable;
}

export interface UpstreamOptions {
  /** Named in errors. */
  readonly system: SystemOfRecord;
  /** Which requests change nothing, besides GET: vendors read in batches by POST. */
  readonly isRead: (request: { method: string; path: string }) => boolean;
  /** Whether answers may be anything, since nobody reads them; default: they are JSON. */
  readonly isUnread?: boolean;
  /** The vendor's rate limits. */
  readonly limits: readonly PaceLimit[];
  readonly log: Logger;
  /** How often a read is tried again; default 2. */
  readonly retries?: number;
  /** The largest answer that is read, in bytes; default 16 MiB. */
  readonly maxBytes?: number;
  /** Connections kept to the vendor; default 64. */
  readonly connections?: number;
  /** How long a call outside any request may take, in milliseconds; default 10,000. */
  readonly timeoutMs?: number;
}

/**
 * The one way to a vendor, under every SDK. Keeps to the vendor's rate limits and to the request's deadline as total time, retries reads a few times with
 * jitter and as `Retry-After` says, shares identical reads within one request, caps the size of answers, and turns whatever
 * is no usable answer into an error of the closed table. Answers of 4xx other than 429 pass: only the adapter knows what they mean.
 */
export interface Upstream extends AsyncDisposable {
  send(request: UpstreamRequest): Promise<UpstreamResponse>;
}

const streamConnections = 16;

/** The path for the log, without what names somebody: ids and e-mail addresses. */
const routeOf = (url: string): string =>
  new URL(url).pathname
    .split('/')
    .map((segment) => (/\d{4,}|_\w{8,}|@|%/.test(segment) ? ':id' : segment))
    .join('/');

export function createUpstream(options: UpstreamOptions): Upstream {
  const { system, log, retries = 2, maxBytes = 16 * 1024 * 1024, timeoutMs = 10_000 } = options;
  const pace = createPace(options.limits);
  const agent = new Agent({ connections: options.connections ?? 64, keepAliveTimeout: 30_000, allowH2: false });
  // What comes as slowly as somebody sends it must not hold up everybody's reads.
  const streams = new Agent({ connections: streamConnections, keepAliveTimeout: 30_000, allowH2: false });

  const failure = (code: ErrorCode, cause: unknown, retryable?: boolean) =>
    new GraphError(code, { system, cause, ...(retryable !== undefined && { retryable }) });

  async function attempt(request: UpstreamRequest, deadline: number): Promise<UpstreamResponse> {
    const url = new URL(request.url);
    if (Date.now() >= deadline) throw failure('UPSTREAM_TIMEOUT', new Error('no time left'));
    if (!(await pace.turn({ method: request.method, path: url.pathname }, deadline))) {
      throw failure('UPSTREAM_RATE_LIMITED', new Error('its turn comes after the deadline'));
    }
    const signal = AbortSignal.timeout(Math.max(1, deadline - Date.now()));
    const context = currentUpstreamContext();
    if (context) context.count.calls += 1;
    try {
      const answer = await (request.body instanceof Readable ? streams : agent).request({
        origin: url.origin,
        path: url.pathname + url.search,
        method: request.method,
        headers: request.headers,
        body: request.body ?? null,
        signal,
      });
      const body = await readBody(answer.body, maxBytes);
      const headers: Record<string, string> = {};
      for (const [name, value] of Object.entries(answer.headers)) {
        if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
      }
      if (body === undefined) throw failure('UPSTREAM_INVALID_RESPONSE', new Error(`answer above ${maxBytes} bytes`));
      return { status: answer.statusCode, headers, body };
    } catch (error) {
      if (error instanceof GraphError) throw error;
      throw failure(signal.aborted ? 'UPSTREAM_TIMEOUT' : 'UPSTREAM_UNAVAILABLE', error);
    }
  }

  async function withRetries(request: UpstreamRequest, read: boolean, deadline: number): Promise<UpstreamResponse> {
    for (let tried = 0; ; tried += 1) {
      let response: UpstreamResponse | undefined;
      let error: GraphError;
      try {
        response = await attempt(request, deadline);
        if (response.status < 400) {
          assertJson(response);
          return response;
        }
        if (response.status !== 429 && response.status < 500) return response;
        error = failure(
          response.status === 429 ? 'UPSTREAM_RATE_LIMITED' : 'UPSTREAM_UNAVAILABLE',
          new Error(`status ${response.status}`),
        );
      } catch (thrown) {
        error = thrown instanceof GraphError ? thrown : failure('UPSTREAM_UNAVAILABLE', thrown);
      }
      const wait = retryDelay(tried, response?.headers['retry-after']);
      const worthwhile = read && error.extensions.retryable && error.code !== 'UPSTREAM_TIMEOUT' && tried < retries;
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
            reason: String(cause),
          },
          'upstream failed',
        );
        throw error;
      }
      await delay(wait);
    }
  }

  function assertJson(response: UpstreamResponse): void {
    if (response.body === '' || options.isUnread) return;
    try {
      JSON.parse(response.body);
    } catch (error) {
      throw failure('UPSTREAM_INVALID_RESPONSE', new Error('not JSON', { cause: error }));
    }
  }

  return {
    async send(request) {
      const context = currentUpstreamContext();
      const deadline = context?.deadline ?? Date.now() + timeoutMs;
      const read =
        request.method === 'GET' || options.isRead({ method: request.method, path: new URL(request.url).pathname });
      if (!context || !read) return withRetries(request, read, deadline);
      const key = `${request.method} ${request.url}\n${typeof request.body === 'string' ? request.body : ''}`;
      const running = context.inFlight.get(key);
      if (running) return running;
      const started = withRetries(request, read, deadline).finally(() => context.inFlight.delete(key));
      context.inFlight.set(key, started);
      return started;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([agent.destroy(), streams.destroy()]);
    },
  };
}
