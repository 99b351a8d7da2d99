import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Statement } from '../seed/product.ts';

/** A database that lives as long as the sandbox. */
export interface EmbeddedDatabase extends AsyncDisposable {
  /** Its address, once it is seeded. */
  readonly url: Promise<string>;
  execute(statement: Statement): Promise<void>;
  /** Its tables as they were at the start. */
  reset(): Promise<void>;
}

export function startEmbedded(statements: readonly Statement[]): EmbeddedDatabase {
  const worker = new Worker(new URL('./embedded-worker.ts', import.meta.url), { workerData: statements, execArgv: [] });
  worker.unref();
  // A database that fails is not there any more: whoever connects is told.
  worker.on('error', (error) => process.stderr.write(`the product's database ended: ${error.message}\n`));
  const url = once(worker, 'message').then(([address]) => String(address));
  // Whoever connects is told; a sandbox that ends before its database is there is no failure.
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
