import Stripe from 'stripe';
import { z } from 'zod';
import {
  genuine,
  notGenuine,
  webhookToleranceMs,
  type WebhookAnswer,
  type WebhookRequest,
} from '@customer-graph/protocol/webhook';
import { identifier } from '@customer-graph/upstream/shapes';
import { isRecent } from '@customer-graph/subgraph-kit/webhook-signature';
import { reference } from './mapping/fields.ts';

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
const snapshot = z.looseObject({
  type: z.string(),
  account: z.string().nullish(),
  data: z.looseObject({ object: z.looseObject({ customer: reference.nullish() }) }),
});

/** Stripe, "Thin events": they name the changed object, and have no data. */
const thin = z.looseObject({
  object: z.literal('v2.core.event'),
  type: z.string(),
  context: z.string().nullish(),
  related_object: z.looseObject({ id: identifier, type: z.enum(['subscription', 'invoice']) }),
});

/** The id of the customer whose object an event concerns; null if the event names none. */
export const customerIdOf = (event: unknown): string | null =>
  snapshot.safeParse(event).data?.data.object.customer ?? null;

interface Hint {
  readonly type: string;
  readonly account: string | null;
  /** The id of a customer, or of an object of one. */
  readonly subject: string;
}

/** What an event says, whichever its kind and API version; null: it does not concern a customer. */
function hintOf(event: unknown): Hint | null {
  const full = snapshot.safeParse(event).data;
  if (full) {
    const { customer } = full.data.object;
    return customer ? { type: full.type, account: full.account ?? null, subject: customer } : null;
  }
  const short = thin.safeParse(event).data;
  if (!short) return null;
  const { type, context = null, related_object: related } = short;
  return { type: type.replace(/^v1\./, ''), account: context, subject: related.id };
}

const identified = z.looseObject({ id: identifier });

function jsonOf(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch {
    return null;
  }
}

/** Verifying a signature needs no API key and makes no call. */
const verifier = new Stripe('sk_test_none').webhooks;

/** Whether a payload was signed with the secret. The shape of the payload does not matter. */
function isSigned(raw: Buffer, signature: string, secret: string): boolean {
  try {
    return verifier.signature?.verifyHeader(raw, signature, secret, webhookToleranceMs / 1_000) === true;
  } catch {
    return false;
  }
}

export interface StripeWebhookOptions {
  /** There are two secrets during a rotation. */
  readonly webhookSecrets: readonly string[];
  /** The account that the configuration names; null: the key's own. */
  readonly account: string | null;
}

/**
 * Verifies an event with any of the secrets (Stripe, "Verify webhook signatures"). A signed event that is not understood is
 * genuine and ignored, so that Stripe does not send it again.
 */
export function readStripeWebhook(
  { headers, body }: WebhookRequest,
  { webhookSecrets, account }: StripeWebhookOptions,
): WebhookAnswer {
  const raw = Buffer.from(body, 'base64');
  const signature = headers['stripe-signature'] ?? '';
  // The SDK refuses old timestamps but accepts timestamps in the future.
  const [, time = ''] = /(?:^|,)t=(\d+)/.exec(signature) ?? [];
  if (!isRecent(Number(time) * 1_000)) return notGenuine;
  if (!webhookSecrets.some((secret) => isSigned(raw, signature, secret))) return notGenuine;
  const event = jsonOf(raw);
  const hint = hintOf(event);
  const id = identified.safeParse(event).data?.id;
  if (!hint || id === undefined || !isFollowed(hint.type)) return genuine([]);
  // An endpoint for connected accounts also receives the events of other accounts (Stripe, "Connect webhooks").
  if (hint.account !== null && hint.account !== account) return genuine([]);
  return genuine([{ id, subject: `customer:${hint.subject}` }]);
}
