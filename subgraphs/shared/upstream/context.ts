import { AsyncLocalStorage } from 'node:async_hooks';

export interface UpstreamResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What every call to a vendor needs to know of the request it is made for. */
export interface UpstreamContext {
  /** The last moment at which an answer is of use; milliseconds since the epoch. */
  readonly deadline: number;
  /** The request as the client knows it: for the log. */
  readonly traceId: string;
  /** How many calls were made for it so far, retries included. */
  readonly count: { calls: number };
  /** Reads under way, by what they ask: an identical one waits for the same answer. */
  readonly inFlight: Map<string, Promise<UpstreamResponse>>;
}

const storage = new AsyncLocalStorage<UpstreamContext>();

/** SDKs take no context of ours through their calls, so it travels beside them. */
export const withUpstreamContext = <T>(context: UpstreamContext, run: () => T): T => storage.run(context, run);

/** What is done for everybody must not end with the deadline of whoever happened to start it. */
export const withoutUpstreamContext = <T>(run: () => T): T => storage.exit(run);

export const currentUpstreamContext = (): UpstreamContext | undefined => storage.getStore();
