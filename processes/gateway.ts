import { parseTogether } from '@customer-graph/process/configuration';
import { disposeAll } from '@customer-graph/process/dispose';
import { createLog, parseLogLevel } from '@customer-graph/process/log';
import { parseMutualTls } from '@customer-graph/process/mutual-tls';
import { parseNetwork, useNetwork } from '@customer-graph/process/network';
import { runProcess } from '@customer-graph/process/run';
import { parseGatewayConfig, parseGatewayProcess } from '../gateway/config.ts';
import { createConnections } from '../gateway/fetching/connections.ts';
import { createPlanningThread } from '../gateway/planning/thread.ts';
import { startGateway } from '../gateway/service.ts';
import { createSupergraphSource } from '../gateway/supergraph/source.ts';
import { refusePublishedCredentials } from './published-credentials.ts';

/** The gateway as a process of its own: `npm run start:gateway`. */
await runProcess(async () => {
  const { level, config, own, tls, network } = parseTogether({
    level: () => parseLogLevel(process.env),
    config: () => parseGatewayConfig(process.env),
    own: () => parseGatewayProcess(process.env),
    tls: () => parseMutualTls(process.env),
    network: () => parseNetwork(process.env),
    published: () => refusePublishedCredentials(process.env),
  });
  useNetwork(network);
  const log = createLog('gateway', level);
  const connections = createConnections({ urls: own.subgraphUrls, tls });
  const planning = createPlanningThread();
  const service = await startGateway({
    config,
    supergraph: createSupergraphSource(own.supergraph.location, own.supergraph.everyMs),
    connections,
    planning,
    signingKey: own.signingKey,
    macKeys: own.macKeys,
    log,
  });
  log.info({ url: service.url }, 'gateway is listening');
  return {
    drainMs: config.drainMs,
    async [Symbol.asyncDispose]() {
      await disposeAll([service, planning, connections]);
    },
  };
});
