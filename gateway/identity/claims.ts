import { z } from 'zod';
import { staffRoles, type StaffRole } from '@customer-graph/protocol/roles';
import { readClaim, type ClaimPath } from './claim-path.ts';
import type { Identity } from './identity.ts';
import { tenantPlaceholder } from './issuer.ts';
import type { ClaimPaths, IdentityProvider } from './provider.ts';
import { parseClaim, parseTokenClaims, wordsOf } from './token-claims.ts';
import type { CheckedToken } from './token-checks.ts';
import { assertClient, assertPerson } from './token-purpose.ts';
import { refusedToken } from './token-refusal.ts';

/** Zitadel names roles by the keys of an object. Their values are objects too: `{ADMIN: false}` must not be a role. */
const roleObject = z.record(z.string(), z.looseObject({})).transform((roles) => Object.keys(roles));
/** A list (most providers), or a text with one role (Duende). */
const roleNames = z.union([z.array(z.string()), z.string().transform((role) => [role]), roleObject]);
/** An id that is a number in the CRM can be one in the token too. */
const accountId = z.union([z.string().min(1).max(255), z.int().nonnegative().transform(String)]);
/** HubSpot's search takes three groups of 100 ids beside its other filters. */
const idList = z.array(accountId).max(300);
const scopes = z.union([z.string(), z.array(z.string())]);
const subjectText = z
  .string()
  .max(255)
  .refine((text) => text.trim() !== '');
const address = z.string().min(1);
/** Azure AD B2C: a list. Its first address is the one of the sign-in. */
const addresses = z.union([address, z.array(address).transform(([first]) => first)]);
/** Some providers send a text: Cognito "true", Entra's xms_edov "1". */
const verified = z.union([
  z.boolean(),
  z.enum(['true', 'True', '1']).transform(() => true),
  z.enum(['false', 'False', '0']).transform(() => false),
]);

/** The subject under which a caller is known: at the main provider the claim itself, elsewhere with the provider's name. */
export function subjectOf(
  { payload, tenant }: CheckedToken,
  provider: IdentityProvider,
  { foreignPrefixes, path = provider.claims.subject }: SubjectOptions,
): string {
  const own = parseClaim(subjectText, path, payload);
  // Entra ID, "Validate the issuer": the same subject in two tenants is two people.
  const qualified = `${provider.subjectPrefix}${tenant === null ? '' : `${tenant}/`}${own}`;
  if (foreignPrefixes.some((prefix) => qualified.startsWith(prefix)))
    throw refusedToken('has a subject that begins with the name of another provider');
  return qualified;
}

/** Names of roles in the token, the known and the unknown. */
export const roleNamesOf = (payload: unknown, { claims }: IdentityProvider): readonly string[] =>
  parseClaim(roleNames.nullish(), claims.staffRoles, payload) ?? [];

/** Roles that make staff. Other people's roles in the same claim, and an empty list, say nothing. */
export function staffRolesOf(payload: unknown, provider: IdentityProvider): readonly StaffRole[] {
  if (!provider.kinds.includes('STAFF')) return [];
  const known = new Set(roleNamesOf(payload, provider).flatMap((name) => provider.staffRoles.get(name) ?? []));
  return staffRoles.filter((role) => known.has(role));
}

/** Accounts that make a partner. An empty list says nothing. */
export const partnerAccountsOf = (payload: unknown, { claims, kinds }: IdentityProvider): readonly string[] =>
  kinds.includes('PARTNER') ? (parseClaim(idList.nullish(), claims.partnerAccounts, payload) ?? []) : [];

/** Scopes of the first of the configured claims that the token has, without their prefix. */
export function scopesOf(payload: unknown, { claims, scopePrefix }: IdentityProvider): readonly string[] {
  const path = claims.scopes.find((each) => (readClaim(payload, each) ?? null) !== null);
  const given = path ? wordsOf(parseClaim(scopes, path, payload)) : [];
  return given.filter((scope) => scope.startsWith(scopePrefix)).map((scope) => scope.slice(scopePrefix.length));
}

export interface SubjectOptions {
  /** Prefixes of other providers' subjects. */
  readonly foreignPrefixes: readonly string[];
  /** Default: the configured claim. */
  readonly path?: ClaimPath;
}

export interface Profile {
  readonly name: string | null;
  /** Null unless verified. */
  readonly email: string | null;
}

type ProfilePaths = Pick<ClaimPaths, 'name' | 'email' | 'emailVerified'>;

const standard = (name: string): ClaimPath => ({ text: name, names: [name] });
/** OpenID Connect Core 5.1: names of claims at userinfo are the same at every provider. */
export const standardPaths: ProfilePaths = {
  name: standard('name'),
  email: standard('email'),
  emailVerified: standard('email_verified'),
};

/** Name and verified e-mail address, in a token or, with the standard paths, in userinfo. */
export function profileOf(claims: unknown, { issuer }: IdentityProvider, paths: ProfilePaths): Profile {
  const name = parseClaim(z.string().nullish(), paths.name, claims) ?? null;
  const email = parseClaim(addresses.nullish(), paths.email, claims) ?? null;
  const isVerified = parseClaim(verified.nullish(), paths.emailVerified, claims) === true;
  // An administrator of any tenant can give their people any address.
  const isTrusted = !issuer.includes(tenantPlaceholder);
  return { name, email: isVerified && isTrusted ? email : null };
}

/** Whether the token says something about the person's e-mail address, so that userinfo need not be asked. */
export const saysEmail = (payload: unknown, { claims }: IdentityProvider): boolean =>
  (readClaim(payload, claims.email) ?? null) !== null;

/**
 * The identity of a token that has passed the checks. Throws UNAUTHENTICATED for a claim of the wrong shape, for tokens of
 * programs that are neither partners nor staff, and for callers that the provider does not serve.
 *
 * @param foreignPrefixes prefixes of other providers' subjects
 */
export function toIdentity(
  token: CheckedToken,
  provider: IdentityProvider,
  foreignPrefixes: readonly string[],
): Exclude<Identity, { readonly kind: 'ANONYMOUS' }> {
  const { payload } = token;
  const claims = parseTokenClaims(payload);
  const { name, email } = profileOf(payload, provider, provider.claims);
  const roles = staffRolesOf(payload, provider);
  if (roles.length > 0) {
    assertClient(claims, provider);
    return { kind: 'STAFF', subject: subjectOf(token, provider, { foreignPrefixes }), name, email, roles };
  }
  const accountIds = partnerAccountsOf(payload, provider);
  if (accountIds.length > 0) {
    // A configured subject is of people: Okta's uid, Entra's oid.
    const subject = subjectOf(token, provider, { foreignPrefixes, path: standard('sub') });
    return { kind: 'PARTNER', subject, name, accountIds, scopes: scopesOf(payload, provider) };
  }
  assertPerson(claims);
  if (!provider.kinds.includes('CUSTOMER'))
    throw refusedToken(
      `is of a customer, whom ${provider.name} does not serve: it has no known staff role and no partner's accounts`,
    );
  assertClient(claims, provider);
  const subject = subjectOf(token, provider, { foreignPrefixes });
  const account = parseClaim(accountId.nullish(), provider.claims.account, payload) ?? null;
  return { kind: 'CUSTOMER', subject, name, email, isEmailUnknown: false, accountId: account };
}
