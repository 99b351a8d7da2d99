import { parseTogether } from '../shared/configuration.ts';
import { disposeAll } from '../shared/dispose.ts';
import { parseJournalConfig } from '../shared/journal/config.ts';
import { createJournal } from '../shared/journal/journal.ts';
import { createLog, parseLogLevel } from '../shared/log.ts';
import { runProcess } from '../shared/process.ts';
import { serveSubgraph } from '../shared/serve.ts';
import { createHttpTransport } from '../shared/transport/http-transport.ts';
import { createDurableWith } from './adapter.ts';
import { parseConsistencyConfig, parseConsistencyProcess } from './config.ts';
import { createConsistencySubgraph } from './subgraph.ts';

await runProcess(async () => {
  const { level, config, work, own } = parseTogether({
    level: () => parseLogLevel(process.env),
    config: () => parseJournalConfig(process.env),
    work: () => parseConsistencyConfig(process.env),
    own: () => parseConsistencyProcess(process.env),
  });
  const log = createLog('consistency', level);
  const journal = createJournal({ config, name: 'consistency', log });
  const owners = {
    accounts: createHttpTransport(own.ACCOUNTS_URL),
    billing: createHttpTransport(own.BILLING_URL),
    usage: createHttpTransport(own.USAGE_URL),
    support: createHttpTransport(own.SUPPORT_URL),
  };
  const subgraph = await createConsistencySubgraph({
    owners,
    createDurable: createDurableWith(journal, config, log),
    journal,
    ...work,
    signingKey: own.CONSISTENCY_PRIVATE_KEY,
    gatewayKey: own.GATEWAY_PUBLIC_KEY,
    linksKey: own.LINKS_PUBLIC_KEY,
    log,
  });
  const service = await serveSubgraph(subgraph, { port: own.PORT, host: own.HOST, log });
  await subgraph.begin();
  return {
    async [Symbol.asyncDispose]() {
      await disposeAll([service, ...Object.values(owners), journal]);
    },
  };
});
