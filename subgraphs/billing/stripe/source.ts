import type { Upstream } from '@customer-graph/upstream/client';
import type { CatalogueNames } from '../config.ts';
import type { BillingSource } from '../port.ts';
import { createStripeCatalogue } from './catalogue.ts';
import { createStripe } from './client.ts';
import { createStripeCustomers } from './customers.ts';
import { createStripeEvents } from './events.ts';
import { createStripeInvoices } from './invoices.ts';
import { createStripePaymentMethods } from './payment-methods.ts';
import { createStripePayments } from './payments.ts';
import { createStripeSubscriptions } from './subscriptions.ts';

export interface StripeSourceOptions {
  readonly apiKey: string;
  readonly base: string;
  readonly names: CatalogueNames;
  /** Customer metadata with the account's id; null: Stripe does not own the links. */
  readonly accountMetadata: string | null;
  readonly webhookSecrets: readonly string[];
  /** Disposed of together with the source. */
  readonly upstream: Upstream;
}

/** Stripe as the billing system. */
export function createStripeSource(options: StripeSourceOptions): BillingSource {
  const { names, accountMetadata, webhookSecrets, upstream } = options;
  const stripe = createStripe(options);
  return {
    ...createStripeCustomers(stripe, accountMetadata),
    ...createStripeSubscriptions(stripe),
    ...createStripeInvoices(stripe),
    ...createStripePayments(stripe),
    ...createStripePaymentMethods(stripe),
    ...createStripeCatalogue(stripe, names),
    ...createStripeEvents(stripe, webhookSecrets),
    [Symbol.asyncDispose]: () => upstream[Symbol.asyncDispose](),
  };
}
