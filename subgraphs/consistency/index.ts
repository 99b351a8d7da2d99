import { createJournal } from '@customer-graph/journal/journal';
import type { SubgraphModule } from '@customer-graph/subgraph-kit/module';
import { createWorkflowEngineWith } from './adapter.ts';
import { parseConsistencyConfig, type ConsistencyConfig } from './config.ts';
import { createConsistencySubgraph } from './subgraph.ts';

export default {
  parseConfig: parseConsistencyConfig,

  async create(config, { callSigner, ...services }) {
    if (!callSigner) throw new Error(`subgraph "${services.name}" declares no calls in supergraph.yaml`);
    const journal = services.shared('journal', () =>
      createJournal({ config: config.journal, name: services.processName, log: services.log }),
    );
    return createConsistencySubgraph({
      ...services,
      signer: callSigner,
      journal,
      createWorkflowEngine: createWorkflowEngineWith(journal, config.journal, services.log),
      sweepMs: config.sweepMs,
    });
  },
} satisfies SubgraphModule<ConsistencyConfig>;
