import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Checks that a port is free before a process starts its other parts. Port 0 passes: the operating system chooses a free one.
 *
 * @throws the EADDRINUSE error of the operating system, which names the port
 */
export async function assertPortFree(port: number, host: string): Promise<void> {
  if (port === 0) return;
  const server = createServer();
  try {
    await once(server.listen({ port, host }), 'listening');
  } catch (error) {
    // A machine without IPv6 cannot listen on "::". `listen` then uses IPv4.
    if (!(error instanceof Error && 'code' in error && error.code === 'EAFNOSUPPORT')) throw error;
    return;
  }
  server.close();
  await once(server, 'close');
}
