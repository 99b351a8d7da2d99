import { createJournal } from '@customer-graph/journal/journal';
import type { SubgraphModule } from '@customer-graph/subgraph-kit/module';
import { createBillingSource } from './adapter.ts';
import { parseBillingConfig, type BillingConfig } from './config.ts';
import { createBillingSubgraph } from './subgraph.ts';

export default {
  parseConfig: parseBillingConfig,

  create: (config, services) =>
    createBillingSubgraph({
      ...services,
      source: createBillingSource(config, services.log),
      linkOwner: config.accountMetadata === null ? 'CRM' : 'BILLING',
      returnOrigins: config.returnOrigins,
      journal: services.shared('journal', () =>
        createJournal({ config: config.journal, name: services.processName, log: services.log }),
      ),
    }),
} satisfies SubgraphModule<BillingConfig>;
