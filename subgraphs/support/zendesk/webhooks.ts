import { z } from 'zod';
import { isRecent, isSignedBy } from '../../shared/webhook-signature.ts';
import { genuine, notGenuine, type WebhookAnswer, type WebhookRequest } from '../../shared/webhook.ts';

/** Zendesk, "Webhook event types": of a ticket event only which ticket it is. */
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
  // The ticket's own id, so that one that was opened through the graph is not taken for another.
  return genuine(
    followedEvents.some((each) => each === type) ? [{ id: `opened:${detail.id}`, subject: `ticket:${detail.id}` }] : [],
  );
}
