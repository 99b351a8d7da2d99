import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import {
  defaultMessages,
  GraphError,
  isErrorCode,
  retryableCodes,
  type ErrorCode,
} from '@customer-graph/protocol/errors';
import { requestContext } from '../operation/request-context.ts';

/** Codes of Apollo Server for invalid requests. */
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

/** @param requestId without it, that of the request in whose asynchronous context the formatter runs */
export type ErrorFormatter = (
  formatted: GraphQLFormattedError,
  error: unknown,
  requestId?: string,
) => GraphQLFormattedError;

/**
 * Formats every error for the client: a code of the closed table, a safe message, the system, whether to retry, and the
 * request id. Only errors about the client's input keep a message that another program wrote.
 */
export const createErrorFormatter =
  (log: Logger, openSchema: boolean): ErrorFormatter =>
  (formatted, error, requestId = requestContext.getStore()?.requestId) => {
    const { message, locations, path, extensions = {} } = formatted;
    const code = codeOf(extensions.code);
    // Apollo Server unwraps only errors with a path.
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

/** Removes graphql-js's suggestions, which disclose names of the schema. */
export const withoutSuggestions = (message: string): string => message.replace(/ Did you mean .*$/s, '');

function messageOf(code: ErrorCode, message: string, cause: unknown, openSchema: boolean): string {
  if (code === 'BAD_USER_INPUT') return openSchema ? message : withoutSuggestions(message);
  // The gateway's own messages are safe. A subgraph's message could contain a vendor's text.
  return cause instanceof GraphError && code !== 'INTERNAL' ? cause.message : defaultMessages[code];
}
