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
import { createStripeSchedules } from './subscription-schedules.ts';
import { createStripeSubscriptions } from './subscriptions.ts';
import { createCompleteSubscriptions } from './whole-subscriptions.ts';

export interface StripeSourceOptions {
  readonly apiKey: string;
  readonly base: string;
  /** The account that requests are made for; null: the key's own. */
  readonly account: string | null;
  readonly names: CatalogueNames;
  /** Customer metadata with the account's id; null: Stripe does not own the links. */
  readonly accountMetadata: string | null;
  readonly webhookSecrets: readonly string[];
  /** Disposed of together with the source. */
  readonly upstream: Upstream;
}

/** Stripe as the billing system. */
export function createStripeSource(options: StripeSourceOptions): BillingSource {
  const { names, accountMetadata, webhookSecrets, account, upstream } = options;
  const stripe = createStripe(options);
  const subscriptions = createCompleteSubscriptions(stripe);
  const schedules = createStripeSchedules(stripe);
  return {
    ...createStripeCustomers(stripe, accountMetadata, subscriptions),
    ...createStripeSubscriptions(stripe, subscriptions, schedules),
    subscriptionSchedule: (id) => schedules.subscriptionSchedule(id),
    ...createStripeInvoices(stripe),
    ...createStripePayments(stripe),
    ...createStripePaymentMethods(stripe),
    ...createStripeCatalogue(stripe, names),
    ...createStripeEvents(stripe, { webhookSecrets, account }),
    [Symbol.asyncDispose]: () => upstream[Symbol.asyncDispose](),
  };
}
