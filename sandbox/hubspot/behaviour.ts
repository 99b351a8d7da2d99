import { z } from 'zod';

/** Switches for differences between accounts of the vendor. The defaults describe a new account of today. */
export const hubspotBehaviour = z.strictObject({
  /** Whether the paths /v3/ and /v4/ are still answered. */
  numberedPaths: z.boolean().default(false),
  /** The JSON type of `toObjectId` and `from.id` in associations. */
  associationIds: z.enum(['numbers', 'texts']).default('numbers'),
  /** What dated paths answer to a removed association: nothing (204), or 200 with a body. The sources disagree. */
  archivals: z.enum(['empty', 'described']).default('empty'),
  /** The subscription. Free and Starter have no custom association labels, and lower limits. */
  plan: z.enum(['free', 'starter', 'professional', 'enterprise']).default('professional'),
  /** Whether the account's data privacy setting requires a legal basis for every change of a subscription. */
  dataPrivacy: z.boolean().default(false),
  /** Whether the credentials may read hidden files by their ids. */
  hiddenFiles: z.boolean().default(true),
  /** How long an access token of an installed app works, in seconds. */
  accessTokenLifetime: z.number().nonnegative().default(1_800),
  /** Whether webhooks name the generic types, such as object.propertyChange. */
  genericWebhooks: z.boolean().default(true),
});

export type HubSpotBehaviour = z.output<typeof hubspotBehaviour>;
