import { readFileSync } from 'node:fs';
import { createIdempotency } from '@customer-graph/journal/idempotency';
import type { Journal } from '@customer-graph/journal/journal';
import type { Subgraph } from '@customer-graph/protocol/messages';
import { createLinksVerifier } from '@customer-graph/protocol/signed-links';
import { webhookCalls } from '@customer-graph/protocol/webhook';
import { handle } from '@customer-graph/subgraph-kit/handlers';
import type { SubgraphServices } from '@customer-graph/subgraph-kit/module';
import { createSubgraph } from '@customer-graph/subgraph-kit/subgraph';
import { createCommands } from './commands.ts';
import type { OrganizationKey, UserKey } from './config.ts';
import { supportCalls } from './contract.ts';
import type { Resolvers } from './generated/schema.ts';
import { createLoaders, type Loaders } from './loaders.ts';
import type { SupportSource } from './port.ts';
import { createAccountSearchResolvers } from './resolvers/account-search.ts';
import { createAccountResolvers } from './resolvers/account.ts';
import { createArticleResolvers } from './resolvers/article.ts';
import { createAttachmentResolvers } from './resolvers/attachment.ts';
import { createHelpCenterResolvers } from './resolvers/help-center.ts';
import { helpSectionResolvers } from './resolvers/help-section.ts';
import { createMutationResolvers } from './resolvers/mutation.ts';
import { queryResolvers } from './resolvers/query.ts';
import { createSupportResolvers } from './resolvers/support.ts';
import { ticketCommentResolvers } from './resolvers/ticket-comment.ts';
import { ticketContextResolvers } from './resolvers/ticket-context.ts';
import { createTicketResolvers } from './resolvers/ticket.ts';
import { viewerResolvers } from './resolvers/viewer.ts';
import type { AttachmentLinks } from './services/attachment-links.ts';
import { downloadAttachment } from './services/attachment-download.ts';
import { createPersonKeys } from './services/person-keys.ts';
import type { UploadTokens } from './services/upload-tokens.ts';

export interface SupportSubgraphOptions extends Pick<
  SubgraphServices,
  'name' | 'gatewayKey' | 'callerKeys' | 'linksKey' | 'log'
> {
  /** Disposed of together with the subgraph. */
  readonly source: SupportSource;
  readonly organizationKey: OrganizationKey;
  readonly userKey: UserKey;
  readonly uploads: UploadTokens;
  readonly attachmentLinks: AttachmentLinks;
  /** Stores idempotency keys. Not disposed of: subgraphs of one process share it. */
  readonly journal: Journal;
}

const sdl = new URL('./generated/schema.graphql', import.meta.url);

/** Builds the support subgraph: tickets and the help centre. */
export function createSupportSubgraph({
  name,
  source,
  organizationKey,
  userKey,
  uploads,
  attachmentLinks,
  journal,
  gatewayKey,
  callerKeys,
  linksKey,
  log,
}: SupportSubgraphOptions): Promise<Subgraph> {
  const reads = { source, personKeys: createPersonKeys(userKey) };
  const resolvers: Omit<Resolvers, 'DateTime' | 'Date' | 'EmailAddress' | 'URL' | 'Decimal' | 'CurrencyCode'> = {
    Query: queryResolvers,
    Mutation: createMutationResolvers({ ...reads, uploads, runOnce: createIdempotency(journal) }),
    Viewer: viewerResolvers,
    Account: createAccountResolvers(createLinksVerifier(linksKey)),
    AccountSearch: createAccountSearchResolvers(reads),
    Support: createSupportResolvers(reads),
    Ticket: createTicketResolvers(reads),
    TicketComment: ticketCommentResolvers,
    Attachment: createAttachmentResolvers(attachmentLinks),
    TicketContext: ticketContextResolvers,
    HelpCenter: createHelpCenterResolvers(source),
    HelpSection: helpSectionResolvers,
    Article: createArticleResolvers(source),
  };

  return createSubgraph<Loaders>({
    name,
    sdl: readFileSync(sdl, 'utf8'),
    resolvers,
    createLoaders: () => createLoaders(source),
    gatewayCalls: [handle(webhookCalls, { webhook: async (request) => source.readWebhook(request) })],
    subgraphCalls: [
      { keys: callerKeys, handlers: handle(supportCalls, createCommands(source, { organizationKey, userKey })) },
    ],
    upload: async (metadata, content, { assertion }) =>
      uploads.seal(await source.upload({ ...metadata, content }), assertion.principal),
    download: (link, { assertion }) => downloadAttachment(reads, attachmentLinks, link, assertion),
    gatewayKey,
    log,
    resources: [source],
  });
}
