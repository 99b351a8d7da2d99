import { z } from 'zod';
import { staffRoles } from '@customer-graph/protocol/roles';
import type { Identity } from './identity.ts';
import { parseClaim, parseTokenClaims, scopesOf } from './token-claims.ts';
import { assertAccessToken, assertClient, assertPerson } from './token-purpose.ts';

/** Names of the claims that the graph defines. Other claims follow OpenID Connect Core 5.1 and RFC 9068. */
export interface ClaimNames {
  /** A list of staff roles. A token with this claim belongs to staff. */
  readonly staffRoles: string;
  /** A list of account ids. A token with this claim, and without staff roles, belongs to a partner. */
  readonly partnerAccounts: string;
  /** The account that the person works in. */
  readonly account: string;
}

export interface IdentityOptions {
  readonly claims: ClaimNames;
  /** Clients through which customers and staff get their tokens; empty: any. */
  readonly clients: readonly string[];
  /** The header's type in lower case, `jwt` where it has none. */
  readonly type: string;
}

const roleList = z.array(z.string()).transform((roles) => staffRoles.filter((role) => roles.includes(role)));
/** An id that is a number in the CRM can be one in the token too. */
const accountId = z.union([z.string().min(1).max(255), z.int().nonnegative().transform(String)]);
/** HubSpot's search takes three groups of 100 ids beside its other filters. */
const idList = z.array(accountId).max(300);

/** The identity of a verified token. Throws UNAUTHENTICATED for a claim of the wrong shape, and for a token of another purpose. */
export function toIdentity(payload: unknown, { claims: names, clients, type }: IdentityOptions): Identity {
  const claims = parseTokenClaims(payload);
  assertAccessToken(claims, type);
  const { sub: subject, name, email } = claims;
  const verifiedEmail = claims.email_verified === true && email ? email : null;
  const staff = claims[names.staffRoles];
  if (staff !== undefined) {
    assertClient(claims, clients);
    const roles = parseClaim(roleList, names.staffRoles, staff);
    return { kind: 'STAFF', subject, name: name ?? null, email: verifiedEmail, roles };
  }
  const accounts = claims[names.partnerAccounts];
  if (accounts !== undefined) {
    const accountIds = parseClaim(idList, names.partnerAccounts, accounts);
    return { kind: 'PARTNER', subject, name: name ?? null, accountIds, scopes: scopesOf(claims) };
  }
  assertPerson(claims, clients);
  const account = parseClaim(accountId.nullish(), names.account, claims[names.account]) ?? null;
  return { kind: 'CUSTOMER', subject, name: name ?? null, email: verifiedEmail, accountId: account };
}
