import { decodeJwt, decodeProtectedHeader, errors, type JWTPayload } from 'jose';
import { GraphError } from '@customer-graph/protocol/errors';
import { createIssuers } from './issuer.ts';
import { settingOf, type IdentityProvider } from './provider.ts';
import { audienceProblem, hasAudience } from './token-checks.ts';
import { quoted, TokenRefusal } from './token-refusal.ts';

export interface RefusalReason {
  /** One of a bounded number of kinds, for counting: it has no value of the token. */
  readonly kind: string;
  readonly text: string;
}

/** Why a token was refused, for operators. Clients learn only whether it has expired: details would help an attacker. */
export function refusalReason(error: unknown, token: string, providers: readonly IdentityProvider[]): RefusalReason {
  const cause = error instanceof GraphError ? error.cause : error;
  if (cause instanceof TokenRefusal) return { kind: cause.kind, text: cause.message };
  let payload: JWTPayload;
  try {
    payload = decodeJwt(token);
  } catch {
    return { kind: 'format', text: formatProblem(token) };
  }
  const provider = createIssuers(providers)(payload.iss)?.provider;
  if (!provider) return { kind: 'issuer', text: issuerProblem(payload.iss, providers) };
  // A wrong audience says more than a wrong signature: tokens for other APIs can have other keys (Microsoft Graph).
  if (!hasAudience(payload, provider)) return { kind: 'audience', text: audienceProblem(payload, provider) };
  if (cause instanceof errors.JWTExpired) return { kind: 'expired', text: 'has expired' };
  if (cause instanceof errors.JWKSNoMatchingKey) {
    const kid = quoted(decodeProtectedHeader(token).kid ?? '(without an id)');
    return { kind: 'key', text: `is signed with the key ${kid}, which the identity provider does not publish` };
  }
  return cause instanceof errors.JOSEError
    ? { kind: cause.code, text: cause.message }
    : { kind: 'format', text: 'is not a bearer token' };
}

function issuerProblem(iss: unknown, providers: readonly IdentityProvider[]): string {
  const known = providers.map((provider) => `${settingOf(provider, 'issuer')} is ${provider.issuer}`).join(', ');
  return `has the issuer ${quoted(iss)}, but ${known}`;
}

/** Auth0, "Access tokens": without an audience the token is opaque or encrypted, and for userinfo alone. */
const remedy =
  'let the client request a token for this API (Auth0: the parameter "audience"; Zitadel, Duende: token type JWT)';

const formatProblem = (token: string): string =>
  token.split('.').length === 5
    ? `is encrypted, and not a signed JSON Web Token: ${remedy}`
    : `is opaque, and not a JSON Web Token: ${remedy}`;
