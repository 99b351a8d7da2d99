import Stripe from 'stripe';
import { z } from 'zod';
import { isRecent } from '../../shared/webhook-signature.ts';
import {
  genuine,
  notGenuine,
  webhookToleranceMs,
  type WebhookAnswer,
  type WebhookRequest,
} from '../../shared/webhook.ts';

/** Of an event only whose it is: what it is about is read again. */
const object = z.looseObject({ customer: z.union([z.string(), z.looseObject({ id: z.string() })]).nullish() });

/** What tells of another plan, another number of seats or another standing (Stripe API, "Types of events"). */
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

const isFollowed = (type: string): boolean => followedEvents.some((each) => each === type);

/** Whose the object of an event is; null where it is nobody's. */
export function customerOf(event: { readonly data: { readonly object: unknown } }): string | null {
  const { customer } = object.parse(event.data.object);
  return (typeof customer === 'string' ? customer : customer?.id) ?? null;
}

/** Verifying needs no key and makes no call. */
const verifier = new Stripe('sk_test_none');

/** Stripe, "Verify webhook signatures": over time and body, with either of two secrets while they change. */
export function readStripeWebhook({ headers, body }: WebhookRequest, secrets: readonly string[]): WebhookAnswer {
  const raw = Buffer.from(body, 'base64');
  const signature = headers['stripe-signature'] ?? '';
  // The SDK takes what is from the future.
  const [, time = ''] = /(?:^|,)t=(\d+)/.exec(signature) ?? [];
  if (!isRecent(Number(time) * 1_000)) return notGenuine;
  for (const secret of secrets) {
    let event: Stripe.Event;
    try {
      event = verifier.webhooks.constructEvent(raw, signature, secret, webhookToleranceMs / 1_000);
    } catch {
      continue;
    }
    const id = customerOf(event);
    return genuine(isFollowed(event.type) && id !== null ? [{ id: event.id, subject: `customer:${id}` }] : []);
  }
  return notGenuine;
}
