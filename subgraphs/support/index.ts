import { createJournal } from '@customer-graph/journal/journal';
import type { SubgraphModule } from '@customer-graph/subgraph-kit/module';
import { createSupportSource } from './adapter.ts';
import { parseSupportConfig, secretOf, type SupportConfig } from './config.ts';
import { createAttachmentLinks } from './services/attachment-links.ts';
import { createUploadTokens } from './services/upload-tokens.ts';
import { createSupportSubgraph } from './subgraph.ts';

export default {
  parseConfig: parseSupportConfig,
  create: (config, services) =>
    createSupportSubgraph({
      ...services,
      source: createSupportSource(config, services.log),
      organizationKey: config.organizationKey,
      userKey: config.userKey,
      attachmentLinks: createAttachmentLinks(secretOf(config.zendesk.credentials)),
      uploads: createUploadTokens(secretOf(config.zendesk.credentials)),
      journal: services.shared('journal', () =>
        createJournal({ config: config.journal, name: services.processName, log: services.log }),
      ),
    }),
} satisfies SubgraphModule<SupportConfig>;
