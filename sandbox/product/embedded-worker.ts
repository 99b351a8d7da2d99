import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import type { PGlite } from '@electric-sql/pglite';
import { openEmbedded, type Statement } from '@customer-graph/postgres/embedded';
import { readerRole, type ProductSeed } from '../seed/product.ts';
import { createMessageReader, isEncryptionRequest, type Message } from './messages.ts';

/**
 * Serves PGlite on a port from a separate thread, because a statement blocks its thread. All connections share one session, so
 * the messages from Parse to Sync must be executed together.
 */
const { base, version, current } = workerData as ProductSeed;
let database = await open();

async function open(): Promise<PGlite> {
  const opened = await openEmbedded({ directory: null, content: base, contentVersion: version });
  for (const { text, parameters } of current) {
    if (parameters) await opened.query(text, [...parameters]);
    else await opened.exec(text);
  }
  // All connections share this session, so every user name gets the reader role.
  await opened.exec(`set default_transaction_read_only = on; set timezone = 'UTC'; set role ${readerRole}`);
  return opened;
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

const server = createServer({ noDelay: true }, serve).listen(0, '127.0.0.1');
await once(server, 'listening');
const address = server.address();
parentPort?.on('message', (message: Statement | 'reset') => {
  void (message === 'reset' ? reset().then(() => 'seeded') : write(message).then(() => 'done')).then((answer) =>
    parentPort?.postMessage(answer),
  );
});

async function reset(): Promise<void> {
  const next = await open();
  const previous = database;
  database = next;
  await previous.close();
}

async function write({ text, parameters }: Statement): Promise<void> {
  // A separate transaction, because the permission to write is fixed when a transaction begins.
  await database.exec('reset role; set default_transaction_read_only = off');
  try {
    await database.query(text, [...(parameters ?? [])]);
  } finally {
    await database.exec(`set default_transaction_read_only = on; set role ${readerRole}`);
  }
}

parentPort?.postMessage(
  `postgres://postgres@127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/postgres`,
);
