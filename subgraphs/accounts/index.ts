import { createPublicKey } from 'node:crypto';
import { parseTogether } from '../shared/configuration.ts';
import { disposeAll } from '../shared/dispose.ts';
import { parseJournalConfig } from '../shared/journal/config.ts';
import { createJournal } from '../shared/journal/journal.ts';
import { createLog, parseLogLevel } from '../shared/log.ts';
import { runProcess } from '../shared/process.ts';
import { serveSubgraph } from '../shared/serve.ts';
import { parseAccountsConfig, parseAccountsProcess } from './config.ts';
import { createCrmSource } from './adapter.ts';
import { createAccountsSubgraph } from './subgraph.ts';

await runProcess(async () => {
  const {
    level,
    config,
    journal: journalConfig,
    own,
  } = parseTogether({
    level: () => parseLogLevel(process.env),
    config: () => parseAccountsConfig(process.env),
    journal: () => parseJournalConfig(process.env),
    own: () => parseAccountsProcess(process.env),
  });
  const log = createLog('accounts', level);
  const journal = createJournal({ config: journalConfig, name: 'accounts', log });
  const subgraph = await createAccountsSubgraph({
    source: createCrmSource(config, log),
    names: config.names,
    identityConsoleUrl: config.identityConsoleUrl,
    journal,
    gatewayKey: own.GATEWAY_PUBLIC_KEY,
    consistencyKey: own.CONSISTENCY_PUBLIC_KEY,
    linksKeys: { privateKey: own.LINKS_PRIVATE_KEY, publicKey: createPublicKey(own.LINKS_PRIVATE_KEY) },
    log,
  });
  const service = await serveSubgraph(subgraph, { port: own.PORT, host: own.HOST, log });
  return {
    async [Symbol.asyncDispose]() {
      await disposeAll([service, journal]);
    },
  };
});
