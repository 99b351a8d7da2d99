import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';

/** Minimum time between fetches for unknown keys, in milliseconds. Otherwise each token with an invented key would cause one. */
const retryMs = 30_000;
/** Age at which keys are fetched again, in milliseconds. */
const refreshMs = 600_000;

/**
 * The provider's keys. They are fetched at first use, and refreshed in the background after ten minutes; while a refresh
 * fails, the known keys stay valid. An unknown key triggers an early fetch, so that a key rotation takes effect at once.
 */
export function createKeySet(url: URL, timeoutMs: number): JWTVerifyGetKey {
  // jose's own caching is off: it would drop known keys when the cache expires.
  const keys = createRemoteJWKSet(url, {
    timeoutDuration: timeoutMs,
    cacheMaxAge: Infinity,
    cooldownDuration: Infinity,
  });
  let fetchedAt: number | undefined;
  let unknownKeyFetchedAt = -Infinity;
  let fetching: Promise<void> | undefined;

  const fetchKeys = (): Promise<void> =>
    (fetching ??= keys
      .reload()
      .then(() => {
        fetchedAt = Date.now();
      })
      .finally(() => {
        fetching = undefined;
      }));

  return async (header, token) => {
    if (fetchedAt === undefined) await fetchKeys();
    else if (Date.now() - fetchedAt >= refreshMs) {
      // The token does not wait for the refresh. If the provider is unavailable, the next attempt comes after retryMs.
      fetchedAt = Date.now() - refreshMs + retryMs;
      void fetchKeys().catch(() => undefined);
    }
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      if (!fetching) {
        if (Date.now() - unknownKeyFetchedAt < retryMs) throw error;
        unknownKeyFetchedAt = Date.now();
      }
      // If the fetch fails, the token is refused for its unknown key.
      await fetchKeys().catch(() => {
        throw error;
      });
      return keys(header, token);
    }
  };
}
