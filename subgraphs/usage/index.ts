import type { SubgraphModule } from '@customer-graph/subgraph-kit/module';
import { createProductAnnouncer, createUsageSource } from './adapter.ts';
import { parseUsageConfig, type UsageConfig } from './config.ts';
import { createUsageSubgraph } from './subgraph.ts';

export default {
  parseConfig: parseUsageConfig,
  create: (config, services) =>
    createUsageSubgraph({
      ...services,
      source: createUsageSource(config, services.log),
      announcer: createProductAnnouncer(config, services.log),
    }),
} satisfies SubgraphModule<UsageConfig>;
