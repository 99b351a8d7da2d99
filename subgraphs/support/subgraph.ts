import type { KeyObject } from 'node:crypto';
import type { Logger } from 'pino';
import { createLinksVerifier } from '../shared/assertion/links.ts';
import type { Journal } from '../shared/journal/journal.ts';
import { createOnce } from '../shared/journal/once.ts';
import { createSubgraph, type Subgraph } from '../shared/subgraph.ts';
import { webhookCommand } from '../shared/webhook-command.ts';
import type { OrganizationKey } from './config.ts';
import type { Resolvers } from './generated/schema.ts';
import { createLoaders, type Loaders } from './loaders.ts';
import type { SupportSource } from './port.ts';
import { createAccountSearchResolvers } from './resolvers/account-search.ts';
import { createAccountResolvers } from './resolvers/account.ts';
import { createArticleResolvers } from './resolvers/article.ts';
import { createHelpCenterResolvers } from './resolvers/help-center.ts';
import { helpSectionResolvers } from './resolvers/help-section.ts';
import { createMutationResolvers } from './resolvers/mutation.ts';
import { queryResolvers } from './resolvers/query.ts';
import { createSupportResolvers } from './resolvers/support.ts';
import { ticketCommentResolvers } from './resolvers/ticket-comment.ts';
import { ticketContextResolvers } from './resolvers/ticket-context.ts';
import { createTicketResolvers } from './resolvers/ticket.ts';
import { viewerResolvers } from './resolvers/viewer.ts';
import { createSteps } from './steps.ts';
import type { UploadTokens } from './uploads.ts';

export interface SupportSubgraphOptions {
  /** Owned by the subgraph from here on. */
  readonly source: SupportSource;
  /** What organizations are known by. */
  readonly organizationKey: OrganizationKey;
  readonly uploads: UploadTokens;
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

export function createSupportSubgraph({
  source,
  organizationKey,
  uploads,
  journal,
  gatewayKey,
  consistencyKey,
  linksKey,
  log,
}: SupportSubgraphOptions): Promise<Subgraph> {
  const resolvers: Omit<Resolvers, 'DateTime' | 'Date' | 'EmailAddress' | 'URL' | 'Decimal' | 'CurrencyCode'> = {
    Query: queryResolvers,
    Mutation: createMutationResolvers({ source, uploads, once: createOnce(journal) }),
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
    commands: { webhook: webhookCommand(source) },
    steps: { key: consistencyKey, commands: createSteps(source, organizationKey) },
    upload: async (metadata, content, { assertion }) =>
      uploads.seal(await source.upload({ ...metadata, content }), assertion.principal),
    gatewayKey,
    log,
    resources: [source],
  });
}
