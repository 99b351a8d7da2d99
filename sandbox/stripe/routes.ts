import type { Switches } from '../behaviour.ts';
import type { Webhooks } from '../webhooks.ts';
import { createEngine } from './engine.ts';
import { registerCatalogueReads } from './routes/catalogue-reads.ts';
import { registerCustomers } from './routes/customers.ts';
import { registerInvoices } from './routes/invoices.ts';
import { registerPaymentMethods } from './routes/payment-methods.ts';
import { registerReads } from './routes/reads.ts';
import { createRouter, type Route } from './routes/router.ts';
import { registerSubscriptionSchedules } from './routes/subscription-schedules.ts';
import { registerSubscriptions } from './routes/subscriptions.ts';
import { registerWebhooks } from './routes/webhooks.ts';
import type { StripeStore } from './store.ts';

/** The routes of one Stripe account that the graph uses. */
export function createRoutes(store: StripeStore, webhooks: Webhooks, switches: Switches): readonly Route[] {
  const router = createRouter(store);
  const engine = createEngine(store);
  registerReads(router);
  registerCatalogueReads(router);
  registerWebhooks(router, webhooks);
  registerCustomers(router);
  registerSubscriptions(router, engine, switches);
  registerSubscriptionSchedules(router);
  registerInvoices(router, engine);
  registerPaymentMethods(router);
  return router.routes;
}
