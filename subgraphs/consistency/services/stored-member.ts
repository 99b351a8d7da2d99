import { z } from 'zod';
import { memberDone } from '../../accounts/contract.ts';

/** The stored outcome of a change to a team. */
export const storedMember = memberDone.extend({ operationId: z.string() });
