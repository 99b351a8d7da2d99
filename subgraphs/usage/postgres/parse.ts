import { GraphError } from '@customer-graph/protocol/errors';
import { createParse } from '@customer-graph/upstream/parse';

/** Checks a value of the product's database. See `Parse`. */
export const parse = createParse('PRODUCT');

export const unusable = (reason: string): GraphError =>
  new GraphError('UPSTREAM_INVALID_RESPONSE', { system: 'PRODUCT', cause: new TypeError(reason) });

/** Returns an error for an unusable row instead of throwing, so that other rows are still used. */
export function orError<T>(read: () => T): T | GraphError {
  try {
    return read();
  } catch (error) {
    if (error instanceof GraphError) return error;
    throw error;
  }
}
