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

/** A problem of one value. */
export interface RecordProblem {
  readonly description: string;
  readonly error: string | null;
  readonly ticket_field_id?: number;
  readonly ticket_field_type?: string;
}

/** 422 with the problems by the name of their field; `base` for those of the whole record. */
export const sendInvalidRecord = (
  reply: FastifyReply,
  details: Readonly<Record<string, readonly RecordProblem[]>>,
): FastifyReply => reply.code(422).send({ error: 'RecordInvalid', description: 'Record validation errors', details });
