import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { defineCalls, noOutput } from './calls.ts';
import { systemsOfRecord } from './system.ts';

/** A webhook request, unparsed: the vendor signs its bytes. */
export const webhookRequest = z.object({
  headers: z.record(z.string(), z.string()),
  /** The bytes, in base64. */
  body: z.string(),
  /** The public URL of the request. Some vendors sign it. */
  url: z.string(),
});
export type WebhookRequest = z.infer<typeof webhookRequest>;

/** A vendor's event: its id and its subject as `kind:id`. Other content is ignored: the subject is read again from the vendor. */
export const vendorEvent = z.object({
  id: z.string().max(200),
  subject: z.string().regex(/^(customer|account|ticket|contact):[\w-]{1,64}$/),
});
export type VendorEvent = z.infer<typeof vendorEvent>;

/** Returns the event of a follow-up. The help desk sends a webhook for a new ticket too, so the two have the same id. */
export const followUpEvent = (subject: string): VendorEvent => {
  const [kind, id = ''] = subject.split(':');
  return { id: kind === 'ticket' ? `opened:${id}` : `followed:${randomUUID()}`, subject };
};

/** The response of a subgraph to a webhook. */
export const webhookAnswer = z.object({
  /** False: the signature is invalid or too old. */
  isGenuine: z.boolean(),
  /** Events to store for processing. */
  events: z.array(vendorEvent),
  /** Contacts whose memberships may have changed. */
  contactIds: z.array(z.string()),
  /** Accounts whose links may have changed. */
  accountIds: z.array(z.string()),
});
export type WebhookAnswer = z.infer<typeof webhookAnswer>;

/** The response to a webhook with an invalid or old signature. */
export const notGenuine: WebhookAnswer = { isGenuine: false, events: [], contactIds: [], accountIds: [] };
/** Returns the response to a verified webhook. */
export const genuine = (events: readonly VendorEvent[]): WebhookAnswer => ({
  isGenuine: true,
  events: [...events],
  contactIds: [],
  accountIds: [],
});

/** The call of a subgraph that receives a vendor's webhooks. */
export const webhookCalls = defineCalls({ webhook: { input: webhookRequest, output: webhookAnswer } });

/** Events to store for processing. The call returns once they are stored. */
export const deliveries = z.object({
  system: z.enum(systemsOfRecord),
  events: z.array(vendorEvent).max(100),
});
/** Events of one system. */
export type Deliveries = z.infer<typeof deliveries>;

/** The call of the subgraph that stores and processes vendor events. */
export const eventCalls = defineCalls({ deliver: { input: deliveries, output: noOutput } });

/** Maximum age of a webhook's signature, in milliseconds. All supported vendors recommend 5 minutes. */
export const webhookToleranceMs = 300_000;
