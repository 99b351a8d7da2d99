import { z } from 'zod';
import type { Logger } from 'pino';
import { genuine, notGenuine, type WebhookAnswer, type WebhookRequest } from '@customer-graph/protocol/webhook';
import { parseJson } from '@customer-graph/process/parse-json';
import { isRecent, isSignedBy } from '@customer-graph/subgraph-kit/webhook-signature';
import { identifier, text } from '@customer-graph/upstream/shapes';

/** Zendesk, "Webhook event types". Only the ticket's id is used; the ticket itself is read again. */
const event = z.looseObject({ type: text, detail: z.looseObject({ id: identifier }) });

export const followedEvents = ['zen:event-type:ticket.created'] as const;

const ticketNumber = /^\d{1,15}$/;

/** Zendesk, "Verifying webhooks": base64 of HMAC-SHA256 over time and body. */
export function readZendeskWebhook(
  { headers, body }: WebhookRequest,
  secrets: readonly string[],
  log: Logger,
): WebhookAnswer {
  const raw = Buffer.from(body, 'base64');
  const time = headers['x-zendesk-webhook-signature-timestamp'] ?? '';
  if (!isRecent(Date.parse(time))) return notGenuine;
  if (!isSignedBy(secrets, [time, raw], headers['x-zendesk-webhook-signature'])) return notGenuine;
  // A test sends an empty body, and the body of a trigger is what an administrator wrote: Zendesk, "Anatomy of a webhook request".
  const given = event.safeParse(parseJson(raw.toString('utf8'))).data;
  if (!given || !ticketNumber.test(given.detail.id)) {
    log.info({ vendor: 'zendesk', bytes: raw.length }, 'webhook without an event; ignored');
    return genuine([]);
  }
  // The event's id derives from the ticket: a ticket opened through the graph is then processed once.
  return genuine(
    followedEvents.some((followed) => followed === given.type)
      ? [{ id: `opened:${given.detail.id}`, subject: `ticket:${given.detail.id}` }]
      : [],
  );
}
