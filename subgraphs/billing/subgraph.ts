import type { KeyObject } from 'node:crypto';
import type { Logger } from 'pino';
import { createLinksVerifier } from '../shared/assertion/links.ts';
import { createHeld } from '../shared/held.ts';
import type { Journal } from '../shared/journal/journal.ts';
import { createOnce } from '../shared/journal/once.ts';
import { createTurns } from '../shared/journal/turns.ts';
import { createSubgraph, type Subgraph } from '../shared/subgraph.ts';
import { webhookCommand } from '../shared/webhook-command.ts';
import type { Resolvers } from './generated/schema.ts';
import { createLoaders, type Loaders } from './loaders.ts';
import type { BillingSource } from './port.ts';
import { createAccountSearchResolvers } from './resolvers/account-search.ts';
import { createAccountResolvers, createCustomerOf, createLinkOf, type LinkOwner } from './resolvers/account.ts';
import { createBillingResolvers } from './resolvers/billing.ts';
import { createInvoiceResolvers, invoiceLineResolvers, invoicePreviewResolvers } from './resolvers/invoice.ts';
import { createMutationResolvers } from './resolvers/mutation.ts';
import { paymentMethodResolvers } from './resolvers/payment-method.ts';
import { paymentResolvers } from './resolvers/payment.ts';
import { planResolvers } from './resolvers/plan.ts';
import { priceResolvers } from './resolvers/price.ts';
import { queryResolvers } from './resolvers/query.ts';
import { createSubscriptionResolvers } from './resolvers/subscription.ts';
import { viewerResolvers } from './resolvers/viewer.ts';
import { createSteps } from './steps.ts';

export interface BillingSubgraphOptions {
  /** Owned by the subgraph from here on. */
  readonly source: BillingSource;
  readonly linkOwner: LinkOwner;
  /** Origins that people may be sent back to from the billing system's pages. */
  readonly returnOrigins: readonly string[];
  /** Where changes are kept track of. */
  readonly journal: Journal;
  /** What the gateway signs its assertions with. */
  readonly gatewayKey: KeyObject;
  /** What the consistency subgraph signs its commands with. */
  readonly consistencyKey: KeyObject;
  /** What the accounts subgraph signs the links of listed accounts with. */
  readonly linksKey: KeyObject;
  readonly log: Logger;
}

export async function createBillingSubgraph({
  source,
  linkOwner,
  returnOrigins,
  journal,
  gatewayKey,
  consistencyKey,
  linksKey,
  log,
}: BillingSubgraphOptions): Promise<Subgraph> {
  const catalogue = createHeld({ name: 'catalogue', read: () => source.catalogue(), log });
  await catalogue.start();

  const linkOf = createLinkOf(linkOwner);
  const customerOf = createCustomerOf(linkOf);
  const resolvers: Omit<Resolvers, 'DateTime' | 'Date' | 'EmailAddress' | 'URL' | 'Decimal' | 'CurrencyCode'> = {
    Query: queryResolvers,
    Mutation: createMutationResolvers({
      source,
      customerOf,
      once: createOnce(journal),
      inTurn: createTurns(journal),
      returnOrigins,
    }),
    Viewer: viewerResolvers,
    Account: createAccountResolvers(createLinksVerifier(linksKey), linkOf, customerOf),
    AccountSearch: createAccountSearchResolvers(source, customerOf),
    Billing: createBillingResolvers(source),
    BillingSubscription: createSubscriptionResolvers(catalogue),
    Plan: planResolvers,
    Price: priceResolvers,
    Invoice: createInvoiceResolvers(source),
    InvoiceLine: invoiceLineResolvers,
    InvoicePreview: invoicePreviewResolvers,
    Payment: paymentResolvers,
    PaymentMethod: paymentMethodResolvers,
  };

  return createSubgraph<Loaders>({
    name: 'billing',
    schema: new URL('./schema.graphql', import.meta.url),
    resolvers,
    createLoaders: () => createLoaders(source, catalogue),
    commands: { webhook: webhookCommand(source) },
    steps: { key: consistencyKey, commands: createSteps({ source, linkOwner, linkOf, customerOf }) },
    gatewayKey,
    log,
    resources: [catalogue, source],
  });
}
