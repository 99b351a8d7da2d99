import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Identity } from './identity.ts';

/** Identities of tokens whose signatures and claims were verified a moment ago. Holds no token, only its digest. */
export interface VerifiedTokens {
  get(token: string): Identity | undefined;
  /** @param expiresAt `exp` of the verified token, in seconds since the epoch */
  set(token: string, identity: Identity, expiresAt: number): void;
}

/** How long a verification holds, in milliseconds: a key that its provider withdraws verifies nothing after that. */
const maxAgeMs = 60_000;
const maxTokens = 10_000;

const digestOf = (token: string): string => hash('sha256', token, 'base64');

export function createVerifiedTokens(): VerifiedTokens {
  const identities = new LRUCache<string, { readonly identity: Identity; readonly until: number }>({ max: maxTokens });
  return {
    get(token) {
      const known = identities.get(digestOf(token));
      return known && Date.now() < known.until ? known.identity : undefined;
    },
    set(token, identity, expiresAt) {
      // The e-mail address may be known with the next request.
      if (identity.kind === 'CUSTOMER' && identity.isEmailUnknown) return;
      identities.set(digestOf(token), { identity, until: Math.min(Date.now() + maxAgeMs, expiresAt * 1_000) });
    },
  };
}
