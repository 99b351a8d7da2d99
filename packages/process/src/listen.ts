import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** Time limits of connections, in milliseconds, for `fastify(...)`. */
export const connectionTimes = {
  /** From the connection, or the request before, until a request's headers are complete. */
  headers: 10_000,
  /** For a whole request. Routes may set less. */
  request: 130_000,
  /** How often both are checked. */
  check: 1_000,
  /** An unused connection. Longer than common load balancers keep theirs (60 s), so that they close it and lose no request. */
  keepAlive: 72_000,
} as const;

/** Options of `fastify(...)` with these limits. */
export const connectionOptions = {
  forceCloseConnections: 'idle',
  return503OnClosing: true,
  requestTimeout: connectionTimes.request,
  keepAliveTimeout: connectionTimes.keepAlive,
  http: { headersTimeout: connectionTimes.headers, connectionsCheckingInterval: connectionTimes.check },
} as const;

/** How long a closing server waits for open requests, in milliseconds. Then it closes their connections. */
const closeWithinMs = 4_000;

/**
 * Listens on an address and returns the port, which differs from the given one only for port 0.
 * On a machine without IPv6, the host `::` becomes `0.0.0.0`.
 *
 * @throws the error of the operating system, such as EADDRINUSE
 */
export async function listen(app: FastifyInstance, port: number, host: string): Promise<number> {
  endConnections(app);
  try {
    await app.listen({ port, host });
  } catch (error) {
    if (host !== '::' || !(error instanceof Error) || !('code' in error) || error.code !== 'EAFNOSUPPORT') throw error;
    await app.listen({ port, host: '0.0.0.0' });
  }
  const address = app.server.address();
  return typeof address === 'object' && address ? address.port : port;
}

/**
 * On closing: ends connections without a request at once, and the others after some time. Browsers open connections before
 * they send a request, and a request may never end: Node would wait for both.
 */
function endConnections(app: FastifyInstance): void {
  const unused = new Set<Socket>();
  let isClosing = false;
  app.server.on('connection', (socket: Socket) => {
    if (isClosing) {
      socket.destroy();
      return;
    }
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  app.server.on('request', ({ socket }) => void unused.delete(socket));
  app.addHook('preClose', async () => {
    isClosing = true;
    for (const socket of unused) socket.destroy();
    setTimeout(() => app.server.closeAllConnections(), closeWithinMs).unref();
  });
}
