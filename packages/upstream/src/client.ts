import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { createDispatcher } from '@customer-graph/process/network';
import { parseJson } from '@customer-graph/process/parse-json';
import { readBody } from '@customer-graph/process/read-body';
import { reasonOf } from '@customer-graph/process/reason-of';
import { GraphError, type ErrorCode } from '@customer-graph/protocol/errors';
import type { SystemOfRecord } from '@customer-graph/protocol/system';
import { currentUpstreamContext, type UpstreamResponse } from './context.ts';
import { createRateLimiter, type RateLimit } from './rate-limiter.ts';
import { retryDelay } from './retry.ts';

/** One HTTP request to a vendor. */
export interface UpstreamRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A stream is sent once: a request with a stream is never retried. */
  readonly body?: string | Readable;
}

/** Options of `createUpstream`. */
export interface UpstreamOptions {
  /** The system that errors name. */
  readonly system: SystemOfRecord;
  /** Returns whether a request other than GET only reads. Vendors offer batch reads by POST. Only reads are retried and shared. */
  readonly isRead: (request: { method: string; path: string }) => boolean;
  /** Whether responses need not be JSON, because the adapter ignores their bodies. Default: false. */
  readonly ignoresBodies?: boolean;
  /** The vendor's rate limits. */
  readonly limits: readonly RateLimit[];
  readonly log: Logger;
  /** Number of retries of a read. Default: 2. */
  readonly retries?: number;
  /** Maximum size of a response, in bytes. Default: 16 MiB. */
  readonly maxBytes?: number;
  /** Maximum number of connections to the vendor. Default: 64. */
  readonly connections?: number;
  /** Time limit of a call outside any request, in milliseconds. Default: 10,000. */
  readonly timeoutMs?: number;
}

/**
 * The HTTP client under every vendor SDK. It keeps the vendor's rate limits and the deadline of the current request, retries
 * reads with jitter and `Retry-After`, shares identical reads within one request and limits the size of responses.
 */
export interface Upstream extends AsyncDisposable {
  /**
   * Returns the response. A status of 4xx other than 429 is returned too: only the adapter knows its meaning.
   *
   * @throws {GraphError} UPSTREAM_TIMEOUT, UPSTREAM_RATE_LIMITED, UPSTREAM_UNAVAILABLE or UPSTREAM_INVALID_RESPONSE
   */
  send(request: UpstreamRequest): Promise<UpstreamResponse>;
}

/** Connections for streamed bodies: more than the gateway takes files at once, so that no file waits for a slow one. */
const streamConnections = 64;

/** Returns the path for the log, without personal data: ids and e-mail addresses become `:id`. */
const routeOf = (url: string): string =>
  new URL(url).pathname
    .split('/')
    .map((segment) => (/\d{4,}|_\w{8,}|@|%/.test(segment) ? ':id' : segment))
    .join('/');

/**
 * Creates the client for one vendor. One instance a process, because it counts the rate limits.
 *
 * @example
 * const upstream = createUpstream({
 *   system: 'BILLING',
 *   isRead: () => false,
 *   limits: [{ count: 100, windowMs: 1_000, keyOf: () => 'all' }],
 *   log,
 * });
 * const { status, body } = await upstream.send({ method: 'GET', url: 'https://api.vendor.example/v1/plans', headers: {} });
 */
export function createUpstream(options: UpstreamOptions): Upstream {
  const { system, log, retries = 2, maxBytes = 16 * 1024 * 1024, timeoutMs = 10_000 } = options;
  const rateLimiter = createRateLimiter(options.limits);
  const agent = createDispatcher({ connections: options.connections ?? 64, keepAliveTimeout: 30_000, allowH2: false });
  // A slow upload occupies its connection, so uploads must not use those of reads.
  const streams = createDispatcher({ connections: streamConnections, keepAliveTimeout: 30_000, allowH2: false });

  const failure = (code: ErrorCode, cause: unknown, retryable?: boolean) =>
    new GraphError(code, { system, cause, ...(retryable !== undefined && { retryable }) });

  /** Nobody waits for the answer any more. */
  const abandoned = () => failure('UPSTREAM_UNAVAILABLE', new Error('the client has left'), false);

  async function attempt(
    request: UpstreamRequest,
    deadline: number,
    left: AbortSignal | undefined,
  ): Promise<UpstreamResponse> {
    const url = new URL(request.url);
    if (Date.now() >= deadline) throw failure('UPSTREAM_TIMEOUT', new Error('no time left'));
    if (left?.aborted) throw abandoned();
    if (!(await rateLimiter.acquire({ method: request.method, path: url.pathname }, deadline, left))) {
      if (left?.aborted) throw abandoned();
      throw failure('UPSTREAM_RATE_LIMITED', new Error('the rate limit permits the request only after the deadline'));
    }
    const timeout = AbortSignal.timeout(Math.max(1, deadline - Date.now()));
    const signal = left ? AbortSignal.any([timeout, left]) : timeout;
    const context = currentUpstreamContext();
    if (context) context.count.calls += 1;
    try {
      const response = await (request.body instanceof Readable ? streams : agent).request({
        origin: url.origin,
        path: url.pathname + url.search,
        method: request.method,
        headers: request.headers,
        body: request.body ?? null,
        signal,
      });
      const body = await readBody(response.body, maxBytes);
      const headers: Record<string, string> = {};
      for (const [name, value] of Object.entries(response.headers)) {
        if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
      }
      if (body === undefined) throw failure('UPSTREAM_INVALID_RESPONSE', new Error(`response above ${maxBytes} bytes`));
      return { status: response.statusCode, headers, body };
    } catch (error) {
      if (error instanceof GraphError) throw error;
      if (left?.aborted) throw abandoned();
      throw failure(timeout.aborted ? 'UPSTREAM_TIMEOUT' : 'UPSTREAM_UNAVAILABLE', error);
    }
  }

  async function withRetries(request: UpstreamRequest, read: boolean, deadline: number): Promise<UpstreamResponse> {
    // A write must not stop halfway, whoever waits for it.
    const left = read ? currentUpstreamContext()?.left : undefined;
    for (let tried = 0; ; tried += 1) {
      let response: UpstreamResponse | undefined;
      let error: GraphError;
      try {
        response = await attempt(request, deadline, left);
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
  }

  function assertJson(response: UpstreamResponse): void {
    if (response.body === '' || options.ignoresBodies) return;
    // Without the parser's error as the cause: it quotes the response, and the log must not contain customer data.
    if (parseJson(response.body) === undefined) throw failure('UPSTREAM_INVALID_RESPONSE', new Error('not JSON'));
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
