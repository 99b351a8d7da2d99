import { parseTogether } from '../subgraphs/shared/configuration.ts';
import { disposeAll } from '../subgraphs/shared/dispose.ts';
import { createLog, parseLogLevel } from '../subgraphs/shared/log.ts';
import { runProcess } from '../subgraphs/shared/process.ts';
import { parseGatewayConfig, parseGatewayProcess } from './config.ts';
import { createHttpTransport } from '../subgraphs/shared/transport/http-transport.ts';
import { startGateway } from './service.ts';
import { createSupergraphSource } from './supergraph-source.ts';

await runProcess(async () => {
  const { level, config, own } = parseTogether({
    level: () => parseLogLevel(process.env),
    config: () => parseGatewayConfig(process.env),
    own: () => parseGatewayProcess(process.env),
  });
  const log = createLog('gateway', level);
  const transports = Object.fromEntries(
    Object.entries(own.subgraphs).map(([name, url]) => [name, createHttpTransport(url)]),
  );
  const service = await startGateway({
    config,
    supergraph: createSupergraphSource(own.supergraph.location, own.supergraph.everyMs),
    transports,
    signingKey: own.signingKey,
    log,
  });
  log.info({ url: service.url }, 'gateway is listening');
  return {
    async [Symbol.asyncDispose]() {
      await disposeAll([service, ...Object.values(transports)]);
    },
  };
});
