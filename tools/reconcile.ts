import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { chunks } from '../subgraphs/shared/chunks.ts';
import { runCommand } from '../subgraphs/shared/process.ts';
import { createReconciler } from '../subgraphs/consistency/reconciler.ts';
import { accountIds } from '../subgraphs/consistency/survey.ts';
import type { Owners } from '../subgraphs/consistency/owners.ts';
import type { PlanRecord } from '../subgraphs/shared/steps.ts';
import { openOwners } from './owners.ts';

const usage = 'npm run reconcile -- --account ID | --all [--dry-run]';
const batch = 50;
const batchMs = 120_000;

async function* wanted(owners: Owners, account: string | undefined): AsyncGenerator<readonly string[]> {
  if (account === undefined) yield* accountIds(owners);
  else yield [account];
}

const sayOf = ({ accountId: _accountId, ...record }: PlanRecord): string =>
  Object.entries(record)
    .flatMap(([name, value]) => (value === null ? [] : [`${name} → ${value}`]))
    .join(', ');

/** Brings the CRM and the product into agreement with what is charged, or says what that would take. */
await runCommand(async () => {
  let options: { account?: string; all?: boolean; 'dry-run'?: boolean };
  try {
    options = parseArgs({
      options: { account: { type: 'string' }, all: { type: 'boolean' }, 'dry-run': { type: 'boolean' } },
    }).values;
  } catch {
    options = {};
  }
  const { account, all = false, 'dry-run': isDry = false } = options;
  if ((account === undefined) === !all) {
    process.stderr.write(`${usage}\n`);
    return 2;
  }
  const opened = await openOwners(process.env);
  const reconciler = createReconciler(opened.owners);
  let seen = 0;
  let failed = 0;
  let different = 0;
  try {
    for await (const page of wanted(opened.owners, account)) {
      for (const ids of chunks(page, batch)) {
        const verdicts = await reconciler.compare(ids, Date.now() + batchMs);
        for (const [index, verdict] of verdicts.entries()) {
          if (verdict.kind === 'NO_ACCOUNT' || verdict.kind === 'UNKNOWN') {
            failed += 1;
            process.stdout.write(
              `${ids[index] ?? ''}  failed: ${verdict.kind === 'UNKNOWN' ? 'not every system could be asked' : 'there is no such account'}\n`,
            );
          }
          if (verdict.kind !== 'DIFFERS') continue;
          const { repair } = verdict;
          different += 1;
          const promised = {
            id: randomUUID(),
            kind: 'RECONCILE',
            accountId: repair.accountId,
            contactId: null,
            subscriptionId: null,
          } as const;
          const tried = isDry ? [] : [await opened.follow('CRM', promised), await opened.follow('PRODUCT', promised)];
          const failure = tried.find((each) => each.kind === 'FAILED');
          if (failure) failed += 1;
          process.stdout.write(
            `${repair.accountId}  ${sayOf(repair)}${isDry ? '' : failure ? `  failed: ${failure.code}` : '  done'}\n`,
          );
        }
        seen += ids.length;
        process.stderr.write(`… ${seen} accounts\n`);
      }
    }
  } finally {
    await opened[Symbol.asyncDispose]();
  }
  process.stderr.write(
    `${seen} accounts, ${different} ${isDry ? 'would be' : 'were'} brought into agreement${failed > 0 ? `, ${failed} failed` : ''}\n`,
  );
  return failed > 0 ? 1 : 0;
});
