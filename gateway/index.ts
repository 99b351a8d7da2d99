import { parseTogether } from '../subgraphs/shared/configuration.ts';
import { disposeAll } from '../subgraphs/shared/dispose.ts';
import { createLog, parseLogLevel } from '../subgraphs/shared/log.ts';
import { runProcess } from '../subgraphs/shared/process.ts';
import { parseGatewayConfig, parseGatewayProcess } from './config.ts';
import { createHttpTransport } from './fetching/http-transport.ts';
import { createGateway } from './gateway.ts';
import { createTokenVerifier } from './identity/token-verifier.ts';
import { serveGateway } from './server.ts';
import { readSupergraph } from './supergraph-file.ts';

await runProcess(async () => {
  const { level, config, own } = parseTogether({
    level: () => parseLogLevel(process.env),
    config: () => parseGatewayConfig(process.env),
    own: () => parseGatewayProcess(process.env),
  });
  const log = createLog('gateway', level);
  const transports = { accounts: createHttpTransport(own.subgraphs.accounts), billing: createHttpTransport(own.subgraphs.billing) };
  const gateway = await createGateway({
    supergraph: await readSupergraph(),
    transports,
    signingKey: own.signingKey,
    directory: { graceMs: config.graceMs },
    introspection: config.introspection,
    log,
  });
  const tokens = createTokenVerifier({ ...config.oidc, log });
  const service = await serveGateway({ gateway, tokens, port: config.port, host: config.host, timeoutMs: config.timeoutMs, log });
  log.info({ url: service.url }, 'gateway is listening');
  return {
    async [Symbol.asyncDispose]() {
      await disposeAll([service, gateway, ...Object.values(transports)]);
    },
  };
});
