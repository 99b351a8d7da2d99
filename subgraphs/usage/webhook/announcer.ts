import { Webhook } from 'standardwebhooks';
import { GraphError } from '@customer-graph/protocol/errors';
import type { Upstream } from '@customer-graph/upstream/client';
import type { ProductNews } from '../contract.ts';
import type { ProductAnnouncer } from '../port.ts';

export interface AnnouncerOptions {
  readonly url: string;
  /** Standard Webhooks: `whsec_` and base64. */
  readonly secret: string;
  /** Disposed of together with the announcer. */
  readonly upstream: Upstream;
}

/** Notifies the product by webhook (Standard Webhooks, "Specification"). A repeated notification keeps its id. */
export function createAnnouncer({ url, secret, upstream }: AnnouncerOptions): ProductAnnouncer {
  const webhook = new Webhook(secret);
  return {
    async announce({ id, type, occurredAt, ...data }: ProductNews, tenantId) {
      const body = JSON.stringify({ type, timestamp: occurredAt, data: { ...data, tenantId } });
      const now = new Date();
      const headers = {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
        'webhook-signature': webhook.sign(id, now, body),
      };
      const { status } = await upstream.send({ method: 'POST', url, headers, body });
      // Every refusal is retried, 4xx too: the notification must arrive once the product is repaired.
      if (status >= 300)
        throw new GraphError('UPSTREAM_UNAVAILABLE', {
          system: 'PRODUCT',
          cause: new Error(`the product's webhook answered ${status}`),
        });
      return true;
    },
    [Symbol.asyncDispose]: () => upstream[Symbol.asyncDispose](),
  };
}

/** Used where no webhook is configured. */
export const silentAnnouncer: ProductAnnouncer = {
  announce: async () => false,
  [Symbol.asyncDispose]: async () => undefined,
};
