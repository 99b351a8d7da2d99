import type { Logger } from 'pino';
import { createUpstream } from '../shared/upstream/client.ts';
import type { BillingConfig } from './config.ts';
import type { BillingSource } from './port.ts';
import { isStripeRead, stripeLimits } from './stripe/client.ts';
import { createStripeSource } from './stripe/source.ts';

/** Configuration to port: the one place where the billing system is chosen. */
export function createBillingSource(
  { stripe, names, rates, accountMetadata, webhookSecrets }: BillingConfig,
  log: Logger,
): BillingSource {
  const upstream = createUpstream({ system: 'BILLING', isRead: isStripeRead, limits: stripeLimits(rates), log });
  return createStripeSource({ ...stripe, names, accountMetadata, webhookSecrets, upstream });
}
