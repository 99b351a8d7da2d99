import { parseTogether } from '../shared/configuration.ts';
import { disposeAll } from '../shared/dispose.ts';
import { parseJournalConfig } from '../shared/journal/config.ts';
import { createJournal } from '../shared/journal/journal.ts';
import { createLog, parseLogLevel } from '../shared/log.ts';
import { runProcess } from '../shared/process.ts';
import { serveSubgraph } from '../shared/serve.ts';
import { createBillingSource } from './adapter.ts';
import { parseBillingConfig, parseBillingProcess } from './config.ts';
import { createBillingSubgraph } from './subgraph.ts';

await runProcess(async () => {
  const {
    level,
    config,
    journal: journalConfig,
    own,
  } = parseTogether({
    level: () => parseLogLevel(process.env),
    config: () => parseBillingConfig(process.env),
    journal: () => parseJournalConfig(process.env),
    own: () => parseBillingProcess(process.env),
  });
  const log = createLog('billing', level);
  const journal = createJournal({ config: journalConfig, name: 'billing', log });
  const subgraph = await createBillingSubgraph({
    source: createBillingSource(config, log),
    linkOwner: config.accountMetadata === null ? 'CRM' : 'BILLING',
    returnOrigins: config.returnOrigins,
    journal,
    gatewayKey: own.GATEWAY_PUBLIC_KEY,
    consistencyKey: own.CONSISTENCY_PUBLIC_KEY,
    linksKey: own.LINKS_PUBLIC_KEY,
    log,
  });
  const service = await serveSubgraph(subgraph, { port: own.PORT, host: own.HOST, log });
  return {
    async [Symbol.asyncDispose]() {
      await disposeAll([service, journal]);
    },
  };
});
