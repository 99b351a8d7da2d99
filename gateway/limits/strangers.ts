import { LRUCache } from 'lru-cache';
import { rateKeyOf, type RateLimits } from './rate.ts';

/** Keeps those away who send what is nobody's, time and again. */
export interface Strangers {
  isBarred(address: string): boolean;
  /** Somebody at this address has sent what is not genuine. */
  count(address: string): Promise<void>;
}

const mostBarred = 10_000;

/** Only what was refused counts: vendors send a great deal from few addresses. */
export function createStrangers(limits: RateLimits): Strangers {
  const barred = new LRUCache<string, true>({ max: mostBarred });
  return {
    isBarred: (address) => barred.has(rateKeyOf(address)),
    async count(address) {
      const key = rateKeyOf(address);
      const { isExceeded, resetSeconds } = await limits.consume({
        policy: 'principal',
        kind: 'ANONYMOUS',
        key: `webhooks ${key}`,
        points: 1,
        isMutation: false,
      });
      if (isExceeded) barred.set(key, true, { ttl: Math.max(1, resetSeconds) * 1_000 });
    },
  };
}
