import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Statement } from '@customer-graph/postgres/embedded';
import type { ProductSeed } from '../seed/product.ts';

/** The product database in a worker thread. Its data is lost when the sandbox ends. */
export interface EmbeddedDatabase extends AsyncDisposable {
  /** Resolves with the URL when the database is seeded. */
  readonly url: Promise<string>;
  execute(statement: Statement): Promise<void>;
  /** Restores the initial tables. */
  reset(): Promise<void>;
}

export function startEmbedded(seed: ProductSeed): EmbeddedDatabase {
  const worker = new Worker(new URL('./embedded-worker.ts', import.meta.url), { workerData: seed });
  worker.unref();
  // Without this handler, a failed database would end the sandbox. Connections to it fail instead.
  worker.on('error', (error) => process.stderr.write(`The product database failed: ${error.message}\n`));
  const url = once(worker, 'message').then(([address]) => String(address));
  // Without this handler, a sandbox that ends before its database is ready would fail.
  url.catch(() => undefined);
  return {
    url,
    async execute(statement) {
      await url;
      const done = once(worker, 'message');
      worker.postMessage(statement);
      await done;
    },
    async reset() {
      await url;
      const seeded = once(worker, 'message');
      worker.postMessage('reset');
      await seeded;
    },
    async [Symbol.asyncDispose]() {
      await worker.terminate();
    },
  };
}
