import type { FastifyInstance } from 'fastify';

/** Listens on every interface, over IPv6 and IPv4, or over IPv4 where the machine has no IPv6. Answers with the port: 0 asks for any. */
export async function listenEverywhere(app: FastifyInstance, port: number): Promise<number> {
  try {
    await app.listen({ port, host: '::' });
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'EAFNOSUPPORT') throw error;
    await app.listen({ port, host: '0.0.0.0' });
  }
  const address = app.server.address();
  return typeof address === 'object' && address ? address.port : port;
}
