import type { Logger } from 'pino';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { rateKeyOf } from '../limits/rate-key.ts';

/**
 * Bounds the work for webhooks that are not genuine. Nobody is shut out: a vendor can share an address with a stranger, and
 * vendors repeat what was refused.
 */
export interface Suspicion {
  /** Whether a webhook may be verified now. Always, unless the address sent many invalid ones for the vendor. */
  admits(vendor: string, address: string): Promise<boolean>;
  /** Counts an invalid webhook, and logs it: the first at once, the others of a minute together. */
  count(vendor: string, address: string): Promise<void>;
}

/** Invalid webhooks within a minute, from one address for one vendor, that have no effect. */
const tolerated = 60;
/** How many webhooks of a suspected address are verified each second. */
const verifiedOfOne = 5;
/** How many webhooks of all suspected addresses are verified each second. */
const verifiedOfAll = 20;
const burstMs = 60_000;

export function createSuspicion(log: Logger): Suspicion {
  const invalid = new RateLimiterMemory({ keyPrefix: 'invalid', points: tolerated, duration: 60 });
  const ofOne = new RateLimiterMemory({ keyPrefix: 'one', points: verifiedOfOne, duration: 1 });
  const ofAll = new RateLimiterMemory({ keyPrefix: 'all', points: verifiedOfAll, duration: 1 });
  const bursts = new Map<string, number>();
  const keyOf = (vendor: string, address: string): string => `${vendor} ${rateKeyOf(address)}`;
  const isLeft = (limiter: RateLimiterMemory, key: string): Promise<boolean> =>
    limiter.consume(key).then(
      () => true,
      () => false,
    );

  function logInvalid(vendor: string): void {
    const count = bursts.get(vendor);
    bursts.set(vendor, (count ?? 0) + 1);
    if (count !== undefined) return;
    log.warn({ vendor }, 'webhook signature not valid or too old');
    setTimeout(() => {
      const total = bursts.get(vendor) ?? 0;
      bursts.delete(vendor);
      if (total > 1) log.warn({ vendor, count: total }, 'webhook signatures not valid or too old, within a minute');
    }, burstMs).unref();
  }

  return {
    async admits(vendor, address) {
      const key = keyOf(vendor, address);
      const counted = await invalid.get(key);
      if (!counted || counted.consumedPoints <= tolerated) return true;
      return (await isLeft(ofOne, key)) && isLeft(ofAll, '');
    },
    async count(vendor, address) {
      logInvalid(vendor);
      await isLeft(invalid, keyOf(vendor, address));
    },
  };
}
