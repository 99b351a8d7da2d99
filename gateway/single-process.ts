import type { Logger } from 'pino';
import { createDurableWith } from '../subgraphs/consistency/adapter.ts';
import { parseConsistencyConfig } from '../subgraphs/consistency/config.ts';
import { createConsistencySubgraph } from '../subgraphs/consistency/subgraph.ts';
import { generateKeys } from '../subgraphs/shared/assertion/keys.ts';
import { parseTogether, type Environment } from '../subgraphs/shared/configuration.ts';
import { disposeAll } from '../subgraphs/shared/dispose.ts';
import { parseJournalConfig } from '../subgraphs/shared/journal/config.ts';
import { createJournal } from '../subgraphs/shared/journal/journal.ts';
import type { Service } from '../subgraphs/shared/serve.ts';
import { parseGatewayConfig } from './config.ts';
import { createOwningSubgraphs, owningParsers } from './owning-subgraphs.ts';
import type { DevelopmentIdentities } from './explorer/explorer.ts';
import { createDirectTransport } from '../subgraphs/shared/transport/direct-transport.ts';
import type { GatewayOptions } from './gateway.ts';
import { startGateway } from './service.ts';
import { createSupergraphSource } from './supergraph-source.ts';

export interface SingleProcessOptions {
  readonly environment: Environment;
  readonly log: Logger;
  /** Whether it takes up at once what an earlier process left; or else with the first write over several systems. Default: no. */
  readonly isDriving?: boolean;
  /** Whom the page at the root may ask as. */
  readonly identities?: DevelopmentIdentities;
  readonly onQueryPlan?: GatewayOptions['onQueryPlan'];
}

/** The configuration of every part, so that all that is wrong with it is said at once. */
export const parseSingleProcess = (environment: Environment) =>
  parseTogether({
    ...owningParsers(environment),
    gateway: () => parseGatewayConfig(environment),
    consistency: () => parseConsistencyConfig(environment),
    journal: () => parseJournalConfig(environment),
  });

/** The subgraphs are those of this checkout, and so is their supergraph: it does not change while they run. */
const ownSupergraph = createSupergraphSource(null, null);

/** Gateway and subgraphs in one process. The keys between them live and die with it. */
export interface SingleProcess extends Service {
  /** Comes back to what changed, at once. */
  readonly sweep: () => Promise<number>;
}

export async function startSingleProcess({
  environment,
  log,
  isDriving = false,
  identities,
  onQueryPlan,
}: SingleProcessOptions): Promise<SingleProcess> {
  const config = parseSingleProcess(environment);
  const gatewayKeys = generateKeys();
  const linksKeys = generateKeys();
  const consistencyKeys = generateKeys();
  const journal = createJournal({ config: config.journal, name: 'graph', log });
  const publicKeys = { gatewayKey: gatewayKeys.publicKey, consistencyKey: consistencyKeys.publicKey };
  const owning = await createOwningSubgraphs({ config, journal, ...publicKeys, linksKeys, log });
  const owners = {
    accounts: createDirectTransport(owning.accounts),
    billing: createDirectTransport(owning.billing),
    usage: createDirectTransport(owning.usage),
    support: createDirectTransport(owning.support),
  };
  const consistency = await createConsistencySubgraph({
    owners,
    createDurable: createDurableWith(journal, config.journal, log),
    ...config.consistency,
    journal,
    signingKey: consistencyKeys.privateKey,
    gatewayKey: gatewayKeys.publicKey,
    linksKey: linksKeys.publicKey,
    log,
  });
  if (isDriving) await consistency.begin();
  // The one that asks the others ends before them.
  const subgraphs = { consistency, ...owning };
  const service = await startGateway({
    config: config.gateway,
    supergraph: ownSupergraph,
    transports: Object.fromEntries(
      Object.entries(subgraphs).map(([name, subgraph]) => [name, createDirectTransport(subgraph)]),
    ),
    signingKey: gatewayKeys.privateKey,
    identities,
    log,
    ...(onQueryPlan && { onQueryPlan }),
  });
  return {
    sweep: consistency.sweep,
    url: service.url,
    async [Symbol.asyncDispose]() {
      await disposeAll([service, ...Object.values(subgraphs), journal]);
    },
  };
}
