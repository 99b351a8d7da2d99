import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';

/** A key that is not known is looked for at most this often, in milliseconds: tokens with invented keys must not become fetches. */
const lookAgainMs = 30_000;
const cacheMs = 600_000;

/**
 * The provider's keys, fetched when first needed and every ten minutes. A token signed with a key that is not among them has them fetched once more,
 * however young they are, so that a rotation takes effect at once; then not again for a while.
 */
export function createKeySet(url: URL, timeoutMs: number): JWTVerifyGetKey {
  const keys = createRemoteJWKSet(url, { timeoutDuration: timeoutMs, cacheMaxAge: cacheMs, cooldownDuration: cacheMs });
  let lookedAt = -Infinity;
  let looking: Promise<void> | undefined;

  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      if (!looking && Date.now() - lookedAt >= lookAgainMs) {
        lookedAt = Date.now();
        looking = keys.reload().finally(() => {
          looking = undefined;
        });
      }
      if (!looking) throw error;
      await looking;
      return keys(header, token);
    }
  };
}
