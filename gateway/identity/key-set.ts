import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';

/** A key that is not known is looked for at most this often, in milliseconds: tokens with invented keys must not become fetches. */
const lookAgainMs = 30_000;
/** How old the keys may become before they are fetched anew, in milliseconds. */
const refreshMs = 600_000;

/**
 * The provider's keys, fetched when first needed and every ten minutes; while that fails those that are known go on. A token signed with a key that is not among them
 * has them fetched once more, however young they are, so that a rotation takes effect at once; then not again for a while.
 */
export function createKeySet(url: URL, timeoutMs: number): JWTVerifyGetKey {
  // When to fetch is decided here: jose's own rules would end known keys with the cache.
  const keys = createRemoteJWKSet(url, {
    timeoutDuration: timeoutMs,
    cacheMaxAge: Infinity,
    cooldownDuration: Infinity,
  });
  let fetchedAt: number | undefined;
  let lookedAt = -Infinity;
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
      // Nobody waits for it, and a provider that is away is asked again with the next token, not more often than this.
      fetchedAt = Date.now() - refreshMs + lookAgainMs;
      void fetchKeys().catch(() => undefined);
    }
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      if (!fetching) {
        if (Date.now() - lookedAt < lookAgainMs) throw error;
        lookedAt = Date.now();
      }
      // A provider that is away has no new key: the token is no good, and the known ones go on.
      await fetchKeys().catch(() => {
        throw error;
      });
      return keys(header, token);
    }
  };
}
