import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

export interface EmbeddedDatabase extends AsyncDisposable {
  /** The connection URL, reachable from this machine only. */
  readonly url: string;
}

/** How long closing may take before the thread is terminated, in milliseconds. Committed data is kept either way. */
const closeMs = 2_000;

/**
 * Starts PGlite behind a socket: a Postgres without a server.
 * One session serves all connections, so no code may rely on session state.
 */
export async function startEmbedded(directory: string | null): Promise<EmbeddedDatabase> {
  const worker = new Worker(new URL('./embedded-worker.ts', import.meta.url), { workerData: directory });
  worker.unref();
  const [url] = (await once(worker, 'message')) as [string];
  return {
    url,
    async [Symbol.asyncDispose]() {
      const closed = once(worker, 'message', { signal: AbortSignal.timeout(closeMs) });
      worker.postMessage('close');
      await closed.catch(() => undefined);
      await worker.terminate();
    },
  };
}
