import { isIPv6 } from 'node:net';
import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { GraphError } from '../../subgraphs/shared/errors.ts';
import type { Identity } from '../identity/identity.ts';

/** How much each may ask in a minute: an operation counts one, and one more for each call that it may cost at worst. */
export type Quotas = Readonly<Record<Identity['kind'] | 'TENANT', number>>;

export interface RateOptions {
  readonly quotas: Quotas;
  /** Shared by every gateway that names the same; null: this process counts for itself. */
  readonly redisUrl: string | null;
  readonly log: Logger;
}

/** Where somebody stands against a quota. */
export interface Standing {
  /** What is counted: the caller, or an account. */
  readonly policy: 'principal' | 'tenant';
  readonly quota: number;
  readonly remaining: number;
  /** Seconds until it is whole again. */
  readonly resetSeconds: number;
}

export interface Consumption {
  /** Whose quota: one caller, or one account. Never part of a log. */
  readonly policy: Standing['policy'];
  readonly kind: Identity['kind'];
  readonly key: string;
  readonly points: number;
  readonly isMutation: boolean;
}

export interface RateLimits extends AsyncDisposable {
  /** Counts it. `isExceeded`: it is too much, and must not go on; `isFirst`: for the first time in this minute. While the shared count cannot be reached reads are counted here, and mutations refused. */
  consume(consumption: Consumption): Promise<Standing & { readonly isExceeded: boolean; readonly isFirst: boolean }>;
}

/** Who brings no token is counted by their address: of IPv6 by the network, since a single customer of a provider has all of its addresses. */
export function rateKeyOf(address: string): string {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address.replace('::ffff:', '');
  const [head = '', tail = ''] = address.split('::');
  const groups = head.split(':').filter(Boolean);
  const rest = tail.split(':').filter(Boolean);
  const whole = address.includes('::')
    ? [...groups, ...Array.from({ length: 8 - groups.length - rest.length }, () => '0'), ...rest]
    : groups;
  return `${whole
    .slice(0, 4)
    .map((group) => group.padStart(4, '0'))
    .join(':')}::/64`;
}

const windowSeconds = 60;
/** A count that takes longer than this would cost more than what it guards, in milliseconds. */
const redisTimeoutMs = 250;

export function createRateLimits({ quotas, redisUrl, log }: RateOptions): RateLimits {
  const redis =
    redisUrl === null
      ? undefined
      : new Redis(redisUrl, {
          enableOfflineQueue: false,
          maxRetriesPerRequest: 1,
          connectTimeout: 2_000,
          commandTimeout: redisTimeoutMs,
          retryStrategy: (tried) => Math.min(tried * 100, 2_000),
        });
  let isAway = false;
  redis?.on('error', (error: Error) => {
    if (!isAway)
      log.warn({ reason: error.message }, 'Redis cannot be reached: mutations are refused, reads counted here');
    isAway = true;
  });
  redis?.on('ready', () => {
    if (isAway) log.info('Redis is back');
    isAway = false;
  });

  const names = Object.keys(quotas) as (keyof Quotas)[];
  const options = (name: keyof Quotas) => ({
    points: quotas[name],
    duration: windowSeconds,
    keyPrefix: `rate:${name}`,
  });
  const local = new Map<keyof Quotas, RateLimiterAbstract>(
    names.map((name) => [name, new RateLimiterMemory(options(name))]),
  );
  const shared =
    redis &&
    new Map<keyof Quotas, RateLimiterAbstract>(
      names.map((name) => [name, new RateLimiterRedis({ storeClient: redis, ...options(name) })]),
    );

  async function count(
    limiter: RateLimiterAbstract | undefined,
    { key, points }: Consumption,
  ): Promise<{ result: RateLimiterRes; isExceeded: boolean }> {
    if (!limiter) throw new Error('there is no such quota');
    try {
      return { result: await limiter.consume(key, points), isExceeded: false };
    } catch (error) {
      if (error instanceof RateLimiterRes) return { result: error, isExceeded: true };
      throw error;
    }
  }

  return {
    async consume(consumption) {
      const name = consumption.policy === 'tenant' ? 'TENANT' : consumption.kind;
      const answer = await (shared ? count(shared.get(name), consumption) : count(local.get(name), consumption)).catch(
        (error: unknown) => {
          if (consumption.isMutation)
            throw new GraphError('UPSTREAM_UNAVAILABLE', {
              cause: error,
              message: 'Limits cannot be checked at the moment: nothing is changed meanwhile.',
            });
          return count(local.get(name), consumption);
        },
      );
      const { result, isExceeded } = answer;
      return {
        policy: consumption.policy,
        quota: quotas[name],
        remaining: Math.max(0, result.remainingPoints),
        resetSeconds: Math.ceil(Math.max(0, result.msBeforeNext) / 1_000),
        isExceeded,
        isFirst: isExceeded && result.consumedPoints <= quotas[name] + consumption.points,
      };
    },
    async [Symbol.asyncDispose]() {
      redis?.disconnect();
    },
  };
}

/** The headers `RateLimit-Policy` and `RateLimit` (IETF draft-ietf-httpapi-ratelimit-headers, 10): quotas count points in a minute. */
export const rateHeaders = (standings: readonly Standing[]): Record<string, string> =>
  standings.length === 0
    ? {}
    : {
        'ratelimit-policy': standings
          .map(({ policy, quota }) => `"${policy}";q=${quota};w=${windowSeconds}`)
          .join(', '),
        ratelimit: standings
          .map(({ policy, remaining, resetSeconds }) => `"${policy}";r=${remaining};t=${resetSeconds}`)
          .join(', '),
      };
