import { z } from 'zod';
import { userErrorCodes, type UserError } from './user-error.ts';

const refusals = z.array(
  z.object({ code: z.enum(userErrorCodes), message: z.string(), field: z.array(z.string()).nullable() }),
);

/**
 * Returns the output schema of a write: refusals that the caller can correct, or the result.
 *
 * @param done schema of the result: ids of the written objects, never personal data
 */
export const outcomeOf = <Done extends z.ZodType>(done: Done) =>
  z.union([z.object({ refused: refusals.readonly() }), z.object({ done })]);

/** Returns the outcome of a refused write. */
export const refused = (...userErrors: UserError[]) => ({ refused: userErrors });
