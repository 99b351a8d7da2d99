import { decodeJwt, decodeProtectedHeader, errors } from 'jose';
import type { Logger } from 'pino';
import { createFindings, reasonOf, type Finding } from '../../subgraphs/shared/diagnosis.ts';
import { GraphError } from '../../subgraphs/shared/errors.ts';
import type { Identity } from './identity.ts';
import { createTokenVerifier, readKeys, type TokenVerifierOptions } from './token-verifier.ts';

/** Asks the identity provider for its keys, and looks at a token where one is given. */
export async function diagnoseIdentity(
  options: TokenVerifierOptions,
  token: string | undefined,
  log: Logger,
): Promise<{ findings: readonly Finding[]; identity: Identity | null }> {
  const found = createFindings('IDENTITY');
  try {
    const keys = await readKeys(options.issuer);
    if (keys.length === 0)
      found.fail('keys', {
        says: 'the provider publishes none',
        breaks: 'every token is refused',
        remedy: 'the identity provider: its signing keys (jwks_uri)',
      });
    else
      found.ok(
        'keys',
        `${keys.length} at ${options.issuer}: ${[...new Set(keys.map(({ alg, kty }) => alg ?? kty ?? '?'))].join(', ')}`,
      );
  } catch (error) {
    found.fail('issuer', {
      says: `${options.issuer}: ${reasonOf(error)}`,
      breaks: 'no token can be checked: everybody gets 503',
      remedy:
        'OIDC_ISSUER: exactly the "issuer" of the provider’s /.well-known/openid-configuration, reachable from here',
    });
    return { findings: found.list, identity: null };
  }
  if (token === undefined) return { findings: found.list, identity: null };
  try {
    const identity = await createTokenVerifier({ ...options, log }).verify(`Bearer ${token}`);
    found.ok('token', sayOf(identity));
    if (identity.kind === 'STAFF' && identity.roles.length === 0)
      found.warn('token', {
        says: `names no staff role that there is`,
        breaks: 'it opens nothing',
        remedy: `the claim ${options.claims.staffRoles}: a list of SUPPORT, FINANCE, SALES, ADMIN`,
      });
    return { findings: found.list, identity };
  } catch (error) {
    found.fail('token', {
      says: refusalOf(error, token, options),
      breaks: 'its bearer gets 401',
      remedy: 'the identity provider: the API’s audience, the client’s settings',
    });
    return { findings: found.list, identity: null };
  }
}

function sayOf(identity: Identity): string {
  switch (identity.kind) {
    case 'ANONYMOUS':
      return 'nobody';
    case 'STAFF':
      return `staff, ${identity.roles.join(', ') || 'no role'}`;
    case 'PARTNER':
      return `a partner with ${identity.accountIds.length} accounts, scopes ${identity.scopes.join(' ') || 'none'}`;
    case 'CUSTOMER':
      return `a customer, subject ${identity.subject}, ${identity.email === null ? 'no verified e-mail address' : 'a verified e-mail address'}`;
    default:
      return identity satisfies never;
  }
}

/** Why a token is refused: what the API itself never tells. */
function refusalOf(error: unknown, token: string, { issuer, audience }: TokenVerifierOptions): string {
  const cause = error instanceof GraphError ? error.cause : error;
  try {
    const { iss, aud } = decodeJwt(token);
    if (iss !== issuer) return `is of the issuer ${String(iss)}, and OIDC_ISSUER is ${issuer}`;
    if (![aud].flat().includes(audience))
      return `is for ${[aud].flat().join(', ') || 'nobody'}, and OIDC_AUDIENCE is ${audience}`;
    if (cause instanceof errors.JWTExpired) return 'has expired';
    if (cause instanceof errors.JWKSNoMatchingKey)
      return `is signed with the key ${decodeProtectedHeader(token).kid ?? 'without a name'}, which the provider does not publish`;
  } catch {
    return 'is no JSON Web Token';
  }
  return cause instanceof Error ? cause.message : 'its claims are not of the shape that they should be';
}
