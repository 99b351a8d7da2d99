import type Stripe from 'stripe';
import type { BillingSource } from '../port.ts';
import { callStripe } from './errors.ts';
import { parse, reference } from './mapping/fields.ts';
import { nullIfMissing } from './missing.ts';
import { cursorOf, maxPageSize, pageOf } from './pages.ts';
import { customerIdOf, followedEvents, readStripeWebhook } from './webhooks.ts';

export interface StripeEventsOptions {
  readonly webhookSecrets: readonly string[];
  /** The account that the configuration names; null: the key's own. */
  readonly account: string | null;
}

type Events = Pick<BillingSource, 'readWebhook' | 'customersChanged' | 'customerOfObject'>;

/** Changes made in Stripe: by webhook, or from the list of events for webhooks that were lost. */
export function createStripeEvents(stripe: Stripe, options: StripeEventsOptions): Events {
  return {
    readWebhook: (request) => readStripeWebhook(request, options),

    async customersChanged({ since, after }) {
      const page = pageOf(
        await callStripe(() =>
          stripe.events.list({
            created: { gte: Math.floor(since / 1_000) },
            types: [...followedEvents],
            limit: maxPageSize,
            ...(after !== null && { starting_after: after }),
          }),
        ),
      );
      return {
        customerIds: [...new Set(page.data.flatMap((event) => customerIdOf(event) ?? []))],
        next: page.has_more && page.data.length > 0 ? cursorOf(page.data.at(-1)) : null,
      };
    },

    async customerOfObject(id) {
      if (!/^(sub|in)_/.test(id)) return id;
      const object = await nullIfMissing((): Promise<{ readonly customer: unknown }> =>
        id.startsWith('in_') ? stripe.invoices.retrieve(id) : stripe.subscriptions.retrieve(id),
      );
      return object && parse(reference, object.customer, 'customer');
    },
  };
}
