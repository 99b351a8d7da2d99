import { z } from 'zod';

/*
 * The shapes of values that several vendors share. They accept what vendors are known to send in place of the documented
 * type: numbers as texts and the reverse, and a missing property in place of null.
 */

/** A text. A lone surrogate becomes U+FFFD: strict JSON parsers reject a whole answer that has one. */
export const text = z.string().transform((value) => value.toWellFormed());

/** A whole number that JavaScript holds exactly, as a number or as digits. */
export const integer = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^-?\d+$/, 'must be a whole number')
      .transform(Number),
  ])
  .refine(Number.isSafeInteger, 'must be a whole number below 2^53');

/** A whole number that GraphQL's Int holds: 32 bits with a sign (GraphQL, 3.5.1). */
export const int32 = integer.refine((value) => value === (value | 0), 'must be a whole number of 32 bits');

/** An id of any vendor. HubSpot and Zendesk send some ids as numbers and others as texts. */
export const identifier = z.union([
  z.string().min(1),
  z.number().refine(Number.isSafeInteger, 'must be a whole number below 2^53').transform(String),
]);

const nullable = new WeakMap<z.ZodType, z.ZodType>();

/** A shape that may be null or missing; both become null. Made once for each shape: making one costs more than a check. */
export function optional<Shape extends z.ZodType>(shape: Shape) {
  const make = () => shape.nullish().transform((value) => value ?? null);
  const made = (nullable.get(shape) as ReturnType<typeof make> | undefined) ?? make();
  nullable.set(shape, made);
  return made;
}

/** A list whose elements are checked where they are used. */
export const anyList = z.custom<readonly unknown[]>(Array.isArray, 'must be a list');

/** An object whose fields are checked where they are used. */
export const anyObject = z.custom<Readonly<Record<string, unknown>>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'must be an object',
);
