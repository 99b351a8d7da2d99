import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { z } from 'zod';
import { parseJson } from '@customer-graph/process/parse-json';
import { reasonOf } from '@customer-graph/process/reason-of';

/** Exchanges invalidations of cached memberships with other gateways. */
export interface MembershipInvalidation extends AsyncDisposable {
  /** Keys as for `Directory.invalidate`; none: all memberships. */
  publish(keys?: readonly string[]): void;
  subscribe(onInvalidated: (keys?: readonly string[]) => void): void;
}

const channel = 'customer-graph:memberships';
const message = z.array(z.string()).nullable();

/** Exchanges them over Redis. Without Redis, other gateways use a cached membership until it expires after seconds. */
export function createMembershipInvalidation(redisUrl: string | null, log: Logger): MembershipInvalidation {
  if (redisUrl === null)
    return { publish: () => undefined, subscribe: () => undefined, async [Symbol.asyncDispose]() {} };
  const connect = (maxRetriesPerRequest: number | null) => {
    const redis = new Redis(redisUrl, {
      maxRetriesPerRequest,
      retryStrategy: (attempt) => Math.min(attempt * 100, 2_000),
    });
    // The rate limits use the same server and log that it is unavailable.
    redis.on('error', () => undefined);
    return redis;
  };
  // A subscription waits until Redis is available. A message is not worth sending late.
  const [publisher, subscriber] = [connect(1), connect(null)];
  return {
    publish(keys) {
      publisher
        .publish(channel, JSON.stringify(keys ?? null))
        .catch((error: unknown) =>
          log.warn(
            { reason: reasonOf(error) },
            'membership change not sent to other gateways; they apply it within seconds',
          ),
        );
    },
    subscribe(onInvalidated) {
      subscriber.on('message', (_channel, text) => {
        const parsed = message.safeParse(parseJson(text));
        if (parsed.success) onInvalidated(parsed.data ?? undefined);
      });
      subscriber
        .subscribe(channel)
        .catch((error: unknown) =>
          log.warn({ reason: reasonOf(error) }, 'no subscription to membership changes of other gateways'),
        );
    },
    async [Symbol.asyncDispose]() {
      publisher.disconnect();
      subscriber.disconnect();
    },
  };
}
