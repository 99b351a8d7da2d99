import { createRemoteJWKSet, errors, type JWK, type JWTVerifyGetKey } from 'jose';
import { LRUCache } from 'lru-cache';
import { createLookUpBudget } from './look-up-budget.ts';

/** Time between attempts to refresh the keys while the provider is unavailable, in milliseconds. */
const retryMs = 30_000;
/** Time for which a key id that the provider did not publish is refused without a look-up, in milliseconds. */
const unknownKeyMs = 10_000;
/** Number of unknown key ids to remember. */
const maxUnknownKeys = 1_000;
/** Age at which keys are fetched again, in milliseconds. */
const refreshMs = 600_000;

export interface KeySet {
  readonly get: JWTVerifyGetKey;
  /** The keys with this id that were fetched last; without an id, all of them. */
  published(kid: string | undefined): readonly JWK[];
}

/**
 * The provider's keys. They are fetched at first use, and refreshed in the background after ten minutes; while a refresh
 * fails, the known keys stay valid. An unknown key triggers an early fetch, so that a key rotation takes effect at once.
 * Tokens with invented keys must neither cause a fetch each nor delay a rotation: each unknown key id is remembered by
 * itself, and all look-ups share a budget that refills every few seconds.
 */
export function createKeySet(url: URL, timeoutMs: number): KeySet {
  // jose's own caching is off: it would drop known keys when the cache expires.
  const keys = createRemoteJWKSet(url, {
    timeoutDuration: timeoutMs,
    cacheMaxAge: Infinity,
    cooldownDuration: Infinity,
  });
  let fetchedAt: number | undefined;
  const unknown = new LRUCache<string, true>({ max: maxUnknownKeys, ttl: unknownKeyMs });
  const takeLookUp = createLookUpBudget();
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

  const get: JWTVerifyGetKey = async (header, token) => {
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
      const kid = header.kid ?? '';
      // A fetch in flight may have been answered before a rotation, so it does not prove that the key is unknown.
      const isOwnFetch = !fetching;
      if (isOwnFetch && (unknown.has(kid) || !takeLookUp())) throw error;
      // If the fetch fails, the token is refused for its unknown key.
      await fetchKeys().catch(() => {
        throw error;
      });
      try {
        return await keys(header, token);
      } catch (missing) {
        if (isOwnFetch) unknown.set(kid, true);
        throw missing;
      }
    }
  };
  return {
    get,
    published: (kid) => (keys.jwks()?.keys ?? []).filter((key) => kid === undefined || key.kid === kid),
  };
}
