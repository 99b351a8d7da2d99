import { z } from 'zod';
import { genuine, notGenuine, type WebhookAnswer, type WebhookRequest } from '@customer-graph/protocol/webhook';
import { isRecent, isSignedBy } from '@customer-graph/subgraph-kit/webhook-signature';

/** Zendesk, "Webhook event types". Only the ticket's id is used; the ticket itself is read again. */
const event = z.looseObject({
  id: z.string(),
  type: z.string(),
  detail: z.looseObject({ id: z.union([z.string(), z.number()]) }),
});

export const followedEvents = ['zen:event-type:ticket.created'] as const;

/** Zendesk, "Verifying webhooks": base64 of HMAC-SHA256 over time and body. */
export function readZendeskWebhook({ headers, body }: WebhookRequest, secrets: readonly string[]): WebhookAnswer {
  const raw = Buffer.from(body, 'base64');
  const time = headers['x-zendesk-webhook-signature-timestamp'] ?? '';
  if (!isRecent(Date.parse(time))) return notGenuine;
  if (!isSignedBy(secrets, [time, raw], headers['x-zendesk-webhook-signature'])) return notGenuine;
  const { type, detail } = event.parse(JSON.parse(raw.toString('utf8')));
  // The event's id derives from the ticket: a ticket opened through the graph is then processed once.
  return genuine(
    followedEvents.some((followed) => followed === type)
      ? [{ id: `opened:${detail.id}`, subject: `ticket:${detail.id}` }]
      : [],
  );
}
