import { z } from 'zod';

/** Switches for differences between accounts of the vendor. The defaults describe a new account of today. Sources: sandbox/README.md. */
export const zendeskBehaviour = z.strictObject({
  /** Whether API tokens are accepted. None can be created since 27 October 2026; those that exist end on 30 April 2027. */
  apiTokens: z.boolean().default(false),
  /** How long an access token is valid, in seconds, whatever lifetime was asked for. */
  tokenSeconds: z.int().positive().default(1_800),
  /** The unit of `expires_in`: one sentence of the documentation says milliseconds. */
  expiresIn: z.enum(['seconds', 'milliseconds', 'absent']).default('seconds'),
  /** The scopes that the OAuth client may have. */
  scopes: z.array(z.string()).default(['read', 'write', 'impersonate']),
  /** Whether attachments need a signed-in user ("Secure downloads"). */
  privateAttachments: z.boolean().default(true),
  /** Whether end users who never confirmed their address are verified. */
  endUsersAreVerified: z.boolean().default(false),
  /** Whether a user must be verified to act themselves. Two pages of the documentation disagree. */
  actingNeedsVerification: z.boolean().default(true),
  /** Whether a ticket needs an assignee to be solved. */
  solvingNeedsAssignee: z.boolean().default(true),
  /** Ids of ticket fields that need a value for solving. */
  requiredToSolve: z.array(z.int()).default([]),
  /** Whether lists leave out archived tickets. */
  listsOmitArchived: z.boolean().default(true),
});

export type ZendeskBehaviour = z.output<typeof zendeskBehaviour>;
