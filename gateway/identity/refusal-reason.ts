import { decodeJwt, decodeProtectedHeader, errors } from 'jose';
import { GraphError } from '@customer-graph/protocol/errors';
import type { TokenVerifierOptions } from './token-verifier.ts';

/** Why a token was refused, for operators. Clients learn only whether it has expired: details would help an attacker. */
export function refusalReason(
  error: unknown,
  token: string,
  { issuer, audience }: Pick<TokenVerifierOptions, 'issuer' | 'audience'>,
): string {
  const cause = error instanceof GraphError ? error.cause : error;
  try {
    const { iss, aud } = decodeJwt(token);
    if (iss !== issuer) return `has the issuer ${String(iss)}, but OIDC_ISSUER is ${issuer}`;
    if (![aud].flat().includes(audience))
      return `is for ${[aud].flat().join(', ') || 'no audience'}, but OIDC_AUDIENCE is ${audience}`;
    if (cause instanceof errors.JWTExpired) return 'has expired';
    if (cause instanceof errors.JWKSNoMatchingKey)
      return `is signed with the key ${decodeProtectedHeader(token).kid ?? '(without an id)'}, which the identity provider does not publish`;
  } catch {
    return 'is not a JSON Web Token';
  }
  return cause instanceof Error ? cause.message : 'has a claim of the wrong type';
}
