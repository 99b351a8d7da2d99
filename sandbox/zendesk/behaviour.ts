import { z } from 'zod';

/** What differs between accounts of the vendor. The defaults are a new account of today. */
export const zendeskBehaviour = z.strictObject({});

export type ZendeskBehaviour = z.output<typeof zendeskBehaviour>;
