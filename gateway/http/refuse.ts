import type { FastifyReply } from 'fastify';
import type { GraphError, ErrorCode } from '@customer-graph/protocol/errors';
import { answerHeaders } from './headers.ts';

const statuses: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  BAD_USER_INPUT: 400,
  OPERATION_TOO_COSTLY: 400,
  // Some clients read the error of a successful answer only.
  PERSISTED_QUERY_NOT_FOUND: 200,
  RATE_LIMITED: 429,
  UPSTREAM_UNAVAILABLE: 503,
  UPSTREAM_TIMEOUT: 504,
};

/** Answers with errors in the shape of GraphQL over HTTP. */
export function sendErrors(
  reply: FastifyReply,
  requestId: string,
  status: number,
  errors: readonly object[],
): FastifyReply {
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  return reply
    .code(status)
    .headers(answerHeaders(requestId))
    .type('application/json; charset=utf-8')
    .send(JSON.stringify({ errors }));
}

/** Answers with one error. Default status: by its code. */
export const refuse = (
  reply: FastifyReply,
  requestId: string,
  error: GraphError,
  status = statuses[error.code] ?? 500,
): FastifyReply =>
  sendErrors(reply, requestId, status, [{ message: error.message, extensions: { ...error.extensions, requestId } }]);
