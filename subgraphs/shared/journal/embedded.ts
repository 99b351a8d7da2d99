import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

export interface EmbeddedDatabase extends AsyncDisposable {
  /** Its address, on this machine alone. */
  readonly url: string;
}

/** How long closing may take before the thread is ended, in milliseconds: what is committed stays either way. */
const closeMs = 2_000;

/** A Postgres without a server: PGlite, behind a socket. One session serves all connections, so nothing may rest on what a session holds. */
export async function startEmbedded(directory: string | null): Promise<EmbeddedDatabase> {
  const worker = new Worker(new URL('./embedded-worker.ts', import.meta.url), { workerData: directory, execArgv: [] });
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
