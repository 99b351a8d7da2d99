import type { FastifyReply } from 'fastify';
import { wellFormedJson } from '@customer-graph/process/well-formed-json';
import type { ErrorCode, GraphError, TokenProblem } from '@customer-graph/protocol/errors';
import { answerHeaders } from './headers.ts';
import { mediaTypeOf } from './media-type.ts';

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
  return reply
    .code(status)
    .headers(answerHeaders(requestId))
    .type(mediaTypeOf(reply.request.headers))
    .send(wellFormedJson(JSON.stringify({ errors })));
}

const challenges: Readonly<Record<TokenProblem, string>> = {
  TOKEN_EXPIRED: 'Bearer error="invalid_token", error_description="The access token has expired."',
  TOKEN_INVALID: 'Bearer error="invalid_token", error_description="The access token is not valid."',
};

/** RFC 6750, 3.1: without a bearer token in the request, the challenge names no error. */
const challengeOf = ({ extensions: { reason } }: GraphError): string =>
  reason === undefined ? 'Bearer' : challenges[reason];

/** Answers with one error. Default status: by its code. */
export function refuse(
  reply: FastifyReply,
  requestId: string,
  error: GraphError,
  status = statuses[error.code] ?? 500,
): FastifyReply {
  if (status === 401) reply.header('www-authenticate', challengeOf(error));
  return sendErrors(reply, requestId, status, [
    { message: error.message, extensions: { ...error.extensions, requestId } },
  ]);
}
