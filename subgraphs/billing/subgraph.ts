import { readFile } from 'node:fs/promises';
import { createIdempotency } from '@customer-graph/journal/idempotency';
import type { Journal } from '@customer-graph/journal/journal';
import { createLocks } from '@customer-graph/journal/locks';
import type { Subgraph } from '@customer-graph/protocol/messages';
import { createLinksVerifier } from '@customer-graph/protocol/signed-links';
import { webhookCalls } from '@customer-graph/protocol/webhook';
import { handle } from '@customer-graph/subgraph-kit/handlers';
import type { SubgraphServices } from '@customer-graph/subgraph-kit/module';
import { createSubgraph } from '@customer-graph/subgraph-kit/subgraph';
import { createRefreshedValue } from '@customer-graph/upstream/refreshed-value';
import { createCommands } from './commands.ts';
import { billingCalls } from './contract.ts';
import type { Resolvers } from './generated/schema.ts';
import { createLoaders, type Loaders } from './loaders.ts';
import type { BillingSource } from './port.ts';
import { createAccountSearchResolvers } from './resolvers/account-search.ts';
import { createAccountResolvers } from './resolvers/account.ts';
import { billingDetailsResolvers } from './resolvers/billing-details.ts';
import { createBillingResolvers } from './resolvers/billing.ts';
import { creditNoteResolvers } from './resolvers/credit-note.ts';
import { createInvoiceResolvers, invoiceLineResolvers, invoicePreviewResolvers } from './resolvers/invoice.ts';
import { createMutationResolvers } from './resolvers/mutation.ts';
import { paymentMethodResolvers } from './resolvers/payment-method.ts';
import { paymentResolvers } from './resolvers/payment.ts';
import { planResolvers } from './resolvers/plan.ts';
import { priceResolvers } from './resolvers/price.ts';
import { queryResolvers } from './resolvers/query.ts';
import { createPendingChangeResolvers } from './resolvers/pending-change.ts';
import { collectionPauseResolvers, createSubscriptionResolvers } from './resolvers/subscription.ts';
import { viewerResolvers } from './resolvers/viewer.ts';
import { createCustomerLinks, type LinkOwner } from './services/customer-links.ts';

export interface BillingSubgraphOptions extends Pick<
  SubgraphServices,
  'name' | 'gatewayKey' | 'callerKeys' | 'linksKey' | 'log'
> {
  /** Disposed of together with the subgraph. */
  readonly source: BillingSource;
  readonly linkOwner: LinkOwner;
  /** Origins to which the billing system's own pages may send people back. */
  readonly returnOrigins: readonly string[];
  /** Keeps the idempotency keys and locks of writes. */
  readonly journal: Journal;
}

type Scalars = 'DateTime' | 'Date' | 'EmailAddress' | 'URL' | 'Decimal' | 'CurrencyCode' | 'SafeInt';

const sdl = new URL('./generated/schema.graphql', import.meta.url);

/** Builds the billing subgraph over any billing system. */
export async function createBillingSubgraph({
  name,
  source,
  linkOwner,
  returnOrigins,
  journal,
  gatewayKey,
  callerKeys,
  linksKey,
  log,
}: BillingSubgraphOptions): Promise<Subgraph> {
  const catalogue = createRefreshedValue({ name: 'catalogue', read: () => source.catalogue(), log });
  await catalogue.start();

  const links = createCustomerLinks(linkOwner);
  const resolvers: Omit<Resolvers, Scalars> = {
    Query: queryResolvers,
    Mutation: createMutationResolvers({
      source,
      links,
      idempotency: createIdempotency(journal),
      withLock: createLocks(journal),
      returnOrigins,
    }),
    Viewer: viewerResolvers,
    Account: createAccountResolvers(createLinksVerifier(linksKey), links),
    AccountSearch: createAccountSearchResolvers(source, links),
    Billing: createBillingResolvers(source),
    BillingDetails: billingDetailsResolvers,
    BillingSubscription: createSubscriptionResolvers(catalogue),
    CollectionPause: collectionPauseResolvers,
    PendingChange: createPendingChangeResolvers(catalogue),
    Plan: planResolvers,
    Price: priceResolvers,
    Invoice: createInvoiceResolvers(source),
    InvoiceLine: invoiceLineResolvers,
    InvoicePreview: invoicePreviewResolvers,
    CreditNote: creditNoteResolvers,
    Payment: paymentResolvers,
    PaymentMethod: paymentMethodResolvers,
  };

  return createSubgraph<Loaders>({
    name,
    sdl: await readFile(sdl, 'utf8'),
    resolvers,
    createLoaders: () => createLoaders(source, catalogue),
    gatewayKey,
    gatewayCalls: [handle(webhookCalls, { webhook: async (request) => source.readWebhook(request) })],
    subgraphCalls: [{ keys: callerKeys, handlers: handle(billingCalls, createCommands({ source, linkOwner, links })) }],
    log,
    resources: [catalogue, source],
  });
}
