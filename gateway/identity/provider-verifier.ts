import { errors, jwtVerify, type JWK, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import type { Logger } from 'pino';
import { reasonOf } from '@customer-graph/process/reason-of';
import { GraphError } from '@customer-graph/protocol/errors';
import { saysEmail, toIdentity } from './claims.ts';
import { discoverKeysUrl, providerTimeoutMs } from './discovery.ts';
import type { Identity } from './identity.ts';
import { invalidToken } from './invalid-token.ts';
import { tenantIn, tenantPlaceholder } from './issuer.ts';
import { createKeySet, type KeySet } from './key-set.ts';
import type { IdentityProvider } from './provider.ts';
import { tokenChecks, typeOf } from './token-checks.ts';
import { refusedToken } from './token-refusal.ts';
import { createUserinfo } from './userinfo.ts';

export interface ProviderVerifierOptions {
  readonly provider: IdentityProvider;
  /** Prefixes of other providers' subjects. */
  readonly foreignPrefixes: readonly string[];
  readonly log: Logger;
}

/** Verifies tokens of one provider, with its keys alone. */
export interface ProviderVerifier {
  readonly provider: IdentityProvider;
  /** Throws as `TokenVerifier.verify` does. The token's `iss` was matched with the provider. */
  verify(token: string, iss: string, tenant: string | null): Promise<Identity>;
}

/** Asymmetric algorithms only: a service that verifies with a shared secret could also issue tokens. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const clockToleranceSeconds = 5;

export function createProviderVerifier({ provider, foreignPrefixes, log }: ProviderVerifierOptions): ProviderVerifier {
  const userinfo = provider.hasUserinfo ? createUserinfo(provider, log) : null;
  let keys: Promise<KeySet> | undefined;

  const unavailable = (error: unknown): GraphError => {
    log.error({ provider: provider.name, reason: reasonOf(error) }, 'identity provider unreachable');
    return new GraphError('UPSTREAM_UNAVAILABLE', {
      cause: error,
      message: 'The identity provider cannot be reached.',
    });
  };

  async function getKeys(): Promise<KeySet> {
    keys ??= discoverKeysUrl(provider).then((url) => createKeySet(url, providerTimeoutMs));
    try {
      return await keys;
    } catch (error) {
      keys = undefined;
      throw unavailable(error);
    }
  }

  /** Throws where userinfo's answer is needed and missing only when the caller is looked up: the subject may do. */
  async function withProfile(identity: Identity, token: string, payload: JWTPayload): Promise<Identity> {
    if (!userinfo || (identity.kind !== 'CUSTOMER' && identity.kind !== 'STAFF')) return identity;
    if (saysEmail(payload, provider)) return identity;
    const answer = await userinfo.read(token, { sub: payload.sub ?? '', exp: payload.exp ?? 0 });
    switch (answer.state) {
      case 'KNOWN':
        return { ...identity, email: answer.profile.email, name: identity.name ?? answer.profile.name };
      case 'UNKNOWN':
        return identity.kind === 'CUSTOMER' ? { ...identity, isEmailUnknown: true } : identity;
      case 'REFUSED':
        return identity;
      default:
        return answer satisfies never;
    }
  }

  return {
    provider,

    async verify(token, iss, tenant) {
      const keySet = await getKeys();
      const getKey: JWTVerifyGetKey = async (header, flattened) => {
        const key = await keySet.get(header, flattened);
        if (tenant !== null) assertKeysOf(iss, keySet.published(header.kid));
        return key;
      };
      try {
        const { payload, protectedHeader } = await jwtVerify(token, getKey, {
          issuer: iss,
          algorithms,
          clockTolerance: clockToleranceSeconds,
          requiredClaims: ['exp', 'sub'],
        });
        const checked = { payload, type: typeOf(protectedHeader.typ), tenant };
        for (const check of tokenChecks) check.run(checked, provider);
        return await withProfile(toIdentity(checked, provider, foreignPrefixes), token, payload);
      } catch (error) {
        if (error instanceof GraphError) throw error;
        if (isUnreachable(error)) throw unavailable(error);
        throw invalidToken(error);
      }
    },
  };
}

/**
 * Entra ID, "Validate the issuer": the document for several tenants also has keys of single ones, which must not sign for
 * others. A key names its issuer, with or without the tenant's placeholder.
 */
function assertKeysOf(iss: string, keys: readonly (JWK & { readonly issuer?: unknown })[]): void {
  const isOf = (issuer: unknown): boolean =>
    typeof issuer !== 'string' ||
    (issuer.includes(tenantPlaceholder) ? tenantIn(issuer, iss) !== null : issuer === iss);
  if (!keys.every(({ issuer }) => isOf(issuer))) throw refusedToken('is signed with a key of another tenant');
}

/** Whether fetching the keys failed, rather than verifying the token. */
const isUnreachable = (error: unknown): boolean =>
  error instanceof errors.JWKSTimeout ||
  (error instanceof errors.JOSEError && error.code === 'ERR_JOSE_GENERIC') ||
  !(error instanceof errors.JOSEError);
