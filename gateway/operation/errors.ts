import { GraphQLError } from 'graphql';
import type { GraphError } from '@customer-graph/protocol/errors';
import type { ExecutionResult } from './execution.ts';

export const toGraphQLError = (error: GraphError): GraphQLError =>
  new GraphQLError(error.message, { extensions: error.extensions, originalError: error });

export const unknownOperation = (): GraphQLError => new GraphQLError('The document has no such operation.');

/** The supergraph was replaced during the request, and the operation is not valid for the new one. */
export const supergraphReplaced = (): GraphQLError =>
  new GraphQLError('The API changed during the request, and no longer has every requested field.', {
    extensions: { code: 'BAD_USER_INPUT', retryable: false },
  });

export const asBadInput = (error: GraphQLError): GraphQLError =>
  new GraphQLError(error.message, { nodes: error.nodes ?? null, extensions: { code: 'BAD_USER_INPUT' } });

/** Errors for nulls at non-null fields. @apollo/gateway reports them in `extensions.valueCompletion` only, which clients do not read. */
export function completionErrors({ data, errors = [], extensions }: ExecutionResult): GraphQLError[] {
  const completion: unknown = extensions?.valueCompletion;
  if (!Array.isArray(completion) || (data === null && errors.length > 0)) return [];
  return completion.map(
    (error: GraphQLError) =>
      new GraphQLError(error.message, {
        path: error.path ?? [],
        extensions: { code: 'UPSTREAM_INVALID_RESPONSE', retryable: false },
      }),
  );
}
