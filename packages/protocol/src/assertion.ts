import { hash, randomUUID, type KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { VerificationKey } from './keys.ts';
import type { Assertion } from './principal.ts';
import { signClaims, verifyClaims } from './signed-claims.ts';

/** The header that carries the assertion to a subgraph. The gateway drops it from clients' requests. */
export const assertionHeader = 'x-graph-assertion';

const issuer = 'customer-graph/gateway';
/** Validity past the deadline, in milliseconds: a request sent just before its deadline must still be verifiable. */
const graceMs = 2_000;

const digestOf = (body: string): string => hash('sha256', body, 'base64url');

/** Signs assertions with the key of the gateway, or of a subgraph that calls others. */
export interface AssertionSigner {
  /**
   * Returns a token for one subgraph and one body. It is invalid for any other audience or body, and after the deadline.
   *
   * @param audience the subgraph's name, or the result of `commandAudience` or `uploadAudience`
   */
  sign(assertion: Assertion, audience: string, body: string): string;
}

/** Verifies assertions. Each instance remembers the tokens that it accepted. */
export interface AssertionVerifier {
  /**
   * Returns the signed assertion. Returns null for a missing or expired token, one for another audience or body, and one that was
   * used before.
   */
  verify(token: string | undefined, audience: string, body: string): Assertion | null;
}

/** Number of accepted tokens to remember until they expire, against replays. */
const maxRemembered = 100_000;

/**
 * Signs with an Ed25519 private key, and for subgraphs that share a key with the signer, with that.
 *
 * @param macKeys by the subgraph's name
 */
export const createAssertionSigner = (
  privateKey: KeyObject,
  macKeys: ReadonlyMap<string, KeyObject> = new Map(),
): AssertionSigner => ({
  sign: (assertion, audience, body) =>
    signClaims(
      {
        graph: assertion,
        body: digestOf(body),
        iss: issuer,
        aud: audience,
        jti: randomUUID(),
        exp: Math.ceil((assertion.deadline + graceMs) / 1_000),
      },
      // An audience begins with the subgraph's name.
      macKeys.get(audience.split('/', 1)[0] ?? '') ?? privateKey,
    ),
});

/** Verifies with the public key of the one permitted signer, or with both of its keys during a rotation. */
export function createAssertionVerifier(key: VerificationKey): AssertionVerifier {
  // With `max`, the cache would take the memory of all entries at once: megabytes for each verifier.
  const seen = new LRUCache<string, true>({ maxSize: maxRemembered, sizeCalculation: () => 1 });
  return {
    verify(token, audience, body) {
      if (token === undefined) return null;
      const claims = verifyClaims(token, key, { iss: issuer, aud: audience });
      if (!claims) return null;
      const { jti, exp } = claims;
      if (claims.body !== digestOf(body) || typeof jti !== 'string' || seen.has(jti)) return null;
      seen.set(jti, true, { ttl: Math.max(1, exp * 1_000 - Date.now()) });
      return claims.graph as Assertion;
    },
  };
}
