import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { CallLog } from '../calls.ts';
import type { Fault, Faults } from '../faults.ts';
import { readerRole } from '../seed/product.ts';
import type { StandIn } from '../stand-in.ts';
import { createMessageReader, isEncryptionRequest, refusal, statementOf, type Message } from './messages.ts';

export interface ProductStandInOptions {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly calls: CallLog;
  readonly faults: Faults;
  /** Resolves with the URL of the database behind the stand-in. */
  readonly database: Promise<string>;
  /** The name of the database. */
  readonly name: string;
}

export interface ProductStandIn extends StandIn {
  /** Whether a statement or `change` may have changed the data since the start. */
  isChanged(): boolean;
  /** Records a change that did not pass through the stand-in. */
  change(): void;
}

/** PostgreSQL's error codes for the HTTP statuses of faults. */
const codes: Readonly<Record<number, string>> = { 401: '28P01', 403: '42501', 404: '42P01', 429: '53300' };

/** A proxy in front of the product's Postgres. It records every statement in the call log, and applies the faults. */
export async function startProduct(options: ProductStandInOptions): Promise<ProductStandIn> {
  const { host, calls, faults } = options;
  const sockets = new Set<Socket>();
  let changed = false;

  function serve(client: Socket): void {
    sockets.add(client);
    client.on('error', () => undefined);
    const server = options.database.then((url) => {
      const { hostname, port } = new URL(url);
      return connect({ host: hostname, port: Number(port || 5_432), noDelay: true });
    });
    let ready: (() => void) | undefined;
    client.once('close', () => {
      sockets.delete(client);
      ready?.();
    });
    void server.then(
      (socket) => {
        const answers = createMessageReader();
        socket.on('data', (chunk: Buffer) => {
          client.write(chunk);
          if (answers.read(chunk).some(({ type }) => type === 'Z')) ready?.();
        });
        socket.once('close', () => client.destroy()).on('error', () => undefined);
        client.once('close', () => socket.destroy());
      },
      () => client.destroy(),
    );

    const reader = createMessageReader();
    let batch: Message[] = [];
    let isStarted = false;
    let queue: Promise<unknown> = Promise.resolve();
    client.on('data', (chunk: Buffer) => {
      if (!isStarted) {
        isStarted = !isEncryptionRequest(chunk);
        if (isStarted) server.then((socket) => socket.write(chunk)).catch(() => client.destroy());
        else client.write('N');
        return;
      }
      for (const message of reader.read(chunk)) {
        batch.push(message);
        // These messages end a batch: the server responds to them.
        if (!['Q', 'S', 'X', 'p'].includes(message.type)) continue;
        const messages = batch;
        batch = [];
        queue = queue.then(() => handle(messages)).catch(() => client.destroy());
      }
    });

    async function handle(messages: readonly Message[]): Promise<void> {
      const socket = await server;
      const bytes = Buffer.concat(messages.map((message) => message.bytes));
      const statements = messages.map(statementOf).filter((text) => text !== undefined);
      if (statements.length === 0) return void socket.write(bytes);
      const startedAt = Date.now();
      const sql = statements.join('; ');
      changed ||=
        !/^\s*(select|with|show|explain|set)\b/i.test(sql) ||
        /\b(insert\s+into|update\s+\S+\s+set|delete\s+from|merge\s+into)\b/i.test(sql);
      const record = (status: number) =>
        calls.add({
          vendor: 'product',
          method: 'QUERY',
          path: sql.replace(/\s+/g, ' ').trim().slice(0, 200),
          status,
          durationMs: Date.now() - startedAt,
          startedAt: new Date(startedAt).toISOString(),
        });
      const hit = faults.hit('product', 'QUERY', sql);
      const has = (...kinds: Fault['kind'][]) => hit.find(({ kind }) => kinds.includes(kind));
      const latency = has('latency');
      if (latency) await delay(latency.value ?? 0, undefined, { ref: false });
      if (client.destroyed) {
        record(0);
        return;
      }
      if (has('refuse', 'reset', 'truncate', 'drip', 'html')) {
        record(0);
        client.resetAndDestroy();
        return;
      }
      const status = has('status')?.value ?? (has('wrongTypes') ? 404 : undefined);
      if (status !== undefined) {
        record(status);
        client.write(refusal(codes[status] ?? '57P03'));
        return;
      }
      const answered = new Promise<void>((resolve) => (ready = resolve));
      socket.write(bytes);
      await answered;
      record(200);
    }
  }

  const listener = createServer({ noDelay: true }, serve);
  listener.listen(options.port, host);
  await once(listener, 'listening');
  const address = listener.address();
  const port = typeof address === 'object' && address ? address.port : options.port;
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    if (listener.listening) await new Promise((resolve) => listener.close(resolve));
  };

  return {
    url: `postgres://${readerRole}@127.0.0.1:${port}/${options.name}`,
    isChanged: () => changed,
    change() {
      changed = true;
    },
    async applyPresence() {
      const gone = faults.isGone('product');
      if (gone) await close();
      else if (!listener.listening) {
        listener.listen(port, host);
        await once(listener, 'listening');
      }
    },
    [Symbol.asyncDispose]: close,
  };
}
