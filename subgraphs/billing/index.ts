import { parseTogether } from '../shared/configuration.ts';
import { createLog } from '../shared/log.ts';
import { runProcess } from '../shared/process.ts';
import { serveSubgraph } from '../shared/serve.ts';
import { createBillingSource } from './adapter.ts';
import { parseBillingConfig, parseBillingProcess } from './config.ts';
import { createBillingSubgraph } from './subgraph.ts';

await runProcess(async () => {
  const { config, own } = parseTogether({
    config: () => parseBillingConfig(process.env),
    own: () => parseBillingProcess(process.env),
  });
  const log = createLog('billing');
  const subgraph = await createBillingSubgraph({
    source: createBillingSource(config, log),
    linkOwner: config.accountMetadata === null ? 'CRM' : 'BILLING',
    gatewayKey: own.GATEWAY_PUBLIC_KEY,
    linksKey: own.LINKS_PUBLIC_KEY,
    log,
  });
  return serveSubgraph(subgraph, { port: own.PORT, log });
});
