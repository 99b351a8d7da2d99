import { z } from 'zod';

/** What differs between accounts of the vendor. The defaults are a new account of today. */
export const hubspotBehaviour = z.strictObject({});

export type HubSpotBehaviour = z.output<typeof hubspotBehaviour>;
