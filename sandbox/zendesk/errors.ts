import type { FastifyReply } from 'fastify';

/** The error body of a status in Zendesk's format. */
export function zendeskErrorOfStatus(status: number): object {
  if (status === 401) return { error: "Couldn't authenticate you" };
  if (status === 403) return { error: { title: 'Forbidden', message: 'You do not have access to this page.' } };
  if (status === 404) return { error: 'RecordNotFound', description: 'Not found' };
  if (status === 429)
    return { error: 'APIRateLimitExceeded', description: 'Number of allowed API requests per minute exceeded' };
  if (status >= 500) return { error: 'InternalError', description: 'Something went wrong' };
  return { error: 'RecordInvalid', description: 'Record validation errors', details: {} };
}

export const sendError = (reply: FastifyReply, status: number): FastifyReply =>
  reply.code(status).send(zendeskErrorOfStatus(status));
