import { parseTogether } from '../shared/configuration.ts';
import { createLog, parseLogLevel } from '../shared/log.ts';
import { runProcess } from '../shared/process.ts';
import { serveSubgraph } from '../shared/serve.ts';
import { createProductAnnouncer, createUsageSource } from './adapter.ts';
import { parseUsageConfig, parseUsageProcess } from './config.ts';
import { createUsageSubgraph } from './subgraph.ts';

await runProcess(async () => {
  const { level, config, own } = parseTogether({
    level: () => parseLogLevel(process.env),
    config: () => parseUsageConfig(process.env),
    own: () => parseUsageProcess(process.env),
  });
  const log = createLog('usage', level);
  const subgraph = await createUsageSubgraph({
    source: createUsageSource(config, log),
    announcer: createProductAnnouncer(config, log),
    gatewayKey: own.GATEWAY_PUBLIC_KEY,
    consistencyKey: own.CONSISTENCY_PUBLIC_KEY,
    linksKey: own.LINKS_PUBLIC_KEY,
    log,
  });
  return serveSubgraph(subgraph, { port: own.PORT, host: own.HOST, log });
});
