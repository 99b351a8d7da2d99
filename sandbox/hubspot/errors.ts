import { randomUUID } from 'node:crypto';
import type { FastifyReply } from 'fastify';

/** An error body in HubSpot's format. */
export const hubSpotError = (category: string, message: string, more: object = {}) => ({
  status: 'error',
  message,
  correlationId: randomUUID(),
  category,
  ...more,
});

const categories: Readonly<Record<number, string>> = {
  400: 'VALIDATION_ERROR',
  401: 'INVALID_AUTHENTICATION',
  403: 'MISSING_SCOPES',
  404: 'OBJECT_NOT_FOUND',
  409: 'CONFLICT',
  429: 'RATE_LIMITS',
};

/** The error body of a status that a fault demands. */
export function hubSpotErrorOfStatus(status: number): object {
  if (status === 429) {
    return hubSpotError('RATE_LIMITS', 'You have reached your secondly limit.', {
      errorType: 'RATE_LIMIT',
      policyName: 'SECONDLY',
    });
  }
  return hubSpotError(categories[status] ?? 'INTERNAL_ERROR', 'The request could not be carried out.');
}

export const sendError = (reply: FastifyReply, status: number, category: string, message: string): FastifyReply =>
  reply.code(status).send(hubSpotError(category, message));
