import { settingOf, type IdentityProvider } from './provider.ts';
import { clientsOf, grantsOf, wordsOf, type TokenClaims } from './token-claims.ts';
import { refusedToken } from './token-refusal.ts';

/** Claims of ID tokens alone (OpenID Connect Core 2 and 3.3.2.11). */
const idTokenClaims = ['nonce', 'at_hash', 'c_hash'];
/** Claims that access tokens have and ID tokens do not: at least one is needed where the type is only "jwt". */
const accessTokenClaims = [
  ...['scope', 'scp', 'client_id', 'cid', 'appid', 'azpacr', 'appidacr'],
  ...['permissions', 'token_use', 'gty', 'idtyp'],
  // Clerk's session tokens.
  'fva',
];
/** Values of the claim `typ` in access tokens. */
const accessTypes: ReadonlySet<string> = new Set(['bearer', 'dpop', 'at+jwt', 'jwt']);

/**
 * Throws UNAUTHENTICATED for tokens that the provider made for another purpose: ID tokens, refresh tokens. They are signed
 * with the same keys.
 *
 * @param type the header's type in lower case, `jwt` where it has none
 */
export function assertAccessToken(claims: TokenClaims, type: string): void {
  if (typeof claims.token_use === 'string' && claims.token_use !== 'access')
    throw refusedToken('is an ID token and not an access token (claim "token_use")');
  if (typeof claims.typ === 'string' && !accessTypes.has(claims.typ.toLowerCase()))
    throw refusedToken('is an ID token or a refresh token and not an access token (claim "typ")');
  // Keycloak before version 25 put the nonce into access tokens too, with the type Bearer.
  const isBearer = claims.typ?.toLowerCase() === 'bearer';
  const mark = isBearer ? undefined : idTokenClaims.find((name) => Object.hasOwn(claims, name));
  if (mark !== undefined) throw refusedToken(`is an ID token and not an access token (claim "${mark}")`);
  if (type === 'jwt' && !isBearer && !accessTokenClaims.some((name) => Object.hasOwn(claims, name)))
    throw refusedToken(
      `is an ID token, or does not say that it is an access token: it has none of the claims ${accessTokenClaims.join(', ')}`,
    );
  // Clerk, "Session tokens": a pending session must not be treated as signed in.
  if (typeof claims.sts === 'string' && claims.sts !== 'active')
    throw refusedToken('is of a session that is not active yet (claim "sts")');
}

/** Throws UNAUTHENTICATED for tokens that no person signed in for. */
export function assertPerson(claims: TokenClaims): void {
  if (isApplication(claims))
    throw refusedToken(
      'is of an application (client credentials) and not of a person, and has neither the claim for staff nor the one for partners',
    );
}

/** Throws UNAUTHENTICATED for tokens of other clients than the configured ones; none configured: any. */
export function assertClient(claims: TokenClaims, provider: IdentityProvider): void {
  const { clients } = provider;
  if (clients.length > 0 && !clientsOf(claims).some((client) => clients.includes(client)))
    throw refusedToken(
      `is of a client that ${settingOf(provider, 'clients')} does not name (claims client_id, azp, cid, appid)`,
    );
}

/** Providers mark client credentials in different ways; all of these are of applications alone. */
const isApplication = (claims: TokenClaims): boolean =>
  // RFC 9068, 2.2; Okta, Cognito.
  clientsOf(claims).includes(claims.sub) ||
  // Auth0, FusionAuth.
  grantsOf(claims).some((grant) => /^client[-_]credentials$/.test(grant)) ||
  claims.sub.endsWith('@clients') ||
  // Entra: people have another subject for each client, and a scope.
  claims.idtyp === 'app' ||
  (claims.oid === claims.sub && wordsOf(claims.scope ?? claims.scp).length === 0) ||
  // Keycloak.
  claims.preferred_username?.startsWith('service-account-') === true;
