import { Client } from 'undici';

/** One request, sent again and again. */
export interface LoadRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface LoadResult {
  /** Answered without an error. */
  readonly requests: number;
  readonly errors: number;
  readonly firstError: string | undefined;
  readonly elapsedMs: number;
  /** Sorted. */
  readonly latenciesMs: readonly number[];
}

const connectionErrorPauseMs = 50;

/** The text of an error in an answer of 200. The recorded data contain no such key. */
const errorsKey = Buffer.from('"errors":');

/** Sends a request and returns the text of the error, if there is one. */
export function exchange(client: Client, { url, headers, body }: LoadRequest): Promise<string | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let status = 0;
    client.dispatch(
      { method: 'POST', path: new URL(url).pathname, headers, body },
      {
        onRequestStart: () => undefined,
        onResponseStart(_controller, statusCode) {
          status = statusCode;
        },
        onResponseData(_controller, chunk) {
          chunks.push(chunk);
        },
        onResponseEnd() {
          const answer = chunks.length === 1 ? (chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(chunks);
          const isGood = status === 200 && answer.length > 2 && !answer.includes(errorsKey);
          resolve(isGood ? undefined : `${status} ${answer.toString().slice(0, 500)}`);
        },
        onResponseError(_controller, error) {
          resolve(error.message);
        },
      },
    );
  });
}

const connect = (url: string): Client =>
  new Client(new URL(url).origin, { pipelining: 1, headersTimeout: 30_000, bodyTimeout: 30_000 });

/** A closed loop: each connection sends its next request once the last one is answered. */
export async function closedLoop(request: LoadRequest, connections: number, durationMs: number): Promise<LoadResult> {
  const clients = Array.from({ length: connections }, () => connect(request.url));
  const latenciesMs: number[] = [];
  let errors = 0;
  let firstError: string | undefined;
  const startedAt = performance.now();
  const until = startedAt + durationMs;
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() < until) {
        const sentAt = performance.now();
        const error = await exchange(client, request);
        if (error === undefined) latenciesMs.push(performance.now() - sentAt);
        else {
          errors += 1;
          firstError ??= error;
          await new Promise((resolve) => setTimeout(resolve, connectionErrorPauseMs));
        }
      }
    }),
  );
  const elapsedMs = performance.now() - startedAt;
  await Promise.all(clients.map((client) => client.destroy()));
  latenciesMs.sort((a, b) => a - b);
  return { requests: latenciesMs.length, errors, firstError, elapsedMs, latenciesMs };
}

/**
 * An open loop: requests leave at a fixed rate, whether or not earlier ones are answered. The latency counts from the planned
 * departure, so that a stalled engine is not measured less often.
 */
export async function openLoop(request: LoadRequest, perSecond: number, durationMs: number): Promise<LoadResult> {
  const clients: Client[] = [];
  const idle: Client[] = [];
  const latenciesMs: number[] = [];
  let errors = 0;
  let firstError: string | undefined;
  const running: Promise<void>[] = [];
  const send = async (plannedAt: number): Promise<void> => {
    let client = idle.pop();
    if (!client) {
      client = connect(request.url);
      clients.push(client);
    }
    const error = await exchange(client, request);
    if (error === undefined) latenciesMs.push(performance.now() - plannedAt);
    else {
      errors += 1;
      firstError ??= error;
    }
    idle.push(client);
  };
  const startedAt = performance.now();
  const planned = Math.floor((durationMs / 1_000) * perSecond);
  let sent = 0;
  while (sent < planned) {
    const due = Math.min(planned, Math.floor(((performance.now() - startedAt) / 1_000) * perSecond) + 1);
    for (; sent < due; sent += 1) running.push(send(startedAt + (sent * 1_000) / perSecond));
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(running);
  const elapsedMs = performance.now() - startedAt;
  await Promise.all(clients.map((client) => client.destroy()));
  latenciesMs.sort((a, b) => a - b);
  return { requests: latenciesMs.length, errors, firstError, elapsedMs, latenciesMs };
}
