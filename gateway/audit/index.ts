import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseTogether } from '../../subgraphs/shared/configuration.ts';
import { createLog, parseLogLevel } from '../../subgraphs/shared/log.ts';
import { runCommand } from '../../subgraphs/shared/process.ts';
import { parseAuditConfig } from '../config.ts';
import { createAudit } from './audit.ts';
import { openAuditStore } from './open.ts';
import { verifyAudit } from './verify.ts';

const usage = 'npm run audit -- verify | expire | show [--account <id>]\n';
const say = (text: string): void => void process.stdout.write(`${text}\n`);

function readArguments(): { command: string | undefined; account: string | undefined } | null {
  try {
    const { values, positionals } = parseArgs({ options: { account: { type: 'string' } }, allowPositionals: true });
    const [command, surplus] = positionals;
    return surplus === undefined && (values.account === undefined || command === 'show')
      ? { command, account: values.account }
      : null;
  } catch {
    return null;
  }
}

/** `verify`: whether everything that was recorded is still there, as it was. `expire`: deletes what is old enough. `show`: prints it, or what concerns one account. */
await runCommand(async () => {
  const { level, config } = parseTogether({
    level: () => parseLogLevel(process.env),
    config: () => parseAuditConfig(process.env),
  });
  const given = readArguments();
  if (!given || !['verify', 'expire', 'show'].includes(given.command ?? '')) {
    process.stderr.write(usage);
    return 2;
  }
  if (config.databaseUrl === null && !existsSync(config.directory)) {
    process.stderr.write(`There is no audit trail in ${config.directory} (AUDIT_DIRECTORY).\n`);
    return 1;
  }
  const log = createLog('audit', level);
  const store = await openAuditStore(config, log);
  try {
    if (given.command === 'verify') {
      const { chains, records, unkeyed, problems } = await verifyAudit(store, config.key);
      for (const problem of problems) say(problem);
      if (unkeyed > 0) say(`without a key, from before there was one: ${unkeyed}`);
      say(
        `records: ${records}, chains: ${chains}, ${chains === 0 ? 'nothing was ever recorded here' : problems.length === 0 ? 'intact' : `problems: ${problems.length}`}`,
      );
      return problems.length === 0 && chains > 0 ? 0 : 1;
    }
    if (given.command === 'expire') {
      const expired = await store.expired(new Date(Date.now() - config.retentionDays * 86_400_000));
      if (expired.length > 0)
        await createAudit({ store, key: config.key, retentionDays: config.retentionDays, log }).begin();
      say(`chains deleted: ${expired.length}`);
      return 0;
    }
    for await (const { records } of store.chains()) {
      for (const record of records)
        if (given.account === undefined || record.includes(`"${given.account}"`)) say(record);
    }
    return 0;
  } finally {
    await store[Symbol.asyncDispose]();
  }
});
