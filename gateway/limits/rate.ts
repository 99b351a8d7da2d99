import type { Logger } from 'pino';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { GraphError } from '@customer-graph/protocol/errors';
import type { Identity } from '../identity/identity.ts';
import { connectForCounting } from './redis.ts';

/**
 * Points per minute, for each caller by kind and for each account (TENANT). A request costs one point, and one more for
 * each upstream call that it may need at worst.
 */
export type Quotas = Readonly<Record<Identity['kind'] | 'TENANT', number>>;

export interface RateOptions {
  readonly quotas: Quotas;
  /** Shared by all gateways with the same URL. Null: each process counts for itself. */
  readonly redisUrl: string | null;
  readonly log: Logger;
}

/** The state of one quota. */
export interface Standing {
  readonly policy: 'principal' | 'tenant';
  readonly quota: number;
  readonly remaining: number;
  /** Seconds until the whole quota is available again. */
  readonly resetSeconds: number;
}

export interface Consumption {
  /** Whose quota is charged: a caller's or an account's. */
  readonly policy: Standing['policy'];
  readonly kind: Identity['kind'];
  /** Identifies the caller or account. Never logged. */
  readonly key: string;
  readonly points: number;
  readonly isMutation: boolean;
}

export interface ConsumptionResult extends Standing {
  readonly isExceeded: boolean;
  /** Whether this is the first excess within the minute. */
  readonly isFirst: boolean;
}

export interface RateLimits extends AsyncDisposable {
  /**
   * Charges a quota. While Redis is unavailable, reads are counted in this process, and mutations throw
   * UPSTREAM_UNAVAILABLE.
   */
  consume(consumption: Consumption): Promise<ConsumptionResult>;
}

export const windowSeconds = 60;

export function createRateLimits({ quotas, redisUrl, log }: RateOptions): RateLimits {
  const redis = redisUrl === null ? undefined : connectForCounting(redisUrl, log);

  type QuotaName = keyof Quotas;
  const createLimiters = (create: (name: QuotaName) => RateLimiterAbstract) =>
    new Map((Object.keys(quotas) as QuotaName[]).map((name) => [name, create(name)]));
  const optionsOf = (name: QuotaName) => ({
    points: quotas[name],
    duration: windowSeconds,
    keyPrefix: `rate:${name}`,
  });
  const local = createLimiters((name) => new RateLimiterMemory(optionsOf(name)));
  const shared = redis && createLimiters((name) => new RateLimiterRedis({ storeClient: redis, ...optionsOf(name) }));

  async function count(
    limiters: typeof local,
    name: QuotaName,
    { key, points }: Consumption,
  ): Promise<{ result: RateLimiterRes; isExceeded: boolean }> {
    const limiter = limiters.get(name);
    if (!limiter) throw new Error(`unknown quota: ${name}`);
    try {
      return { result: await limiter.consume(key, points), isExceeded: false };
    } catch (error) {
      if (error instanceof RateLimiterRes) return { result: error, isExceeded: true };
      throw error;
    }
  }

  return {
    async consume(consumption) {
      const { policy, kind, points, isMutation } = consumption;
      const name = policy === 'tenant' ? 'TENANT' : kind;
      const { result, isExceeded } = await count(shared ?? local, name, consumption).catch((error: unknown) => {
        if (!isMutation) return count(local, name, consumption);
        throw new GraphError('UPSTREAM_UNAVAILABLE', {
          cause: error,
          message: 'Rate limits cannot be checked at the moment, so no changes are made. Try again later.',
        });
      });
      return {
        policy,
        quota: quotas[name],
        remaining: Math.max(0, result.remainingPoints),
        resetSeconds: Math.ceil(Math.max(0, result.msBeforeNext) / 1_000),
        isExceeded,
        isFirst: isExceeded && result.consumedPoints <= quotas[name] + points,
      };
    },
    async [Symbol.asyncDispose]() {
      redis?.disconnect();
    },
  };
}
