import type Stripe from 'stripe';
import type { BillingSource } from '../port.ts';
import { callStripe } from './errors.ts';
import { readAllPages } from './pages.ts';
import { customerIdOf, followedEvents, readStripeWebhook } from './webhooks.ts';

/** Changes made in Stripe: by webhook, or from the list of events for webhooks that were lost. */
export function createStripeEvents(
  stripe: Stripe,
  webhookSecrets: readonly string[],
): Pick<BillingSource, 'readWebhook' | 'customersChanged'> {
  return {
    readWebhook: (request) => readStripeWebhook(request, webhookSecrets),

    async customersChanged(since) {
      const query = { created: { gte: Math.floor(since / 1_000) }, types: [...followedEvents] };
      const events = await callStripe(() => readAllPages((page) => stripe.events.list({ ...query, ...page })));
      return [...new Set(events.flatMap((event) => customerIdOf(event) ?? []))];
    },
  };
}
