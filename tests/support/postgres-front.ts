import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { isEncryptionRequest, refusal } from '../../sandbox/product/messages.ts';

export interface PostgresFrontOptions {
  /** The database behind it. */
  readonly url: string;
  /** Its certificate. Default: it has no TLS, and says so. */
  readonly tls?: { readonly cert: string; readonly key: string };
  /** Refuses connections with startup options, as poolers do, with this code. */
  readonly refusesOptions?: string;
  /** Answers the first statement with this code. */
  readonly failsOnce?: string;
}

export interface PostgresFront extends AsyncDisposable {
  readonly port: number;
  /** Connections with TLS, without it, and refused ones. */
  readonly seen: { encrypted: number; plain: number; refused: number };
}

/** A server in front of a database that behaves as those of hosting companies do. */
export async function startPostgresFront(options: PostgresFrontOptions): Promise<PostgresFront> {
  const seen = { encrypted: 0, plain: 0, refused: 0 };
  const sockets = new Set<Socket>();
  let hasFailed = options.failsOnce === undefined;
  const { hostname, port } = new URL(options.url);

  function serve(client: Socket): void {
    const server = connect(Number(port || 5_432), hostname);
    client.on('error', () => server.destroy()).once('close', () => server.destroy());
    server.on('error', () => client.destroy()).once('close', () => client.destroy());
    server.pipe(client);
    let isStarted = false;
    client.on('data', (chunk: Buffer) => {
      if (!isStarted && options.refusesOptions !== undefined && chunk.includes('options\0')) {
        seen.refused += 1;
        client.end(refusal(options.refusesOptions).subarray(0, -6));
        return;
      }
      // 'P': the first message of a statement with parameters.
      if (isStarted && !hasFailed && chunk[0] === 0x50) {
        hasFailed = true;
        client.write(refusal(options.failsOnce ?? ''));
        return;
      }
      isStarted = true;
      server.write(chunk);
    });
  }

  const listener = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
    socket.once('data', (first: Buffer) => {
      if (!isEncryptionRequest(first)) {
        seen.plain += 1;
        serve(socket);
        socket.emit('data', first);
      } else if (options.tls) {
        socket.write('S');
        seen.encrypted += 1;
        serve(new TLSSocket(socket, { isServer: true, ...options.tls }));
      } else {
        socket.write('N');
      }
    });
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  return {
    port: (listener.address() as AddressInfo).port,
    seen,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      listener.close();
      await once(listener, 'close');
    },
  };
}
