import { GraphError } from '../errors.ts';
import type { SystemOfRecord } from '../system.ts';

/**
 * SDK types are promises that nobody checks while the program runs. These check what a mapping relies on, so that an answer of
 * another shape is UPSTREAM_INVALID_RESPONSE and never a wrong fact. `field` is for the log: it never reaches a client.
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
