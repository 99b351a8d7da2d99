import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { defaultMessages, isErrorCode, retryableCodes, type ErrorCode } from '../../subgraphs/shared/errors.ts';
import { requestContext } from '../request-context.ts';

/** Codes of Apollo Server for what the client sent. */
const clientCodes: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

const codeOf = (code: unknown): ErrorCode => (isErrorCode(code) ? code : clientCodes.has(code) ? 'BAD_USER_INPUT' : 'INTERNAL');

/**
 * The last hand on every error: a code of the closed table, a sentence of ours, the system, whether to retry, and the request. Only what
 * speaks of the client's own input keeps its words.
 */
export const createErrorFormatter =
  (log: Logger) =>
  (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const { message, locations, path, extensions = {} } = formatted;
    const code = codeOf(extensions.code);
    const requestId = requestContext.getStore()?.requestId;
    if (code === 'INTERNAL') log.error({ requestId, path, err: unwrapResolverError(error) }, 'an operation failed');
    const { system } = extensions;
    return {
      message: code === 'BAD_USER_INPUT' ? message : defaultMessages[code],
      ...(locations && { locations }),
      ...(path && { path }),
      extensions: {
        code,
        ...(typeof system === 'string' && { system }),
        retryable: typeof extensions.retryable === 'boolean' ? extensions.retryable : retryableCodes.has(code),
        ...(requestId !== undefined && { requestId }),
      },
    };
  };
