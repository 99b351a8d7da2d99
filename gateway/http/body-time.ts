import type { Socket } from 'node:net';
import type { FastifyContextConfig, FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether the route limits the time of its body itself. */
    readonly limitsOwnBody?: boolean;
  }
}

/** Of a route that limits the time of its body itself. */
export const ownBodyTime = { limitsOwnBody: true } satisfies FastifyContextConfig;

/** Closes the connection of a request whose body is not complete in time: a body that never ends would hold it for ever. */
export function limitBodyTime(app: FastifyInstance, limitMs: number): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const { raw } = request;
    if (request.routeOptions.config.limitsOwnBody !== true && !raw.complete) {
      const timer = setTimeout(() => {
        if (!raw.complete) endLate(raw.socket);
      }, limitMs).unref();
      raw.once('end', () => clearTimeout(timer)).once('close', () => clearTimeout(timer));
    }
    done();
  });
}

/** As Node answers a request that exceeds its own limits. */
export function endLate(socket: Socket): void {
  socket.end('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n', () => socket.destroy());
}
