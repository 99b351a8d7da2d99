import type { z } from 'zod';
import { GraphError } from '@customer-graph/protocol/errors';

export const unusable = (reason: string): GraphError =>
  new GraphError('UPSTREAM_INVALID_RESPONSE', { system: 'PRODUCT', cause: new TypeError(reason) });

/** Parses a row. Throws UPSTREAM_INVALID_RESPONSE; the cause names columns and never their values. */
export function parseRow<Shape extends z.ZodType>(shape: Shape, row: unknown, name: string): z.output<Shape> {
  const result = shape.safeParse(row);
  if (result.success) return result.data;
  const problems = result.error.issues.map(
    ({ path, message }) => [name, ...path].map(String).join('.') + `: ${message}`,
  );
  throw unusable(problems.join('; '));
}

/** Returns an error for an unusable row instead of throwing, so that other rows are still used. */
export function orError<T>(read: () => T): T | Error {
  try {
    return read();
  } catch (error) {
    if (error instanceof GraphError) return error;
    throw error;
  }
}
