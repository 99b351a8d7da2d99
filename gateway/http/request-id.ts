import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { single } from './headers.ts';

const requestIdShape = /^[\w-]{8,64}$/;

/** The request's id: the client's own, if it has the right shape. */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = single(headers['x-request-id']);
  return given !== undefined && requestIdShape.test(given) ? given : randomUUID();
}

/** Puts the id on every answer, also on those that other hooks send. Register it first. */
export function registerRequestIds(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
}
