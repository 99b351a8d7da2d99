import { z } from 'zod';
import type { LastDelivery, RegisteredWebhook } from '@customer-graph/diagnosis/webhooks';
import type { StripeGet } from './http.ts';

const endpoints = z.object({
  data: z.array(z.object({ url: z.string(), status: z.string(), enabled_events: z.array(z.string()) })),
});
const events = z.object({ data: z.array(z.object({ created: z.number() })) });

export interface WebhookInspection {
  /** Null if the key may not read webhook endpoints. */
  readonly webhooks: readonly RegisteredWebhook[] | null;
  /** Null if the key may not read events. */
  readonly lastWebhook: LastDelivery | null;
}

async function readEndpoints(get: StripeGet): Promise<readonly RegisteredWebhook[] | null> {
  const { status, body } = await get('/v1/webhook_endpoints?limit=100');
  if (status !== 200) return null;
  return endpoints.parse(JSON.parse(body)).data.map((endpoint) => ({
    url: endpoint.url,
    isEnabled: endpoint.status === 'enabled',
    events: endpoint.enabled_events,
  }));
}

/** Stripe API, "List all events": an event shows only whether every endpoint accepted it. */
async function readLastDelivery(get: StripeGet): Promise<LastDelivery | null> {
  const responses = await Promise.all(
    [true, false].map((isDelivered) => get(`/v1/events?limit=1&delivery_success=${isDelivered}`)),
  );
  if (responses.some(({ status }) => status !== 200)) return null;
  const [delivered = 0, failed = 0] = responses.map(({ body }) => events.parse(JSON.parse(body)).data[0]?.created ?? 0);
  const last = Math.max(delivered, failed);
  return {
    at: last === 0 ? null : new Date(last * 1_000).toISOString(),
    failure: failed > delivered ? 'an endpoint did not accept the event' : null,
  };
}

/** Reads the registered webhook endpoints and the result of the last delivery. */
export async function inspectWebhooks(get: StripeGet): Promise<WebhookInspection> {
  const [webhooks, lastWebhook] = await Promise.all([readEndpoints(get), readLastDelivery(get)]);
  return { webhooks, lastWebhook };
}
