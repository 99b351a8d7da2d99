import type { Logger } from 'pino';
import { createFindings, type Finding, type Findings } from '@customer-graph/diagnosis/findings';
import { reasonOf } from '@customer-graph/process/reason-of';
import { readKeys } from './discovery.ts';
import type { Identity } from './identity.ts';
import { refusalReason } from './refusal-reason.ts';
import { createTokenVerifier, type TokenVerifierOptions } from './token-verifier.ts';

/** Checks that the identity provider publishes keys, and that a given token is accepted. */
export async function diagnoseIdentity(
  options: TokenVerifierOptions,
  token: string | undefined,
  log: Logger,
): Promise<{ findings: readonly Finding[]; identity: Identity | null }> {
  const found = createFindings('IDENTITY');
  const isReachable = await diagnoseKeys(options.issuer, found);
  const identity = isReachable && token !== undefined ? await diagnoseToken({ ...options, log }, token, found) : null;
  return { findings: found.list, identity };
}

async function diagnoseKeys(issuer: string, found: Findings): Promise<boolean> {
  try {
    const keys = await readKeys(issuer);
    const algorithms = [...new Set(keys.map(({ alg, kty }) => alg ?? kty ?? '?'))];
    if (keys.length > 0) found.ok('keys', `${keys.length} at ${issuer}: ${algorithms.join(', ')}`);
    else
      found.fail('keys', {
        says: 'the identity provider publishes no keys',
        breaks: 'every token is refused',
        remedy: 'add signing keys at the identity provider (jwks_uri)',
      });
    return true;
  } catch (error) {
    found.fail('issuer', {
      says: `${issuer}: ${reasonOf(error)}`,
      breaks: 'no token can be verified: requests with a token get 503',
      remedy:
        'set OIDC_ISSUER to the exact "issuer" of the provider’s /.well-known/openid-configuration, and make it reachable from here',
    });
    return false;
  }
}

async function diagnoseToken(options: TokenVerifierOptions, token: string, found: Findings): Promise<Identity | null> {
  try {
    const identity = await createTokenVerifier(options).verify(`Bearer ${token}`);
    found.ok('token', describeIdentity(identity));
    if (identity.kind === 'STAFF' && identity.roles.length === 0)
      found.warn('token', {
        says: 'the staff claim contains no known role',
        breaks: 'the token gives no access',
        remedy: `the claim ${options.claims.staffRoles} must be a list of SUPPORT, FINANCE, SALES, ADMIN`,
      });
    return identity;
  } catch (error) {
    found.fail('token', {
      says: refusalReason(error, token, options).text,
      breaks: 'requests with this token get 401',
      remedy:
        'let the client request an access token for the API (OIDC_AUDIENCE); check the API’s and the client’s settings at the identity provider',
    });
    return null;
  }
}

function describeIdentity(identity: Identity): string {
  switch (identity.kind) {
    case 'ANONYMOUS':
      return 'anonymous';
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
