import { LRUCache } from 'lru-cache';
import type { RateLimits } from './rate.ts';
import { rateKeyOf } from './rate-key.ts';

/** Bans addresses that repeatedly send webhooks with invalid signatures, for the rest of the minute. */
export interface WebhookBan {
  isBanned(address: string): boolean;
  /** Counts an invalid webhook from this address. */
  count(address: string): Promise<void>;
}

const maxBans = 10_000;

/** Counts invalid webhooks only: vendors send many valid ones from few addresses. */
export function createWebhookBan(limits: RateLimits): WebhookBan {
  const banned = new LRUCache<string, true>({ max: maxBans });
  return {
    isBanned: (address) => banned.has(rateKeyOf(address)),
    async count(address) {
      const key = rateKeyOf(address);
      const { isExceeded, resetSeconds } = await limits.consume({
        policy: 'principal',
        kind: 'ANONYMOUS',
        key: `webhooks ${key}`,
        points: 1,
        isMutation: false,
      });
      if (isExceeded) banned.set(key, true, { ttl: Math.max(1, resetSeconds) * 1_000 });
    },
  };
}
