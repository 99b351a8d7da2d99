import { parseArgs } from 'node:util';
import { survey } from '../subgraphs/consistency/survey.ts';
import { runCommand } from '../subgraphs/shared/process.ts';
import { openOwners } from './owners.ts';

const usage = 'npm run drift [-- --csv]';

const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** In what the systems disagree about any account, a line each; on the standard output nothing else. */
await runCommand(async () => {
  let csv: boolean;
  try {
    ({ csv = false } = parseArgs({ options: { csv: { type: 'boolean' } } }).values);
  } catch {
    process.stderr.write(`${usage}\n`);
    return 2;
  }
  const opened = await openOwners(process.env);
  let accounts = 0;
  let found = 0;
  let unknown = 0;
  try {
    if (csv) process.stdout.write('account,kind,severity,facts\n');
    for await (const page of survey(opened.owners)) {
      for (const { accountId, discrepancies, unknown: missing } of page) {
        for (const { kind, severity, facts } of discrepancies) {
          const said = facts.map(({ system, name, value }) => `${system} ${name}: ${value ?? 'nothing'}`).join('; ');
          process.stdout.write(
            csv
              ? `${[accountId, kind, severity, said].map(quoted).join(',')}\n`
              : `${accountId}  ${kind.padEnd(16)}  ${severity.padEnd(8)}  ${said}\n`,
          );
        }
        for (const system of missing)
          process.stdout.write(
            csv ? `${accountId},UNKNOWN,,${system}\n` : `${accountId}  ${system} could not be asked\n`,
          );
        found += discrepancies.length;
        unknown += missing.length;
      }
      accounts += page.length;
      process.stderr.write(`… ${accounts} accounts\n`);
    }
  } finally {
    await opened[Symbol.asyncDispose]();
  }
  process.stderr.write(
    `${accounts} accounts, ${found} discrepancies${unknown > 0 ? `, ${unknown} times a system could not be asked` : ''}\n`,
  );
  return unknown > 0 ? 1 : 0;
});
