import type { Logger } from 'pino';
import { createUpstream } from '@customer-graph/upstream/client';
import type { BillingConfig } from './config.ts';
import type { BillingSource } from './port.ts';
import { isStripeRead, stripeLimits } from './stripe/client.ts';
import { createStripeSource } from './stripe/source.ts';

/** The billing system of the configuration. Nothing else in the subgraph knows that it is Stripe. */
export function createBillingSource(
  { stripe, names, rates, accountMetadata, webhookSecrets }: BillingConfig,
  log: Logger,
): BillingSource {
  const upstream = createUpstream({ system: 'BILLING', isRead: isStripeRead, limits: stripeLimits(rates), log });
  return createStripeSource({ ...stripe, names, accountMetadata, webhookSecrets, upstream });
}
