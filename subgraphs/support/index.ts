import { parseTogether } from '../shared/configuration.ts';
import { createLog, parseLogLevel } from '../shared/log.ts';
import { runProcess } from '../shared/process.ts';
import { serveSubgraph } from '../shared/serve.ts';
import { createSupportSource } from './adapter.ts';
import { parseSupportConfig, parseSupportProcess } from './config.ts';
import { createSupportSubgraph } from './subgraph.ts';

await runProcess(async () => {
  const { level, config, own } = parseTogether({
    level: () => parseLogLevel(process.env),
    config: () => parseSupportConfig(process.env),
    own: () => parseSupportProcess(process.env),
  });
  const log = createLog('support', level);
  const subgraph = await createSupportSubgraph({
    source: createSupportSource(config, log),
    gatewayKey: own.GATEWAY_PUBLIC_KEY,
    linksKey: own.LINKS_PUBLIC_KEY,
    log,
  });
  return serveSubgraph(subgraph, { port: own.PORT, host: own.HOST, log });
});
