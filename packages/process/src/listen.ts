import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * Listens on an address and returns the port, which differs from the given one only for port 0.
 * On a machine without IPv6, the host `::` becomes `0.0.0.0`.
 *
 * @throws the error of the operating system, such as EADDRINUSE
 */
export async function listen(app: FastifyInstance, port: number, host: string): Promise<number> {
  endUnusedConnections(app);
  try {
    await app.listen({ port, host });
  } catch (error) {
    if (host !== '::' || !(error instanceof Error) || !('code' in error) || error.code !== 'EAFNOSUPPORT') throw error;
    await app.listen({ port, host: '0.0.0.0' });
  }
  const address = app.server.address();
  return typeof address === 'object' && address ? address.port : port;
}

/** Browsers open connections before they send a request. Node counts these as busy, and closing would wait for them. */
function endUnusedConnections(app: FastifyInstance): void {
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
  });
}
