import { parseTogether } from '../subgraphs/shared/configuration.ts';
import { disposeAll } from '../subgraphs/shared/dispose.ts';
import { createLog, parseLogLevel } from '../subgraphs/shared/log.ts';
import { runProcess } from '../subgraphs/shared/process.ts';
import { parseGatewayConfig, parseGatewayProcess } from './config.ts';
import { createHttpTransport } from './fetching/http-transport.ts';
import { createGateway } from './gateway.ts';
import { createTokenVerifier } from './identity/token-verifier.ts';
import { serveGateway } from './server.ts';
import { createSupergraphSource } from './supergraph-source.ts';

await runProcess(async () => {
  const { level, config, own } = parseTogether({
    level: () => parseLogLevel(process.env),
    config: () => parseGatewayConfig(process.env),
    own: () => parseGatewayProcess(process.env),
  });
  const log = createLog('gateway', level);
  const transports = Object.fromEntries(Object.entries(own.subgraphs).map(([name, url]) => [name, createHttpTransport(url)]));
  const gateway = await createGateway({
    supergraph: createSupergraphSource(own.supergraph.location, own.supergraph.everyMs),
    transports,
    signingKey: own.signingKey,
    directory: { graceMs: config.graceMs },
    introspection: config.introspection,
    log,
  });
  const tokens = createTokenVerifier({ ...config.oidc, log });
  const service = await serveGateway({ gateway, tokens, port: config.port, host: config.host, timeoutMs: config.timeoutMs, explorer: config.introspection ? {} : null, log });
  log.info({ url: service.url }, 'gateway is listening');
  return {
    async [Symbol.asyncDispose]() {
      await disposeAll([service, gateway, ...Object.values(transports)]);
    },
  };
});
