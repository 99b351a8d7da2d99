import type { Logger } from 'pino';
import { parseTogether, type Environment } from '@customer-graph/process/configuration';
import { disposeAll } from '@customer-graph/process/dispose';
import { generateKeys } from '@customer-graph/protocol/keys';
import type { Service } from '@customer-graph/subgraph-kit/serve';
import { parseGatewayConfig } from '../gateway/config.ts';
import type { DevelopmentIdentities } from '../gateway/explorer/explorer.ts';
import { createConnections } from '../gateway/fetching/connections.ts';
import type { GatewayOptions } from '../gateway/gateway.ts';
import { createPlanningThread, type PlanningThread } from '../gateway/planning/thread.ts';
import { startGateway } from '../gateway/service.ts';
import { createSupergraphSource } from '../gateway/supergraph/source.ts';
import { createLocalSubgraphs } from './local-subgraphs.ts';
import { listFileOf, readSubgraphList } from './subgraph-list.ts';
import { configureSubgraphs, loadSubgraphs, type LoadedSubgraph } from './subgraph-module.ts';

export interface SingleProcessOptions {
  readonly environment: Environment;
  readonly log: Logger;
  /** Whether background work starts at once. Default: with the first write over several systems. */
  readonly isDriving?: boolean;
  /** Test users that the explorer page offers. */
  readonly identities?: DevelopmentIdentities;
  readonly onQueryPlan?: GatewayOptions['onQueryPlan'];
  /** Shared with other gateways of the process and owned by the caller. Default: one of its own. */
  readonly planning?: PlanningThread;
  /** Awaited before the gateway listens. */
  readonly dependencies?: Promise<unknown>;
}

export interface SingleProcess extends Service {
  /** Runs one round of background work and returns the number of handled items. */
  readonly sweep: () => Promise<number>;
}

/** The subgraphs of the list whose code is here. */
export const loadLocalSubgraphs = (environment: Environment): Promise<LoadedSubgraph[]> =>
  loadSubgraphs(readSubgraphList(listFileOf(environment)));

/** Parses the configuration of gateway and subgraphs, so that all problems are reported at once. */
export const parseSingleProcess = (environment: Environment, subgraphs: readonly LoadedSubgraph[]) =>
  parseTogether({
    gateway: () => parseGatewayConfig(environment),
    subgraphs: () => configureSubgraphs(subgraphs, environment),
  });

/** Gateway and subgraphs in one process. The keys between them exist only here. */
export async function startSingleProcess({
  environment,
  log,
  isDriving = false,
  identities,
  onQueryPlan,
  planning,
  dependencies,
}: SingleProcessOptions): Promise<SingleProcess> {
  const config = parseSingleProcess(environment, await loadLocalSubgraphs(environment));
  const gatewayKeys = generateKeys();
  const subgraphs = await createLocalSubgraphs({
    subgraphs: config.subgraphs,
    gatewayKey: gatewayKeys.publicKey,
    log,
  });
  // The journal takes longer than the gateway, which needs it only to be ready.
  const started = Promise.all([dependencies, isDriving ? subgraphs.start() : undefined]);
  // Without this handler, its failure before it is awaited would end the process without a reason.
  started.catch(() => undefined);
  const plans = planning ?? createPlanningThread();
  const connections = createConnections({ local: subgraphs.transports });
  const service = await startGateway({
    config: config.gateway,
    // The subgraphs are those of this checkout, so their supergraph does not change while they run.
    supergraph: createSupergraphSource(environment.SUPERGRAPH || null, null),
    connections,
    planning: plans,
    signingKey: gatewayKeys.privateKey,
    identities,
    dependencies: started,
    log,
    ...(onQueryPlan && { onQueryPlan }),
  });
  return {
    sweep: () => subgraphs.sweep(),
    url: service.url,
    async [Symbol.asyncDispose]() {
      await disposeAll([service, planning ? undefined : plans, connections, subgraphs]);
    },
  };
}
