import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** Listens there. Where the machine has no IPv6, every interface means those of IPv4. Answers with the port: 0 asks for any. */
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

/** Browsers connect before they ask. Node counts such a connection as busy, so a server that closes would wait for it. */
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
