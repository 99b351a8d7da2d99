import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Identity } from '../identity/identity.ts';
import { clientOf } from './client-name.ts';

/**
 * Logs one line for a request of the API. It has no text of the operation and nothing about the person.
 *
 * @param arrivedAt milliseconds since the epoch
 */
export function logRequest(
  log: Logger,
  request: FastifyRequest,
  reply: FastifyReply,
  caller: Identity['kind'] | null,
  arrivedAt: number,
): void {
  log.info(
    {
      requestId: request.id,
      method: request.method,
      route: request.routeOptions.url,
      status: reply.statusCode,
      durationMs: Date.now() - arrivedAt,
      // Null: the token was refused.
      caller,
      ...clientOf(request.headers),
    },
    'request answered',
  );
}
