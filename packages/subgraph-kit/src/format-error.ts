import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { reasonOf } from '@customer-graph/process/reason-of';
import { defaultMessages, isErrorCode, type GraphError } from '@customer-graph/protocol/errors';
import { currentUpstreamContext } from '@customer-graph/upstream/context';

/** Formats errors of a subgraph's response. Codes of the table pass; any other error is logged and becomes INTERNAL. */
export const createErrorFormatter =
  (log: Logger) =>
  (error: GraphQLError): GraphQLFormattedError => {
    const { message, path, extensions } = error;
    const { code } = extensions;
    const requestId = currentUpstreamContext()?.traceId;
    const cause = error.originalError ?? error;
    if (isErrorCode(code) && code !== 'INTERNAL') {
      const { system, retryable = false } = extensions as Partial<GraphError['extensions']>;
      // The upstream client does not see this failure, so it is logged here.
      if (code === 'UPSTREAM_INVALID_RESPONSE')
        log.warn({ requestId, path, system, code, reason: reasonOf(cause) }, 'unusable response from a system');
      return { message, ...(path && { path }), extensions: { code, system, retryable } };
    }
    log.error({ requestId, path, err: cause }, 'resolver failed');
    return {
      message: defaultMessages.INTERNAL,
      ...(path && { path }),
      extensions: { code: 'INTERNAL', retryable: false },
    };
  };
