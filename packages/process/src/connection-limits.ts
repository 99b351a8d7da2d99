import type { Server } from 'node:http';
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

/** Limits a server's open connections. Must be called before it listens. */
export function limitConnections(server: Server, { total, perKey, keyOf }: ConnectionLimits): void {
  const open = new Map<string, number>();
  server.maxConnections = total;
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
