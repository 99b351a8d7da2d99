import { z } from 'zod';

/** What differs between accounts of the vendor. The defaults are a new account of today. */
export const stripeBehaviour = z.strictObject({});

export type StripeBehaviour = z.output<typeof stripeBehaviour>;
