import { z } from 'zod';
import type { Outcome } from '@customer-graph/journal/idempotency';
import { refused } from '@customer-graph/protocol/outcome';
import { userError } from '@customer-graph/protocol/user-error';
import type { Context } from '../context.ts';
import type { PortalFlow } from '../domain/portal.ts';
import { liveSubscriptionsOf } from './live-subscription.ts';

/** `subscriptionId`: the subscription of the flow; null for flows without one. */
export const portalDone = z.object({ subscriptionId: z.string().nullable() });
export type PortalDone = z.infer<typeof portalDone>;

export interface PortalRequest {
  /** Parsed; null: not an address of the portal. */
  readonly returnUrl: string | null;
  /** Null: the overview. */
  readonly flow: PortalFlow['kind'] | null;
}

/** Characters that URL parsers treat differently: backslashes, and those that some parsers remove. */
const ambiguous = /[\\\s\p{Cc}]/u;

/**
 * Parses an address to which the billing system's pages send people back. Only the parsed form may be sent: another parser
 * may find another host in the text. Null: not an address of these origins.
 */
export function returnUrlOf(text: string, origins: readonly string[]): string | null {
  const url = !ambiguous.test(text) && URL.canParse(text) ? new URL(text) : null;
  if (!url || url.username !== '' || url.password !== '' || !origins.includes(url.origin)) return null;
  return url.href;
}

/** Checks a request for a portal session and chooses the subscription of its flow. */
export async function preparePortalSession(
  customerId: string,
  { returnUrl, flow }: PortalRequest,
  context: Context,
): Promise<Outcome<PortalDone>> {
  if (returnUrl === null)
    return refused(userError('INVALID_INPUT', 'returnUrl must be an address of the portal.', 'returnUrl'));
  if (flow === null || flow === 'PAYMENT_METHOD_UPDATE') return { done: { subscriptionId: null } };
  const [subscription, second] = await liveSubscriptionsOf(customerId, context);
  if (!subscription) return refused(userError('CONFLICT', 'The account has no live subscription.', 'flow'));
  if (second) {
    const message = 'The account has several live subscriptions: leave flow out and choose one in the overview.';
    return refused(userError('CONFLICT', message, 'flow'));
  }
  return { done: { subscriptionId: subscription.id } };
}

/** The first page of a prepared session; null: the overview. */
export function portalFlow({ flow }: PortalRequest, { subscriptionId }: PortalDone): PortalFlow | null {
  if (flow === null || flow === 'PAYMENT_METHOD_UPDATE') return flow && { kind: flow };
  return { kind: flow, subscriptionId: subscriptionId ?? '' };
}
