import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseTogether } from '@customer-graph/process/configuration';
import { createLog, parseLogLevel } from '@customer-graph/process/log';
import { runCommand } from '@customer-graph/process/run';
import { parseAuditConfig } from './config.ts';
import { expireAudit, showAudit, verifyAndReport } from './commands.ts';
import { openAuditStore } from './open.ts';
import { openAnchors } from './open-anchors.ts';
import { commandTimeouts } from './postgres-store.ts';

const commandNames = ['verify', 'expire', 'show'] as const;
const usage = `npm run audit -- verify                      reports whether the trail is unchanged
npm run audit -- verify --anchor <anchor>    also whether it is complete; <anchor> is a file, a statement or - (standard input)
npm run audit -- expire                      deletes chains beyond the retention time
npm run audit -- show [--account <id>]       prints the records, of all accounts or of one
`;

interface AuditArguments {
  readonly command: (typeof commandNames)[number];
  readonly account: string | undefined;
  readonly anchor: string | undefined;
}

/** The option that each command takes. */
const optionOf = { verify: 'anchor', expire: null, show: 'account' } as const;

/** The arguments of the command line; null: they are invalid. */
function readArguments(): AuditArguments | null {
  try {
    const { values, positionals } = parseArgs({
      options: { account: { type: 'string' }, anchor: { type: 'string' } },
      allowPositionals: true,
    });
    const [name, surplus] = positionals;
    const command = commandNames.find((known) => known === name);
    if (!command || surplus !== undefined) return null;
    const isValid = Object.keys(values).every((option) => option === optionOf[command]);
    return isValid ? { command, account: values.account, anchor: values.anchor } : null;
  } catch {
    return null;
  }
}

/** The statements of an anchor: a statement itself, standard input, or a file. Undefined: it cannot be read. */
function readAnchor(given: string | undefined): string | null | undefined {
  if (given === undefined) return null;
  try {
    return given.startsWith('{') ? given : readFileSync(given === '-' ? 0 : given, 'utf8');
  } catch {
    return undefined;
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
  const anchor = readAnchor(parsed.anchor);
  if (anchor === undefined) {
    process.stderr.write(`The anchor ${parsed.anchor ?? ''} cannot be read.\n`);
    return 1;
  }
  const log = createLog('audit', level);
  const store = await openAuditStore(config, commandTimeouts, log);
  const print = (text: string): void => void process.stdout.write(`${text}\n`);
  try {
    switch (parsed.command) {
      case 'verify':
        return await verifyAndReport({ store, ...config, anchor }, print);
      case 'expire':
        return await expireAudit({ ...config, store, anchors: openAnchors(config, log), log }, print);
      case 'show':
        return await showAudit(store, parsed.account, print);
      default:
        return parsed.command satisfies never;
    }
  } finally {
    await store[Symbol.asyncDispose]();
  }
});
