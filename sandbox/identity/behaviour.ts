import { z } from 'zod';

/** What differs between accounts of the vendor. The defaults are a new account of today. */
export const identityBehaviour = z.strictObject({});

export type IdentityBehaviour = z.output<typeof identityBehaviour>;
