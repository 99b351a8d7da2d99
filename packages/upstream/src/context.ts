import { AsyncLocalStorage } from 'node:async_hooks';

/** A vendor's response. */
export interface UpstreamResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Parses the body. @throws {GraphError} UPSTREAM_INVALID_RESPONSE unless it is empty or JSON */
  assertJson(): void;
  /** Returns the parsed body, a new value for each caller. @throws {GraphError} UPSTREAM_INVALID_RESPONSE unless it is JSON */
  json(): unknown;
}

/** The request for which a vendor call is made. */
export interface UpstreamContext {
  /** Deadline of all calls; milliseconds since the epoch. */
  readonly deadline: number;
  /** The request id that the client sees. Only for the log. */
  readonly traceId: string;
  /** Number of calls so far, retries included. */
  readonly count: { calls: number };
  /** Running reads by method, URL and body. An identical read waits for the same response. */
  readonly inFlight: Map<string, Promise<UpstreamResponse>>;
  /** Aborted once nobody waits for the response: reads end, and none begins. Absent: all are made. */
  readonly left?: AbortSignal;
}

const storage = new AsyncLocalStorage<UpstreamContext>();

/** Runs a function with a context. AsyncLocalStorage carries it, because vendor SDKs cannot pass it on. */
export const withUpstreamContext = <T>(context: UpstreamContext, run: () => T): T => storage.run(context, run);

/** Runs a function outside the current context. For shared work, which must not end with the deadline of one request. */
export const withoutUpstreamContext = <T>(run: () => T): T => storage.exit(run);

/** Returns the current context; undefined outside a request, such as in background work. */
export const currentUpstreamContext = (): UpstreamContext | undefined => storage.getStore();
