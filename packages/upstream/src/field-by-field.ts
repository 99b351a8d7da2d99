/** The readers of a record's fields; in place of a reader its result, once the field was read. */
type Fields = Record<string, (() => unknown) | { readonly value: unknown }>;

const fields = Symbol('fields');

/**
 * Builds an object from one reader for each field. A field is read when it is first used: what a request does not select
 * costs nothing. Where a reader throws a GraphError, using that field of the object throws it, so a value that cannot be used
 * costs its own field only. GraphQL turns it into an error at the field.
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
  const record = Object.defineProperty({}, fields, { value: { ...readers } });
  for (const name of Object.keys(readers)) Object.defineProperty(record, name, descriptorOf(name));
  return record as T;
}

/**
 * Returns an object with the fields of both. A spread would read every field, and throw for one that cannot be used.
 *
 * @example
 * const placed = withFields(ticket, { position: cursor });
 */
export const withFields = <T extends object, More extends object>(record: T, more: More): T & More =>
  fieldByField<T & More>({ ...readersOf(record), ...readersOf(more) } as {
    [Name in keyof (T & More)]-?: () => (T & More)[Name];
  });

const readersOf = (record: object): Record<string, () => unknown> =>
  Object.fromEntries(Object.keys(record).map((name) => [name, () => record[name as keyof typeof record]]));

/** By field name. Records with the same getters share one hidden class of the engine; a getter for each would be four times slower. */
const descriptors = new Map<string, PropertyDescriptor>();

function descriptorOf(name: string): PropertyDescriptor {
  const known = descriptors.get(name);
  if (known) return known;
  const descriptor: PropertyDescriptor & ThisType<{ readonly [fields]: Fields }> = {
    enumerable: true,
    get() {
      const field = this[fields][name];
      if (typeof field !== 'function') return field?.value;
      const value = field();
      this[fields][name] = { value };
      return value;
    },
  };
  descriptors.set(name, descriptor);
  return descriptor;
}
