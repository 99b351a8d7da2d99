import { createHash, randomUUID, type KeyObject } from 'node:crypto';
import { SignJWT, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import type { Assertion } from '../principal.ts';

/** The header that carries the assertion to a subgraph. A header of this name from outside never gets past the gateway. */
export const assertionHeader = 'x-graph-assertion';

const algorithm = 'EdDSA';
const issuer = 'customer-graph/gateway';
/** Beyond the deadline: a subgraph that answers at the last moment must still be able to check what it was sent. */
const graceMs = 2_000;

const digestOf = (body: string): string => createHash('sha256').update(body).digest('base64url');

export interface AssertionSigner {
  /** For one subgraph and one body: good for no other subgraph, no other query and no later time. */
  sign(assertion: Assertion, audience: string, body: string): Promise<string>;
}

export interface AssertionVerifier {
  /** What the gateway says of the caller, or null where it did not say it of this very request, to this audience, for the first time. */
  verify(token: string | undefined, audience: string, body: string): Promise<Assertion | null>;
}

/** How many assertions are remembered until they expire, so that none is good twice. */
const maxRemembered = 100_000;

export const createAssertionSigner = (privateKey: KeyObject): AssertionSigner => ({
  sign: (assertion, audience, body) =>
    new SignJWT({ graph: assertion, body: digestOf(body) })
      .setProtectedHeader({ alg: algorithm })
      .setIssuer(issuer)
      .setAudience(audience)
      .setJti(randomUUID())
      .setExpirationTime(Math.ceil((assertion.deadline + graceMs) / 1_000))
      .sign(privateKey),
});

export function createAssertionVerifier(publicKey: KeyObject): AssertionVerifier {
  const seen = new LRUCache<string, true>({ max: maxRemembered });
  return {
    async verify(token, audience, body) {
      if (token === undefined) return null;
      try {
        const { payload } = await jwtVerify<{ graph: Assertion; body: string }>(token, publicKey, {
          algorithms: [algorithm],
          issuer,
          audience,
          requiredClaims: ['exp', 'jti'],
        });
        const { jti, exp } = payload;
        if (payload.body !== digestOf(body) || jti === undefined || exp === undefined || seen.has(jti)) return null;
        seen.set(jti, true, { ttl: Math.max(1, exp * 1_000 - Date.now()) });
        return payload.graph;
      } catch {
        return null;
      }
    },
  };
}
