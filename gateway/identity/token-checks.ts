import { z } from 'zod';
import { readClaim } from './claim-path.ts';
import { settingOf, type IdentityProvider } from './provider.ts';
import { assertAccessToken } from './token-purpose.ts';
import { parseTokenClaims } from './token-claims.ts';
import { quoted, refusedToken } from './token-refusal.ts';

/** A token whose signature and times are right. */
export interface CheckedToken {
  readonly payload: unknown;
  /** The header's type in lower case, `jwt` where it has none. */
  readonly type: string;
  /** The tenant in its issuer; null where the issuer has none. */
  readonly tenant: string | null;
}

/** A rule that every token of a provider keeps. */
export interface TokenCheck {
  /** The part of the token that the rule checks, as the doctor names it. */
  readonly subject: (provider: IdentityProvider) => string;
  /** Returns the doctor's sentence about a valid token. Throws UNAUTHENTICATED for an invalid one. */
  readonly run: (token: CheckedToken, provider: IdentityProvider) => string;
}

/** The header's type without case and `application/` (RFC 9068, 2.1; RFC 7515, 4.1.9). */
export const typeOf = (typ: string | undefined): string => (typ ?? 'jwt').toLowerCase().replace(/^application\//, '');

const audiences = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
const value = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const values = z.union([value.transform((one) => [one]), z.array(value)]);

/** Whether the token is for one of a provider's audiences. */
export function hasAudience(payload: unknown, provider: IdentityProvider): boolean {
  if (provider.audiences.length === 0) return true;
  const given = audiences.safeParse(readClaim(payload, provider.claims.audience));
  return given.success && given.data.some((audience) => provider.audiences.includes(audience));
}

/** Why a token with another audience, or none, is refused. */
export function audienceProblem(payload: unknown, provider: IdentityProvider): string {
  const { audience: path } = provider.claims;
  const given = readClaim(payload, path);
  const isFor = given === undefined ? 'no audience' : quoted([given].flat().map(String).join(', '));
  const where = path.text === 'aud' ? '' : ` (claim "${path.text}")`;
  return `is for ${isFor}${where}, but ${settingOf(provider, 'audience')} is ${provider.audiences.join(', ')}`;
}

/** In this order, before the token's identity is looked at. */
export const tokenChecks: readonly TokenCheck[] = [
  {
    subject: () => 'claim tid',
    run({ payload, tenant }, provider) {
      if (tenant === null) return 'is not needed: the issuer has no tenant';
      // Entra ID, "Validate the issuer": the tenant id is a GUID, and the one in the issuer.
      if (parseTokenClaims(payload).tid?.toLowerCase() !== tenant)
        throw refusedToken('has another tenant in "tid" than in "iss"');
      if (!provider.tenants.includes('*') && !provider.tenants.includes(tenant))
        throw refusedToken(
          `is of the tenant ${tenant}, which ${settingOf(provider, 'tenants')} does not name`,
          'tenant',
        );
      return `${tenant} is permitted`;
    },
  },
  {
    // Tokens for other purposes, such as logout tokens, are signed with the same keys.
    subject: () => 'header typ',
    run({ type }, provider) {
      if (!provider.tokenTypes.includes(type))
        throw refusedToken(
          `has the type "${quoted(type)}", which ${settingOf(provider, 'tokenTypes')} does not name`,
          'type',
        );
      return `${type} is permitted`;
    },
  },
  {
    subject: ({ claims }) => `claim ${claims.audience.text}`,
    run({ payload }, provider) {
      if (!hasAudience(payload, provider)) throw refusedToken(audienceProblem(payload, provider), 'audience');
      return provider.audiences.length === 0
        ? 'is not needed: the keys belong to one client'
        : `contains ${provider.audiences.join(' or ')}`;
    },
  },
  {
    subject: ({ requiredClaims }) => `claims ${requiredClaims.map(({ path }) => path.text).join(', ') || 'required'}`,
    run({ payload }, provider) {
      for (const { path, values: permitted } of provider.requiredClaims) {
        const given = values.safeParse(readClaim(payload, path));
        if (!given.success || !given.data.some((one) => permitted.includes(one)))
          throw refusedToken(
            `has not ${permitted.join(' or ')} in the claim "${path.text}" (${settingOf(provider, 'requiredClaims')})`,
          );
      }
      return provider.requiredClaims.length === 0 ? 'none' : 'have a permitted value';
    },
  },
  {
    subject: () => 'purpose',
    run({ payload, type }) {
      assertAccessToken(parseTokenClaims(payload), type);
      return 'is an access token';
    },
  },
];
