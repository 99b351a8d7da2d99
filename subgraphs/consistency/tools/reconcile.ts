import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { parseJournalConfig } from '@customer-graph/journal/config';
import { createJournal } from '@customer-graph/journal/journal';
import { createLocks } from '@customer-graph/journal/locks';
import { chunks } from '@customer-graph/process/chunks';
import type { SubgraphTool, ToolServices } from '@customer-graph/subgraph-kit/tool';
import type { PlanRecord } from '../../accounts/contract.ts';
import { reconciliationOf } from '../domain/operation.ts';
import { createOwners, type Owners } from '../owners.ts';
import type { WorkHandlers } from '../port.ts';
import { accountIds } from '../services/account-ids.ts';
import { createFollowerSync } from '../services/follower-sync.ts';
import { createReconciler } from '../services/reconciler.ts';

const usage = 'npm run reconcile -- --account ID | --all [--dry-run]';
const batch = 50;
const batchMs = 120_000;

interface Options {
  /** Null: all accounts. */
  readonly account: string | null;
  readonly isDryRun: boolean;
}

function parseOptions(argv: readonly string[]): Options | null {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: { account: { type: 'string' }, all: { type: 'boolean' }, 'dry-run': { type: 'boolean' } },
    });
    const { account = null, all = false, 'dry-run': isDryRun = false } = values;
    return (account === null) === all ? { account, isDryRun } : null;
  } catch {
    return null;
  }
}

const pagesOf = (owners: Owners, account: string | null) => (account === null ? accountIds(owners) : [[account]]);

const textOf = ({ accountId: _accountId, ...record }: PlanRecord): string =>
  Object.entries(record)
    .map(([name, value]) => `${name} → ${value ?? 'nothing'}`)
    .join(', ');

function createSync(owners: Owners, { environment, shared, log }: ToolServices): WorkHandlers['syncFollower'] {
  const journal = shared('reconcile-journal', () => {
    const config = parseJournalConfig(environment);
    // An embedded journal belongs to the process that runs the graph: opening its files here would damage them.
    return createJournal({ config: { ...config, directory: null }, name: 'reconcile', log });
  });
  return createFollowerSync({ owners, withLock: createLocks(journal), log });
}

/** Writes billing's values to the CRM and notifies the product. Returns an error code; null: succeeded. */
async function reconcile(sync: WorkHandlers['syncFollower'], accountId: string): Promise<string | null> {
  const operation = reconciliationOf(randomUUID(), accountId);
  const results = [await sync('CRM', operation), await sync('PRODUCT', operation)];
  return results.find((result) => result.kind === 'FAILED')?.code ?? null;
}

/**
 * Prints a line for each account whose CRM values differ from billing, and reconciles it unless `--dry-run` is given.
 * Exit codes: 0 all reconciled; 1 an account could not be compared or reconciled; 2 bad arguments.
 */
export default {
  callsSubgraphs: true,

  async run(services, argv) {
    const options = parseOptions(argv);
    if (!options) {
      process.stderr.write(`${usage}\n`);
      return 2;
    }
    const { account, isDryRun } = options;
    const owners = createOwners({ transportTo: services.transportTo, signer: services.callSigner });
    const reconciler = createReconciler(owners);
    const sync = createSync(owners, services);
    let accounts = 0;
    let different = 0;
    let failed = 0;
    for await (const page of pagesOf(owners, account)) {
      for (const ids of chunks(page, batch)) {
        const comparisons = await reconciler.compare(ids, Date.now() + batchMs);
        for (const [index, comparison] of comparisons.entries()) {
          if (comparison.kind === 'NO_ACCOUNT' || comparison.kind === 'UNKNOWN') {
            failed += 1;
            const reason = comparison.kind === 'UNKNOWN' ? 'a system could not be read' : 'there is no such account';
            process.stdout.write(`${ids[index] ?? ''}  failed: ${reason}\n`);
          }
          if (comparison.kind !== 'DIFFERS') continue;
          const { repair } = comparison;
          different += 1;
          const failure = isDryRun ? null : await reconcile(sync, repair.accountId);
          if (failure !== null) failed += 1;
          const result = isDryRun ? '' : failure === null ? '  done' : `  failed: ${failure}`;
          process.stdout.write(`${repair.accountId}  ${textOf(repair)}${result}\n`);
        }
        accounts += ids.length;
        process.stderr.write(`… ${accounts} accounts\n`);
      }
    }
    const failures = failed > 0 ? `, ${failed} failed` : '';
    process.stderr.write(`${accounts} accounts, ${different} ${isDryRun ? 'to reconcile' : 'reconciled'}${failures}\n`);
    return failed > 0 ? 1 : 0;
  },
} satisfies SubgraphTool;
