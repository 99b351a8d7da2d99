import { z } from 'zod';

/** Switches for differences between identity providers. The defaults describe a provider that follows RFC 9068 and puts the address into the token. */
export const identityBehaviour = z.strictObject({
  /** Cognito and Clerk send no `aud`. */
  hasAudience: z.boolean().default(true),
  /** The claim with scopes, and whether it is a list: Duende `scope` list, Okta `scp` list, Entra `scp` text or `roles`. */
  scopes: z.enum(['scope', 'scope list', 'scp', 'scp list', 'roles']).default('scope'),
  /** Where the e-mail address is. Azure AD B2C sends a list; Cognito, Auth0 and Zitadel tell it at userinfo alone. */
  email: z.enum(['token', 'emails', 'userinfo']).default('token'),
  /** Cognito sends `email_verified` as a text at userinfo. */
  emailVerified: z.enum(['boolean', 'text']).default('boolean'),
  /** Where the discovery document is. Azure AD B2C has it below the policy, Entra v1.0 on another host. */
  discovery: z.enum(['at the issuer', 'elsewhere']).default('at the issuer'),
  /** Entra `common`: one document for all tenants, whose issuer has a placeholder. */
  issuer: z.enum(['fixed', 'by tenant']).default('fixed'),
});

export type IdentityBehaviour = z.output<typeof identityBehaviour>;
