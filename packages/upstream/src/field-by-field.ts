import { GraphError } from '@customer-graph/protocol/errors';

/**
 * Builds an object from one reader for each field. Where a reader throws a GraphError, reading that field of the object
 * throws it, so a value that cannot be used costs its own field only. GraphQL turns it into an error at the field.
 *
 * Read an id or an owner outside the readers: an object without them must not be used at all.
 *
 * @example
 * const invoice = fieldByField<Invoice>({
 *   number: () => parse(optional(text), raw.number, 'invoice.number'),
 *   total: () => parse(integer, raw.total, 'invoice.total'),
 * });
 */
export function fieldByField<T extends object>(readers: { readonly [Name in keyof T]-?: () => T[Name] }): T {
  const record = {};
  for (const [name, read] of Object.entries<() => unknown>(readers)) {
    Object.defineProperty(record, name, { enumerable: true, ...descriptorOf(read) });
  }
  return record as T;
}

/**
 * Returns an object with the fields of both. A spread would read every field, and throw for one that cannot be used.
 *
 * @example
 * const placed = withFields(ticket, { position: cursor });
 */
export const withFields = <T extends object, More extends object>(record: T, more: More): T & More =>
  Object.defineProperties(
    {},
    {
      ...Object.getOwnPropertyDescriptors(record),
      ...Object.getOwnPropertyDescriptors(more),
    },
  ) as T & More;

function descriptorOf(read: () => unknown): PropertyDescriptor {
  try {
    return { value: read() };
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    return {
      get() {
        throw error;
      },
    };
  }
}
