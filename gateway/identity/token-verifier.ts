import { errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import type { Logger } from 'pino';
import { z } from 'zod';
import { GraphError } from '../../subgraphs/shared/errors.ts';
import { toIdentity, type ClaimNames } from './claims.ts';
import { anonymous, type Identity } from './identity.ts';
import { createKeySet } from './key-set.ts';

export interface TokenVerifierOptions {
  /** The identity provider: `iss` of its tokens, and where its configuration is found (OpenID Connect Discovery 4). */
  readonly issuer: string;
  readonly audience: string;
  readonly claims: ClaimNames;
  /** What may stand in a token's `typ` (RFC 9068, 2.1: at+jwt; many providers still say JWT). Without a `typ` it is taken for JWT. Lower case. */
  readonly tokenTypes: readonly string[];
  readonly log: Logger;
}

export interface TokenVerifier {
  /** Who stands behind an Authorization header; nobody without one. A token that is no good is UNAUTHENTICATED. */
  verify(authorization: string | undefined): Promise<Identity>;
}

/** Asymmetric ones only: with a shared secret whoever checks a token could also make one. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

const discovery = z.object({ issuer: z.string(), jwks_uri: z.url() });
const timeoutMs = 5_000;
const clockToleranceSeconds = 5;

async function fetchJson(url: string | URL): Promise<unknown> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(timeoutMs), redirect: 'error' });
  if (!answer.ok) throw new Error(`${new URL(url).pathname} answered ${answer.status}`);
  return answer.json();
}

/** Keys are fetched where the configured issuer says, never where a token does. */
async function discover(issuer: string): Promise<URL> {
  const found = discovery.parse(await fetchJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`));
  if (found.issuer !== issuer) throw new Error('discovery names another issuer');
  return new URL(found.jwks_uri);
}

const keySet = z.object({ keys: z.array(z.object({ kty: z.string().optional(), alg: z.string().optional() })) });

/** The keys that an issuer publishes now, for those who look whether it does. */
export const readKeys = async (issuer: string) => keySet.parse(await fetchJson(await discover(issuer))).keys;

export function createTokenVerifier({
  issuer,
  audience,
  claims,
  tokenTypes,
  log,
}: TokenVerifierOptions): TokenVerifier {
  let keys: Promise<JWTVerifyGetKey> | undefined;

  async function getKeys(): Promise<JWTVerifyGetKey> {
    keys ??= discover(issuer).then((url) => createKeySet(url, timeoutMs));
    try {
      return await keys;
    } catch (error) {
      keys = undefined;
      log.error({ reason: String(error) }, 'the identity provider cannot be reached');
      throw new GraphError('UPSTREAM_UNAVAILABLE', {
        cause: error,
        message: 'The identity provider cannot be reached.',
      });
    }
  }

  return {
    async verify(authorization) {
      if (authorization === undefined) return anonymous;
      const [, token] = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization) ?? [];
      if (token === undefined) throw new GraphError('UNAUTHENTICATED');
      const getKey = await getKeys();
      try {
        const { payload, protectedHeader } = await jwtVerify(token, getKey, {
          issuer,
          audience,
          algorithms,
          clockTolerance: clockToleranceSeconds,
          requiredClaims: ['exp', 'sub'],
        });
        const type = (protectedHeader.typ ?? 'jwt').toLowerCase().replace(/^application\//, '');
        // A token made for something else, a log-out say, is signed with the same keys.
        if (!tokenTypes.includes(type)) throw new GraphError('UNAUTHENTICATED');
        return toIdentity(payload, claims);
      } catch (error) {
        if (error instanceof GraphError) throw error;
        if (isUnreachable(error)) {
          log.error({ reason: String(error) }, 'the identity provider cannot be reached');
          throw new GraphError('UPSTREAM_UNAVAILABLE', {
            cause: error,
            message: 'The identity provider cannot be reached.',
          });
        }
        throw new GraphError('UNAUTHENTICATED', { cause: error });
      }
    },
  };
}

/** Whether the keys could not be had, as against: the token is no good. */
const isUnreachable = (error: unknown): boolean =>
  error instanceof errors.JWKSTimeout ||
  (error instanceof errors.JOSEError && error.code === 'ERR_JOSE_GENERIC') ||
  !(error instanceof errors.JOSEError);
