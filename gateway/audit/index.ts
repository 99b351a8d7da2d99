import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseTogether } from '@customer-graph/process/configuration';
import { createLog, parseLogLevel } from '@customer-graph/process/log';
import { runCommand } from '@customer-graph/process/run';
import { parseAuditConfig } from '../config.ts';
import { expireAudit, showAudit, verifyAndReport } from './commands.ts';
import { openAuditStore } from './open.ts';

const commandNames = ['verify', 'expire', 'show'] as const;
const usage = `npm run audit -- verify                 reports whether the trail is complete and unchanged
npm run audit -- expire                 deletes chains beyond the retention time
npm run audit -- show [--account <id>]  prints the records, of all accounts or of one
`;

interface AuditArguments {
  readonly command: (typeof commandNames)[number];
  readonly account: string | undefined;
}

/** The arguments of the command line; null: they are invalid. */
function readArguments(): AuditArguments | null {
  try {
    const { values, positionals } = parseArgs({ options: { account: { type: 'string' } }, allowPositionals: true });
    const [name, surplus] = positionals;
    const command = commandNames.find((known) => known === name);
    if (!command || surplus !== undefined) return null;
    return values.account === undefined || command === 'show' ? { command, account: values.account } : null;
  } catch {
    return null;
  }
}

await runCommand(async () => {
  const { level, config } = parseTogether({
    level: () => parseLogLevel(process.env),
    config: () => parseAuditConfig(process.env),
  });
  const parsed = readArguments();
  if (!parsed) {
    process.stderr.write(usage);
    return 2;
  }
  if (config.databaseUrl === null && !existsSync(config.directory)) {
    process.stderr.write(`There is no audit trail in ${config.directory} (AUDIT_DIRECTORY).\n`);
    return 1;
  }
  const log = createLog('audit', level);
  const store = await openAuditStore(config, log);
  const print = (text: string): void => void process.stdout.write(`${text}\n`);
  try {
    switch (parsed.command) {
      case 'verify':
        return await verifyAndReport(store, config.key, print);
      case 'expire':
        return await expireAudit({ store, key: config.key, retentionDays: config.retentionDays, log }, print);
      case 'show':
        return await showAudit(store, parsed.account, print);
      default:
        return parsed.command satisfies never;
    }
  } finally {
    await store[Symbol.asyncDispose]();
  }
});
