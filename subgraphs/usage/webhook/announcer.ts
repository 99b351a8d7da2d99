import { Webhook } from 'standardwebhooks';
import { GraphError } from '../../shared/errors.ts';
import type { ProductNews } from '../../shared/steps.ts';
import type { Upstream } from '../../shared/upstream/client.ts';
import type { ProductAnnouncer } from '../port.ts';

export interface AnnouncerOptions {
  readonly url: string;
  /** Standard Webhooks: `whsec_` and base64. */
  readonly secret: string;
  /** Owned by it from here on. */
  readonly upstream: Upstream;
}

/** Tells the product by a webhook (Standard Webhooks, "Specification"): what is told again has the id that it had. */
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
      // Whatever the product has against it now, it is told again: only it knows.
      if (status >= 300)
        throw new GraphError('UPSTREAM_UNAVAILABLE', {
          system: 'PRODUCT',
          cause: new Error(`the product answered ${status}`),
        });
      return true;
    },
    [Symbol.asyncDispose]: () => upstream[Symbol.asyncDispose](),
  };
}

/** Where nobody is to be told. */
export const silentAnnouncer: ProductAnnouncer = {
  announce: async () => false,
  [Symbol.asyncDispose]: async () => undefined,
};
