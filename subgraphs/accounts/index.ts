import { createPublicKey } from 'node:crypto';
import { parseTogether } from '../shared/configuration.ts';
import { createLog, parseLogLevel } from '../shared/log.ts';
import { runProcess } from '../shared/process.ts';
import { serveSubgraph } from '../shared/serve.ts';
import { parseAccountsConfig, parseAccountsProcess } from './config.ts';
import { createCrmSource } from './adapter.ts';
import { createAccountsSubgraph } from './subgraph.ts';

await runProcess(async () => {
  const { level, config, own } = parseTogether({
    level: () => parseLogLevel(process.env),
    config: () => parseAccountsConfig(process.env),
    own: () => parseAccountsProcess(process.env),
  });
  const log = createLog('accounts', level);
  const subgraph = await createAccountsSubgraph({
    source: createCrmSource(config, log),
    names: config.names,
    identityConsoleUrl: config.identityConsoleUrl,
    gatewayKey: own.GATEWAY_PUBLIC_KEY,
    linksKeys: { privateKey: own.LINKS_PRIVATE_KEY, publicKey: createPublicKey(own.LINKS_PRIVATE_KEY) },
    log,
  });
  return serveSubgraph(subgraph, { port: own.PORT, host: own.HOST, log });
});
