import { parseTogether } from '../shared/configuration.ts';
import { disposeAll } from '../shared/dispose.ts';
import { parseJournalConfig } from '../shared/journal/config.ts';
import { createJournal } from '../shared/journal/journal.ts';
import { createLog, parseLogLevel } from '../shared/log.ts';
import { runProcess } from '../shared/process.ts';
import { serveSubgraph } from '../shared/serve.ts';
import { createSupportSource } from './adapter.ts';
import { parseSupportConfig, parseSupportProcess } from './config.ts';
import { createSupportSubgraph } from './subgraph.ts';
import { createUploadTokens } from './uploads.ts';

await runProcess(async () => {
  const {
    level,
    config,
    journal: journalConfig,
    own,
  } = parseTogether({
    level: () => parseLogLevel(process.env),
    config: () => parseSupportConfig(process.env),
    journal: () => parseJournalConfig(process.env),
    own: () => parseSupportProcess(process.env),
  });
  const log = createLog('support', level);
  const journal = createJournal({ config: journalConfig, name: 'support', log });
  const subgraph = await createSupportSubgraph({
    source: createSupportSource(config, log),
    organizationKey: config.organizationKey,
    uploads: createUploadTokens(config.zendesk.token),
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
