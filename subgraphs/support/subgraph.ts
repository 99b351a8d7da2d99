import type { KeyObject } from 'node:crypto';
import type { Logger } from 'pino';
import { createLinksVerifier } from '../shared/assertion/links.ts';
import { createSubgraph, type Subgraph } from '../shared/subgraph.ts';
import type { Resolvers } from './generated/schema.ts';
import { createLoaders, type Loaders } from './loaders.ts';
import type { SupportSource } from './port.ts';
import { createAccountSearchResolvers } from './resolvers/account-search.ts';
import { createAccountResolvers } from './resolvers/account.ts';
import { createArticleResolvers } from './resolvers/article.ts';
import { createHelpCenterResolvers } from './resolvers/help-center.ts';
import { helpSectionResolvers } from './resolvers/help-section.ts';
import { queryResolvers } from './resolvers/query.ts';
import { createSupportResolvers } from './resolvers/support.ts';
import { ticketCommentResolvers } from './resolvers/ticket-comment.ts';
import { ticketContextResolvers } from './resolvers/ticket-context.ts';
import { createTicketResolvers } from './resolvers/ticket.ts';
import { viewerResolvers } from './resolvers/viewer.ts';

export interface SupportSubgraphOptions {
  /** Owned by the subgraph from here on. */
  readonly source: SupportSource;
  /** What the gateway signs its assertions with. */
  readonly gatewayKey: KeyObject;
  /** What the accounts subgraph signs the links of listed accounts with. */
  readonly linksKey: KeyObject;
  readonly log: Logger;
}

export function createSupportSubgraph({ source, gatewayKey, linksKey, log }: SupportSubgraphOptions): Promise<Subgraph> {
  const resolvers: Omit<Resolvers, 'DateTime' | 'Date' | 'EmailAddress' | 'URL' | 'Decimal' | 'CurrencyCode'> = {
    Query: queryResolvers,
    Viewer: viewerResolvers,
    Account: createAccountResolvers(createLinksVerifier(linksKey)),
    AccountSearch: createAccountSearchResolvers(source),
    Support: createSupportResolvers(source),
    Ticket: createTicketResolvers(source),
    TicketComment: ticketCommentResolvers,
    TicketContext: ticketContextResolvers,
    HelpCenter: createHelpCenterResolvers(source),
    HelpSection: helpSectionResolvers,
    Article: createArticleResolvers(source),
  };

  return createSubgraph<Loaders>({
    name: 'support',
    schema: new URL('./schema.graphql', import.meta.url),
    resolvers,
    createLoaders: () => createLoaders(source),
    gatewayKey,
    log,
    resources: [source],
  });
}
