import { parseArgs } from 'node:util';
import type { SubgraphTool } from '@customer-graph/subgraph-kit/tool';
import type { Fact } from '../domain/discrepancy.ts';
import { createOwners } from '../owners.ts';
import { driftScan, type AccountDrift } from '../services/drift-scan.ts';

const usage = 'npm run drift [-- --csv]';

const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const textOf = (facts: readonly Fact[]): string =>
  facts.map(({ system, name, value }) => `${system} ${name}: ${value ?? 'nothing'}`).join('; ');

/** One line for each discrepancy, and for each system that could not be read. */
const csvLines = ({ accountId, discrepancies, unknown }: AccountDrift): string[] => [
  ...discrepancies.map(({ kind, severity, facts }) => [accountId, kind, severity, textOf(facts)].map(quoted).join(',')),
  ...unknown.map((system) => `${accountId},UNKNOWN,,${system}`),
];
const textLines = ({ accountId, discrepancies, unknown }: AccountDrift): string[] => [
  ...discrepancies.map(
    ({ kind, severity, facts }) => `${accountId}  ${kind.padEnd(16)}  ${severity.padEnd(8)}  ${textOf(facts)}`,
  ),
  ...unknown.map((system) => `${accountId}  ${system} could not be read`),
];

function isCsv(argv: readonly string[]): boolean | null {
  try {
    return parseArgs({ args: [...argv], options: { csv: { type: 'boolean' } } }).values.csv ?? false;
  } catch {
    return null;
  }
}

/**
 * Prints the discrepancies of all accounts to standard output; progress and totals go to standard error.
 * Exit codes: 0 every system was read; 1 a system could not be read; 2 bad arguments.
 */
export default {
  callsSubgraphs: true,

  async run({ transportTo, callSigner }, argv) {
    const csv = isCsv(argv);
    if (csv === null) {
      process.stderr.write(`${usage}\n`);
      return 2;
    }
    const linesOf = csv ? csvLines : textLines;
    let accounts = 0;
    let discrepancies = 0;
    let unknown = 0;
    if (csv) process.stdout.write('account,kind,severity,facts\n');
    for await (const page of driftScan(createOwners({ transportTo, signer: callSigner }))) {
      for (const account of page) {
        for (const line of linesOf(account)) process.stdout.write(`${line}\n`);
        discrepancies += account.discrepancies.length;
        unknown += account.unknown.length;
      }
      accounts += page.length;
      process.stderr.write(`… ${accounts} accounts\n`);
    }
    const unread = unknown > 0 ? `, ${unknown} times a system could not be read` : '';
    process.stderr.write(`${accounts} accounts, ${discrepancies} discrepancies${unread}\n`);
    return unknown > 0 ? 1 : 0;
  },
} satisfies SubgraphTool;
