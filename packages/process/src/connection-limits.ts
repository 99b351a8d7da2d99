import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Limits of open connections. A connection beyond a limit is closed at once. */
export interface ConnectionLimits {
  /** Connections in all. */
  readonly total: number;
  /** Connections with the same key. */
  readonly perKey: number;
  /** The key of an address, such as its network; null: an address without a limit of its own, such as a trusted proxy. */
  readonly keyOf: (address: string) => string | null;
}

/** Requests that a connection may send before the answers to earlier ones. Browsers and proxies send one. */
const maxPipelined = 20;

/** Limits a server's open connections. Must be called before it listens. */
export function limitConnections(server: Server, { total, perKey, keyOf }: ConnectionLimits): void {
  const open = new Map<string, number>();
  server.maxConnections = total;
  const unanswered = new WeakMap<Socket, number>();
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    const count = (unanswered.get(socket) ?? 0) + 1;
    unanswered.set(socket, count);
    if (count > maxPipelined) socket.destroy();
    response.once('close', () => unanswered.set(socket, (unanswered.get(socket) ?? 1) - 1));
  });
  server.on('connection', (socket: Socket) => {
    const key = keyOf(socket.remoteAddress ?? '');
    if (key === null) return;
    const count = open.get(key) ?? 0;
    if (count >= perKey) {
      socket.destroy();
      return;
    }
    open.set(key, count + 1);
    socket.once('close', () => {
      const left = (open.get(key) ?? 1) - 1;
      if (left > 0) open.set(key, left);
      else open.delete(key);
    });
  });
}
