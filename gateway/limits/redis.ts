import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { reasonOf } from '@customer-graph/process/reason-of';

/** Time limit of one count, in milliseconds. A slower count would delay requests more than it protects them. */
const commandTimeoutMs = 250;

/** A Redis connection that fails fast: requests are counted in this process meanwhile. */
export function connectForCounting(url: string, log: Logger): Redis {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    connectTimeout: 2_000,
    commandTimeout: commandTimeoutMs,
    retryStrategy: (attempt) => Math.min(attempt * 100, 2_000),
  });
  let isUnavailable = false;
  redis.on('error', (error: Error) => {
    if (!isUnavailable)
      log.warn(
        { reason: reasonOf(error) },
        'Redis unavailable: mutations are refused, and this gateway counts reads by itself',
      );
    isUnavailable = true;
  });
  redis.on('ready', () => {
    if (isUnavailable) log.info('Redis available again');
    isUnavailable = false;
  });
  return redis;
}
