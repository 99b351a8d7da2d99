import { mkdirSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

/** PGlite in a thread of its own: a statement occupies the whole thread, and requests are not to wait for it. */
const directory = workerData as string | null;
if (directory !== null) mkdirSync(directory, { recursive: true, mode: 0o700 });
const database = await PGlite.create(directory === null ? {} : { dataDir: directory });
const server = new PGLiteSocketServer({ db: database, host: '127.0.0.1', port: 0, maxConnections: 1 });
await server.start();
parentPort?.on('message', () => {
  void server
    .stop()
    .then(() => database.close())
    .finally(() => parentPort?.postMessage('closed'));
});
const [, port = ''] = server.getServerConn().split(':');
parentPort?.postMessage(`postgres://postgres:postgres@127.0.0.1:${port}/postgres?sslmode=disable`);
