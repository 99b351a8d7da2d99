import { parentPort, workerData } from 'node:worker_threads';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { openEmbedded } from '@customer-graph/postgres/embedded';

/** PGlite runs in its own thread, because a statement blocks the thread and would delay all requests. */
const database = await openEmbedded({ directory: workerData as string | null });
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
