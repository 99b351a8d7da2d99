import { assert, type Operation } from '@apollo/federation-internals';
import { computeResponse } from '@apollo/gateway/dist/resultShaping.js';
import { GraphQLError } from 'graphql';
import type { ExecutionResult } from '../compiled-operation.ts';
import type { PlanRun } from '../plan/step.ts';

/** Completes an answer as @apollo/gateway does, with its own function. Slow, and only for answers that are not as expected. */
export function completeByStock(operation: Operation, { data: input, variables, errors }: PlanRun): ExecutionResult {
  try {
    const { data, errors: valueCompletion } = computeResponse({
      operation,
      variables,
      input,
      introspectionHandling: () => assert(false, 'introspection is not compiled'),
    });
    if (data === undefined) return { errors };
    if (errors.length > 0) return { errors, data };
    return valueCompletion.length > 0 ? { extensions: { valueCompletion }, data } : { data };
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] };
    const { message } = error as Error;
    return { errors: [new GraphQLError(message, { originalError: error as Error })] };
  }
}
