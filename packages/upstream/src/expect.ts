import { GraphError } from '@customer-graph/protocol/errors';
import type { SystemOfRecord } from '@customer-graph/protocol/system';

/**
 * Checks of a vendor's response, for mappings. SDK types are not verified at run time; without these checks an unexpected value
 * would become a wrong fact. Each check returns the value, or throws UPSTREAM_INVALID_RESPONSE. `field` is only for the log.
 */
export interface Expect {
  string(value: unknown, field: string): string;
  optionalString(value: unknown, field: string): string | null;
  integer(value: unknown, field: string): number;
  optionalInteger(value: unknown, field: string): number | null;
  boolean(value: unknown, field: string): boolean;
  array<T>(value: readonly T[] | null | undefined, field: string): readonly T[];
  object<T extends object>(value: T | null | undefined, field: string): T;
}

/**
 * Creates the checks for one system.
 *
 * @example
 * const expect = createExpect('BILLING');
 * const total = expect.integer(invoice.total, 'invoice.total');
 */
export function createExpect(system: SystemOfRecord): Expect {
  const refuse = (field: string, wanted: string): never => {
    throw new GraphError('UPSTREAM_INVALID_RESPONSE', { system, cause: new TypeError(`${field} is not ${wanted}`) });
  };
  const expect: Expect = {
    string: (value, field) => (typeof value === 'string' ? value : refuse(field, 'a string')),
    optionalString: (value, field) => (value === null || value === undefined ? null : expect.string(value, field)),
    integer: (value, field) => (Number.isSafeInteger(value) ? (value as number) : refuse(field, 'an integer')),
    optionalInteger: (value, field) => (value === null || value === undefined ? null : expect.integer(value, field)),
    boolean: (value, field) => (typeof value === 'boolean' ? value : refuse(field, 'a boolean')),
    array: <T>(value: readonly T[] | null | undefined, field: string) =>
      Array.isArray(value) ? (value as readonly T[]) : refuse(field, 'an array'),
    object: (value, field) =>
      typeof value === 'object' && value !== null && !Array.isArray(value) ? value : refuse(field, 'an object'),
  };
  return expect;
}
