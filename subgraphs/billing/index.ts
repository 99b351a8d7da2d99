import { parseTogether } from '../shared/configuration.ts';
import { createLog, parseLogLevel } from '../shared/log.ts';
import { runProcess } from '../shared/process.ts';
import { serveSubgraph } from '../shared/serve.ts';
import { createBillingSource } from './adapter.ts';
import { parseBillingConfig, parseBillingProcess } from './config.ts';
import { createBillingSubgraph } from './subgraph.ts';

await runProcess(async () => {
  const { level, config, own } = parseTogether({
    level: () => parseLogLevel(process.env),
    config: () => parseBillingConfig(process.env),
    own: () => parseBillingProcess(process.env),
  });
  const log = createLog('billing', level);
  const subgraph = await createBillingSubgraph({
    source: createBillingSource(config, log),
    linkOwner: config.accountMetadata === null ? 'CRM' : 'BILLING',
    gatewayKey: own.GATEWAY_PUBLIC_KEY,
    linksKey: own.LINKS_PUBLIC_KEY,
    log,
  });
  return serveSubgraph(subgraph, { port: own.PORT, host: own.HOST, log });
});
