import Stripe from 'stripe';
import { z } from 'zod';
import {
  genuine,
  notGenuine,
  webhookToleranceMs,
  type WebhookAnswer,
  type WebhookRequest,
} from '@customer-graph/protocol/webhook';
import { isRecent } from '@customer-graph/subgraph-kit/webhook-signature';

/** Events after which a plan, a number of seats or a status may differ (Stripe API, "Types of events"). */
export const followedEvents = [
  'customer.subscription.created',
  'customer.subscription.updated',
  'customer.subscription.deleted',
  'customer.subscription.paused',
  'customer.subscription.resumed',
  'customer.subscription.pending_update_applied',
  'customer.subscription.pending_update_expired',
  'invoice.paid',
  'invoice.payment_failed',
  'invoice.voided',
  'invoice.marked_uncollectible',
  'invoice.updated',
] as const;

const isFollowed = (type: string): boolean => followedEvents.some((followed) => followed === type);

/** Only the customer is taken from an event. The object itself is read again: events may arrive late or out of order. */
const eventObject = z.looseObject({ customer: z.union([z.string(), z.looseObject({ id: z.string() })]).nullish() });

/** The id of the customer whose object an event concerns; null if the object has no customer. */
export function customerIdOf(event: { readonly data: { readonly object: unknown } }): string | null {
  const { customer } = eventObject.parse(event.data.object);
  return (typeof customer === 'string' ? customer : customer?.id) ?? null;
}

/** Verifying a signature needs no API key and makes no call. */
const verifier = new Stripe('sk_test_none');

/** Verifies an event with any of the secrets (Stripe, "Verify webhook signatures"). There are two secrets during a rotation. */
export function readStripeWebhook({ headers, body }: WebhookRequest, secrets: readonly string[]): WebhookAnswer {
  const raw = Buffer.from(body, 'base64');
  const signature = headers['stripe-signature'] ?? '';
  // The SDK refuses old timestamps but accepts timestamps in the future.
  const [, time = ''] = /(?:^|,)t=(\d+)/.exec(signature) ?? [];
  if (!isRecent(Number(time) * 1_000)) return notGenuine;
  for (const secret of secrets) {
    let event: Stripe.Event;
    try {
      event = verifier.webhooks.constructEvent(raw, signature, secret, webhookToleranceMs / 1_000);
    } catch {
      continue;
    }
    const id = customerIdOf(event);
    return genuine(isFollowed(event.type) && id !== null ? [{ id: event.id, subject: `customer:${id}` }] : []);
  }
  return notGenuine;
}
