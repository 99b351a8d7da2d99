import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import {
  defaultMessages,
  GraphError,
  isErrorCode,
  retryableCodes,
  type ErrorCode,
} from '../../subgraphs/shared/errors.ts';
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

const codeOf = (code: unknown): ErrorCode =>
  isErrorCode(code) ? code : clientCodes.has(code) ? 'BAD_USER_INPUT' : 'INTERNAL';

/**
 * The last hand on every error: a code of the closed table, a sentence of ours, the system, whether to retry, and the request. Only what
 * speaks of the client's own input keeps its words.
 */
export const createErrorFormatter =
  (log: Logger, openSchema: boolean) =>
  (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const { message, locations, path, extensions = {} } = formatted;
    const code = codeOf(extensions.code);
    const requestId = requestContext.getStore()?.requestId;
    // Apollo Server unwraps only what has a path.
    const cause =
      error instanceof GraphQLError && error.originalError ? error.originalError : unwrapResolverError(error);
    if (code === 'INTERNAL') log.error({ requestId, path, err: cause }, 'an operation failed');
    const { system } = extensions;
    return {
      message: messageOf(code, message, cause, openSchema),
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

/** graphql-js suggests names of the schema: in what it validates, and in what it says of variables. */
export const withoutSuggestions = (message: string): string => message.replace(/ Did you mean .*$/s, '');

function messageOf(code: ErrorCode, message: string, cause: unknown, openSchema: boolean): string {
  if (code === 'BAD_USER_INPUT') return openSchema ? message : withoutSuggestions(message);
  // The gateway's own sentences say what to do; what a subgraph hands on is told by its code alone.
  return cause instanceof GraphError && code !== 'INTERNAL' ? cause.message : defaultMessages[code];
}
