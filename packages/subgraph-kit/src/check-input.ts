import type { z } from 'zod';
import { userError, type UserError } from '@customer-graph/protocol/user-error';

/**
 * Checks a mutation's input against a schema. Returns one INVALID_INPUT with the message and path of each issue; empty: the
 * input is valid.
 *
 * @param within path of the checked value in the mutation's input
 */
export function invalidFields(schema: z.ZodType, value: unknown, ...within: string[]): UserError[] {
  const checked = checkInput(schema, value, ...within);
  return 'refusals' in checked ? checked.refusals : [];
}

/**
 * Parses a mutation's input. Returns the parsed value, or one INVALID_INPUT with the message and path of each issue.
 *
 * @param within path of the parsed value in the mutation's input
 * @example
 * const checked = checkInput(z.object({ seats: z.int().min(1, 'seats must be 1 or more.') }), input);
 * if ('refusals' in checked) return { userErrors: checked.refusals };
 */
export function checkInput<T>(
  schema: z.ZodType<T>,
  value: unknown,
  ...within: string[]
): { readonly value: T } | { readonly refusals: UserError[] } {
  const { success, data, error } = schema.safeParse(value);
  if (success) return { value: data };
  return {
    refusals: error.issues.map(({ message, path }) =>
      userError('INVALID_INPUT', message, ...within, ...path.map(String)),
    ),
  };
}
