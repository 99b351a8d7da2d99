import { z } from 'zod';

/** The input of a call about one account. */
export const accountInput = z.object({ accountId: z.string() });

/** The input of a call about several accounts. Its output is a list in the order of the ids. */
export const accountsInput = z.object({ accountIds: z.array(z.string()).max(100) });

/** Whether an account has a counterpart in another system. */
export const linkState = z.enum(['LINKED', 'MISSING', 'DUPLICATE']);
