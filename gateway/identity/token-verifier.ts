import { decodeJwt } from 'jose';
import type { Logger } from 'pino';
import { GraphError } from '@customer-graph/protocol/errors';
import { anonymous, type Identity } from './identity.ts';
import { invalidToken } from './invalid-token.ts';
import { createIssuers } from './issuer.ts';
import type { IdentityProvider } from './provider.ts';
import { createProviderVerifier } from './provider-verifier.ts';
import { createRefusalLog } from './refusal-log.ts';
import { refusalReason } from './refusal-reason.ts';
import { createVerifiedTokens } from './verified-tokens.ts';

export interface TokenVerifierOptions {
  /** At least one; each `iss` belongs to at most one of them. */
  readonly providers: readonly IdentityProvider[];
  readonly log: Logger;
}

export interface TokenVerifier {
  /**
   * The identity of an Authorization header; anonymous without a header. Throws UNAUTHENTICATED for an invalid token, and
   * UPSTREAM_UNAVAILABLE where the keys of the token's provider cannot be fetched.
   */
  verify(authorization: string | undefined): Promise<Identity>;
  /** The identity of a header whose token was verified a moment ago; undefined: ask `verify`. */
  known(authorization: string | undefined): Identity | undefined;
}

/** Prefixes of all subjects of the other providers. */
export const foreignPrefixesOf = (provider: IdentityProvider, providers: readonly IdentityProvider[]): string[] =>
  providers.flatMap((other) => (other !== provider && other.subjectPrefix !== '' ? [other.subjectPrefix] : []));

/**
 * Verifies tokens of several providers. A token's `iss`, still unverified, selects one provider. Its keys alone are tried,
 * and `iss` is signed, so no provider can sign for another one.
 */
export function createTokenVerifier({ providers, log }: TokenVerifierOptions): TokenVerifier {
  const logRefusal = createRefusalLog(log);
  const verifiers = new Map(
    providers.map((provider) => [
      provider,
      createProviderVerifier({ provider, foreignPrefixes: foreignPrefixesOf(provider, providers), log }),
    ]),
  );
  const match = createIssuers(providers);
  const verified = createVerifiedTokens();

  /** Throws a GraphError. */
  async function verifyToken(token: string): Promise<Identity> {
    const { iss, exp = 0 } = decodeClaims(token);
    const found = match(iss);
    const verifier = found && verifiers.get(found.provider);
    if (!verifier || iss === undefined) throw invalidToken();
    const identity = await verifier.verify(token, iss, found.tenant);
    verified.set(token, identity, exp);
    return identity;
  }

  return {
    known: (authorization) => {
      const token = tokenIn(authorization ?? '');
      return token === undefined ? undefined : verified.get(token);
    },
    async verify(authorization) {
      if (authorization === undefined) return anonymous;
      try {
        if (!/^Bearer(?: |$)/i.test(authorization)) throw new GraphError('UNAUTHENTICATED');
        const token = tokenIn(authorization);
        if (token === undefined) throw invalidToken();
        return await verifyToken(token);
      } catch (error) {
        if (error instanceof GraphError && error.code === 'UNAUTHENTICATED')
          logRefusal(refusalReason(error, authorization.replace(/^Bearer /i, ''), providers));
        throw error;
      }
    },
  };
}

const tokenIn = (authorization: string): string | undefined =>
  /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1];

function decodeClaims(token: string): { readonly iss?: string; readonly exp?: number } {
  try {
    return decodeJwt(token);
  } catch (error) {
    throw invalidToken(error);
  }
}
