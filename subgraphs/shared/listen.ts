import type { FastifyInstance } from 'fastify';

/** Listens there. Where the machine has no IPv6, every interface means those of IPv4. Answers with the port: 0 asks for any. */
export async function listen(app: FastifyInstance, port: number, host: string): Promise<number> {
  try {
    await app.listen({ port, host });
  } catch (error) {
    if (host !== '::' || !(error instanceof Error) || !('code' in error) || error.code !== 'EAFNOSUPPORT') throw error;
    await app.listen({ port, host: '0.0.0.0' });
  }
  const address = app.server.address();
  return typeof address === 'object' && address ? address.port : port;
}
