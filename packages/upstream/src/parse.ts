import { z } from 'zod';
import { GraphError } from '@customer-graph/protocol/errors';
import type { SystemOfRecord } from '@customer-graph/protocol/system';

/**
 * Checks a value of a vendor and returns it in its parsed form.
 *
 * @param name the name of the value for the log
 * @throws {GraphError} UPSTREAM_INVALID_RESPONSE; its cause names fields and never their values
 */
export type Parse = <Shape extends z.ZodType>(shape: Shape, value: unknown, name: string) => z.output<Shape>;

/**
 * Creates the check of one system's responses. SDK types are not verified at run time; without a check an unexpected
 * value would become a wrong fact.
 *
 * @example
 * const parse = createParse('BILLING');
 * const total = parse(integer, invoice.total, 'invoice.total');
 */
export const createParse =
  (system: SystemOfRecord): Parse =>
  (shape, value, name) => {
    const result = shape.safeParse(value);
    if (result.success) return result.data;
    const problems = result.error.issues.map(
      ({ path, message }) => `${[name, ...path].map(String).join('.')}: ${message}`,
    );
    throw new GraphError('UPSTREAM_INVALID_RESPONSE', { system, cause: new TypeError(problems.join('; ')) });
  };
