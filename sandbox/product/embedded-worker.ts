import { PGlite } from '@electric-sql/pglite';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { readerRole, type Statement } from '../seed/product.ts';
import { createMessageReader, isEncryptionRequest, type Message } from './messages.ts';

/**
 * Serves PGlite on a port from a separate thread, because a statement blocks its thread. All connections share one session, so
 * the messages from Parse to Sync must be executed together.
 */
const database = await PGlite.create();

async function seed(): Promise<void> {
  for (const { text, parameters } of workerData as readonly Statement[]) {
    if (parameters) await database.query(text, [...parameters]);
    else await database.exec(text);
  }
  // All connections share this session, so every user name gets the reader role.
  await database.exec(`set default_transaction_read_only = on; set timezone = 'UTC'; set role ${readerRole}`);
}

function serve(socket: Socket): void {
  const reader = createMessageReader();
  let batch: Message[] = [];
  let isStarted = false;
  const run = (messages: readonly Uint8Array[]): void => {
    const answered = database.runExclusive(async () => {
      const answers: Uint8Array[] = [];
      for (const message of messages) answers.push(await database.execProtocolRaw(message));
      socket.write(Buffer.concat(answers));
    });
    answered.catch(() => socket.destroy());
  };
  socket.on('error', () => undefined);
  socket.on('data', (chunk: Buffer) => {
    if (!isStarted) {
      isStarted = !isEncryptionRequest(chunk);
      if (isStarted) run([chunk]);
      else socket.write('N');
      return;
    }
    for (const message of reader.read(chunk)) {
      if (message.type === 'X') {
        socket.end();
        return;
      }
      batch.push(message);
      if (message.type !== 'S' && message.type !== 'Q') continue;
      run(batch.map(({ bytes }) => bytes));
      batch = [];
    }
  });
}

await seed();
const server = createServer({ noDelay: true }, serve).listen(0, '127.0.0.1');
await once(server, 'listening');
const address = server.address();
parentPort?.on('message', (message: Statement | 'reset') => {
  // A separate transaction, because the permission to write is fixed when a transaction begins.
  const writable = database.exec('reset role; set default_transaction_read_only = off');
  if (message !== 'reset') {
    void writable
      .then(() => database.query(message.text, [...(message.parameters ?? [])]))
      .finally(() => database.exec(`set default_transaction_read_only = on; set role ${readerRole}`))
      .then(() => parentPort?.postMessage('done'));
    return;
  }
  void writable
    .then(() =>
      database.exec('drop schema public cascade; create schema public; grant usage on schema public to public'),
    )
    .then(seed)
    .then(() => parentPort?.postMessage('seeded'));
});
parentPort?.postMessage(
  `postgres://postgres@127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/postgres`,
);
