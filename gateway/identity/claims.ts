import { z } from 'zod';
import { staffRoles } from '@customer-graph/protocol/roles';
import type { Identity } from './identity.ts';
import { invalidToken } from './invalid-token.ts';

/** Names of the claims that the graph defines. Other claims follow OpenID Connect Core 5.1 and RFC 9068. */
export interface ClaimNames {
  /** A list of staff roles. A token with this claim belongs to staff. */
  readonly staffRoles: string;
  /** A list of account ids. A token with this claim, and without staff roles, belongs to a partner. */
  readonly partnerAccounts: string;
  /** The account that the person works in. */
  readonly account: string;
}

const standardClaims = z.looseObject({
  sub: z.string().min(1).max(255),
  name: z.string().nullish(),
  email: z.string().nullish(),
  email_verified: z.boolean().nullish(),
  scope: z.string().nullish(),
});

const roleList = z.array(z.string()).transform((roles) => staffRoles.filter((role) => roles.includes(role)));
/** HubSpot's search takes three groups of 100 ids beside its other filters. */
const idList = z.array(z.string()).max(300);

/**
 * The identity of a verified token. Throws UNAUTHENTICATED for a claim of the wrong shape: guessing its meaning could
 * grant access.
 */
export function toIdentity(claims: unknown, names: ClaimNames): Identity {
  const { sub: subject, name, email, email_verified: isVerified, scope, ...rest } = parseClaim(standardClaims, claims);
  const verifiedEmail = isVerified === true && email ? email : null;
  const staff = rest[names.staffRoles];
  if (staff !== undefined) {
    return { kind: 'STAFF', subject, name: name ?? null, email: verifiedEmail, roles: parseClaim(roleList, staff) };
  }
  const accounts = rest[names.partnerAccounts];
  if (accounts !== undefined) {
    const scopes = scope?.split(' ').filter(Boolean) ?? [];
    return { kind: 'PARTNER', subject, name: name ?? null, accountIds: parseClaim(idList, accounts), scopes };
  }
  const account = rest[names.account];
  return {
    kind: 'CUSTOMER',
    subject,
    name: name ?? null,
    email: verifiedEmail,
    accountId: typeof account === 'string' ? account : null,
  };
}

function parseClaim<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (!result.success) throw invalidToken();
  return result.data;
}
