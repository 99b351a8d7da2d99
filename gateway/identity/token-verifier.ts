import { errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import type { Logger } from 'pino';
import { reasonOf } from '@customer-graph/process/reason-of';
import { GraphError } from '@customer-graph/protocol/errors';
import { toIdentity, type ClaimNames } from './claims.ts';
import { discoverKeysUrl, providerTimeoutMs } from './discovery.ts';
import { anonymous, type Identity } from './identity.ts';
import { invalidToken } from './invalid-token.ts';
import { createKeySet } from './key-set.ts';
import { createRefusalLog } from './refusal-log.ts';
import { refusalReason } from './refusal-reason.ts';
import { refusedToken } from './token-refusal.ts';

export interface TokenVerifierOptions {
  /** `iss` of the tokens. The provider's configuration is read from below this URL. */
  readonly issuer: string;
  readonly audience: string;
  readonly claims: ClaimNames;
  /** Clients through which customers and staff get their tokens; empty: any. */
  readonly clients: readonly string[];
  /** Accepted values of `typ`, in lower case (RFC 9068, 2.1: at+jwt). A token without `typ` counts as jwt. */
  readonly tokenTypes: readonly string[];
  readonly log: Logger;
}

export interface TokenVerifier {
  /**
   * The identity of an Authorization header; anonymous without a header. Throws UNAUTHENTICATED for an invalid token, and
   * UPSTREAM_UNAVAILABLE where the identity provider's keys cannot be fetched.
   */
  verify(authorization: string | undefined): Promise<Identity>;
}

/** Asymmetric algorithms only: a service that verifies with a shared secret could also issue tokens. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const clockToleranceSeconds = 5;

export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  const { issuer, audience, claims, clients, tokenTypes, log } = options;
  const logRefusal = createRefusalLog(log);
  let keys: Promise<JWTVerifyGetKey> | undefined;

  const unavailable = (error: unknown): GraphError => {
    log.error({ reason: reasonOf(error) }, 'identity provider unreachable');
    return new GraphError('UPSTREAM_UNAVAILABLE', {
      cause: error,
      message: 'The identity provider cannot be reached.',
    });
  };

  async function getKeys(): Promise<JWTVerifyGetKey> {
    keys ??= discoverKeysUrl(issuer).then((url) => createKeySet(url, providerTimeoutMs));
    try {
      return await keys;
    } catch (error) {
      keys = undefined;
      throw unavailable(error);
    }
  }

  /** Throws a GraphError. */
  async function verifyToken(token: string): Promise<Identity> {
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
      // Tokens for other purposes, such as logout tokens, are signed with the same keys.
      if (!tokenTypes.includes(type))
        throw refusedToken(`has the type "${type}", which OIDC_TOKEN_TYPES does not name`);
      return toIdentity(payload, { claims, clients, type });
    } catch (error) {
      if (error instanceof GraphError) throw error;
      if (isUnreachable(error)) throw unavailable(error);
      throw invalidToken(error);
    }
  }

  return {
    async verify(authorization) {
      if (authorization === undefined) return anonymous;
      try {
        if (!/^Bearer(?: |$)/i.test(authorization)) throw new GraphError('UNAUTHENTICATED');
        const [, token] = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization) ?? [];
        if (token === undefined) throw invalidToken();
        return await verifyToken(token);
      } catch (error) {
        if (error instanceof GraphError && error.code === 'UNAUTHENTICATED')
          logRefusal(refusalReason(error, authorization.replace(/^Bearer /i, ''), options));
        throw error;
      }
    },
  };
}

/** Whether fetching the keys failed, rather than verifying the token. */
const isUnreachable = (error: unknown): boolean =>
  error instanceof errors.JWKSTimeout ||
  (error instanceof errors.JOSEError && error.code === 'ERR_JOSE_GENERIC') ||
  !(error instanceof errors.JOSEError);
