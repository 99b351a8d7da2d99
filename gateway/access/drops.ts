import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { z } from 'zod';

/** Tells other gateways whose memberships a write through this one has changed. */
export interface Drops extends AsyncDisposable {
  /** Without any: everybody's. */
  publish(contactIds?: readonly string[]): void;
  subscribe(heard: (contactIds?: readonly string[]) => void): void;
}

const channel = 'customer-graph:memberships';
const message = z.array(z.string()).nullable();

/** By Redis where there is one; the others would otherwise go on for the seconds that a membership is believed. */
export function createDrops(redisUrl: string | null, log: Logger): Drops {
  if (redisUrl === null)
    return { publish: () => undefined, subscribe: () => undefined, async [Symbol.asyncDispose]() {} };
  const connect = (maxRetriesPerRequest: number | null) => {
    const redis = new Redis(redisUrl, { maxRetriesPerRequest, retryStrategy: (tried) => Math.min(tried * 100, 2_000) });
    // The rate limits speak of the same server being away.
    redis.on('error', () => undefined);
    return redis;
  };
  // Who listens waits for a server that comes later; who speaks has nobody to speak to then.
  const [publisher, subscriber] = [connect(1), connect(null)];
  return {
    publish(contactIds) {
      publisher
        .publish(channel, JSON.stringify(contactIds ?? null))
        .catch((error: unknown) =>
          log.warn(
            { reason: String(error) },
            'other gateways are not told of a change of memberships: it takes effect there within seconds',
          ),
        );
    },
    subscribe(heard) {
      subscriber.on('message', (_channel, text) => {
        const parsed = message.safeParse(parseJson(text));
        if (parsed.success) heard(parsed.data ?? undefined);
      });
      subscriber
        .subscribe(channel)
        .catch((error: unknown) =>
          log.warn({ reason: String(error) }, 'changes of memberships elsewhere are not heard'),
        );
    },
    async [Symbol.asyncDispose]() {
      publisher.disconnect();
      subscriber.disconnect();
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
