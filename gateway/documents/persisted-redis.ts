import { Redis } from 'ioredis';
import type { SharedTexts } from './persisted-queries.ts';

/** Places for texts of each kind of caller. With the longest text this bounds the memory in Redis to 64 MB a kind. */
const places = 4_096;
const secondsUnused = 86_400;
/** A slower answer would cost more than the second request of the client. */
const commandTimeoutMs = 250;

/**
 * Texts in Redis, shared by all gateways with the same URL. A hash has one place, and a later text with the same place
 * replaces the earlier one: so any number of texts takes a bounded part of a Redis that also counts quotas. While Redis is
 * unavailable nothing is found, and each gateway uses its own memory.
 */
export function createPersistedRedis(url: string): SharedTexts {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    connectTimeout: 2_000,
    commandTimeout: commandTimeoutMs,
    retryStrategy: (attempt) => Math.min(attempt * 100, 2_000),
  });
  // The rate limits use the same server and log that it is unavailable.
  redis.on('error', () => undefined);
  const keyOf = (kind: string, hash: string): string =>
    `persisted:${kind}:${Number.parseInt(hash.slice(0, 8), 16) % places}`;
  return {
    get: (kind, hash) =>
      redis.getex(keyOf(kind, hash), 'EX', secondsUnused).then(
        (text) => text ?? undefined,
        () => undefined,
      ),
    set: (kind, hash, text) =>
      redis.set(keyOf(kind, hash), text, 'EX', secondsUnused).then(
        () => undefined,
        () => undefined,
      ),
    async [Symbol.asyncDispose]() {
      redis.disconnect();
    },
  };
}
