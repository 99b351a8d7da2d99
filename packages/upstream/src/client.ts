import { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import type { Logger } from 'pino';
import { createDispatcher } from '@customer-graph/process/network';
import { GraphError, type ErrorCode } from '@customer-graph/protocol/errors';
import type { SystemOfRecord } from '@customer-graph/protocol/system';
import { currentUpstreamContext, type UpstreamResponse } from './context.ts';
import { exchange, headersOf, TooLargeError } from './exchange.ts';
import { createRateLimiter, type RateLimit } from './rate-limiter.ts';
import { createResponse } from './response.ts';
import { createRetries } from './with-retries.ts';

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
  /** Whether responses are not checked to be JSON: the adapter ignores their bodies, or its SDK parses them itself. Default: false. */
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

/** A response whose body is read as it arrives. */
export interface UpstreamStream {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Ends with an error at the deadline. A caller that does not read it must destroy it. */
  readonly content: Readable;
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
  /**
   * Returns the response to a GET without reading its body, for files. Redirects are not followed, and nothing is retried.
   *
   * @throws {GraphError} as `send`
   */
  open(request: Pick<UpstreamRequest, 'url' | 'headers'>): Promise<UpstreamStream>;
}

/** Connections for streamed bodies: more than the gateway takes files at once, so that no file waits for a slow one. */
const streamConnections = 64;

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

  /** Waits for the request's turn. Returns undici's form of the request. */
  async function prepare(
    { method, url, headers, body }: UpstreamRequest,
    deadline: number,
    left: AbortSignal | undefined,
  ): Promise<Dispatcher.DispatchOptions> {
    const { origin, pathname, search } = new URL(url);
    if (Date.now() >= deadline) throw failure('UPSTREAM_TIMEOUT', new Error('no time left'));
    if (left?.aborted) throw abandoned();
    if (!(await rateLimiter.acquire({ method, path: pathname }, deadline, left))) {
      if (left?.aborted) throw abandoned();
      throw failure('UPSTREAM_RATE_LIMITED', new Error('the rate limit permits the request only after the deadline'));
    }
    const context = currentUpstreamContext();
    if (context) context.count.calls += 1;
    return { origin, path: pathname + search, method, headers, body: body ?? null };
  }

  const timeLeft = (deadline: number): number => Math.max(1, deadline - Date.now());

  /** The error of a request without a response. */
  function failureOf(error: unknown, deadline: number, left: AbortSignal | undefined): GraphError {
    if (error instanceof GraphError) return error;
    if (left?.aborted) return abandoned();
    if (error instanceof TooLargeError) return failure('UPSTREAM_INVALID_RESPONSE', error);
    return failure(Date.now() >= deadline ? 'UPSTREAM_TIMEOUT' : 'UPSTREAM_UNAVAILABLE', error);
  }

  async function attempt(
    request: UpstreamRequest,
    deadline: number,
    left: AbortSignal | undefined,
  ): Promise<UpstreamResponse> {
    try {
      const prepared = await prepare(request, deadline, left);
      const connections = request.body instanceof Readable ? streams : agent;
      const response = await exchange(connections, prepared, { timeoutMs: timeLeft(deadline), left, maxBytes });
      return createResponse(response, system);
    } catch (error) {
      throw failureOf(error, deadline, left);
    }
  }

  const withRetries = createRetries({ system, log, retries, ignoresBodies: options.ignoresBodies ?? false, attempt });

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
    async open(request) {
      const context = currentUpstreamContext();
      const deadline = context?.deadline ?? Date.now() + timeoutMs;
      try {
        const prepared = await prepare({ method: 'GET', ...request }, deadline, context?.left);
        const timeout = AbortSignal.timeout(timeLeft(deadline));
        const signal = context?.left ? AbortSignal.any([timeout, context.left]) : timeout;
        const response = await streams.request({ ...prepared, signal });
        // An error of the body after its reader has left must not end the process.
        response.body.on('error', () => undefined);
        return { status: response.statusCode, headers: headersOf(response.headers), content: response.body };
      } catch (error) {
        throw failureOf(error, deadline, context?.left);
      }
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([agent.destroy(), streams.destroy()]);
    },
  };
}
