import { createJournal } from '@customer-graph/journal/journal';
import { ConfigurationError } from '@customer-graph/process/configuration';
import type { SubgraphModule } from '@customer-graph/subgraph-kit/module';
import { createCrmSource } from './adapter.ts';
import { parseAccountsConfig, type AccountsConfig } from './config.ts';
import { createAccountsSubgraph } from './subgraph.ts';

export default {
  parseConfig: parseAccountsConfig,

  async create(config, { linksKeys, ...services }) {
    if (!linksKeys)
      throw new ConfigurationError([
        `subgraph "${services.name}" signs links and must be the directory: set "directory: true" in its entry of supergraph.yaml`,
      ]);
    return createAccountsSubgraph({
      ...services,
      linksKeys,
      source: createCrmSource(config, services.log),
      names: config.names,
      identityConsoleUrl: config.identityConsoleUrl,
      journal: services.shared('journal', () =>
        createJournal({ config: config.journal, name: services.processName, log: services.log }),
      ),
    });
  },
} satisfies SubgraphModule<AccountsConfig>;
