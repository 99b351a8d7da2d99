import type { IdentityBehaviour } from './behaviour.ts';
import type { Claims } from './identities.ts';

/** Claims as a provider with this behaviour puts them into an access token. */
export function toTokenClaims(claims: Claims, behaviour: IdentityBehaviour): Claims {
  const { email, email_verified: isVerified, scope, aud, ...others } = claims;
  return {
    ...others,
    ...(behaviour.hasAudience && { aud }),
    ...(scope !== undefined && scopesOf(scope, behaviour)),
    ...(behaviour.email !== 'userinfo' && emailOf({ email, isVerified }, behaviour)),
  };
}

/** Claims as userinfo tells them (OpenID Connect Core 5.3.2). */
export function toUserinfo(claims: Claims, behaviour: IdentityBehaviour): Claims {
  const { sub, name, email, email_verified: isVerified } = claims;
  return { sub, name, ...emailOf({ email, isVerified }, { ...behaviour, email: 'token' }) };
}

function scopesOf(scope: unknown, { scopes }: IdentityBehaviour): Claims {
  const list = typeof scope === 'string' ? scope.split(' ') : scope;
  switch (scopes) {
    case 'scope':
      return { scope };
    case 'scope list':
      return { scope: list };
    case 'scp':
      return { scp: scope };
    case 'scp list':
      return { scp: list };
    case 'roles':
      return { roles: list };
    default:
      return scopes satisfies never;
  }
}

function emailOf(
  { email, isVerified }: { readonly email: unknown; readonly isVerified: unknown },
  { email: place, emailVerified }: IdentityBehaviour,
): Claims {
  return {
    ...(email !== undefined && (place === 'emails' ? { emails: [email] } : { email })),
    ...(isVerified !== undefined && {
      email_verified: emailVerified === 'text' && typeof isVerified === 'boolean' ? String(isVerified) : isVerified,
    }),
  };
}
