import { decodeJwt, decodeProtectedHeader, errors } from 'jose';
import { shorten } from '@customer-graph/process/shorten';
import { GraphError } from '@customer-graph/protocol/errors';
import { TokenRefusal } from './token-refusal.ts';

export interface RefusalReason {
  /** One of a bounded number of kinds, for counting: it has no value of the token. */
  readonly kind: string;
  readonly text: string;
}

/** Values of unverified tokens are quoted in part only. */
const quoted = (value: unknown): string => shorten(String(value).replace(/\p{C}/gu, ''), 100, '');

/** Why a token was refused, for operators. Clients learn only whether it has expired: details would help an attacker. */
export function refusalReason(
  error: unknown,
  token: string,
  { issuer, audience }: { readonly issuer: string; readonly audience: string },
): RefusalReason {
  const cause = error instanceof GraphError ? error.cause : error;
  if (cause instanceof TokenRefusal) return { kind: cause.message, text: cause.message };
  try {
    const { iss, aud } = decodeJwt(token);
    if (iss !== issuer) return { kind: 'issuer', text: `has the issuer ${quoted(iss)}, but OIDC_ISSUER is ${issuer}` };
    if (![aud].flat().includes(audience)) {
      const given = quoted([aud].flat().join(', ') || 'no audience');
      return { kind: 'audience', text: `is for ${given}, but OIDC_AUDIENCE is ${audience}` };
    }
    if (cause instanceof errors.JWTExpired) return { kind: 'expired', text: 'has expired' };
    if (cause instanceof errors.JWKSNoMatchingKey) {
      const kid = quoted(decodeProtectedHeader(token).kid ?? '(without an id)');
      return { kind: 'key', text: `is signed with the key ${kid}, which the identity provider does not publish` };
    }
  } catch {
    return { kind: 'format', text: formatProblem(token) };
  }
  return cause instanceof errors.JOSEError
    ? { kind: cause.code, text: cause.message }
    : { kind: 'format', text: 'is not a bearer token' };
}

const formatProblem = (token: string): string =>
  token.split('.').length === 5 ? 'is encrypted, and not a signed JSON Web Token' : 'is not a JSON Web Token';
