import { parseArgs } from 'node:util';
import { disposeAll } from '@customer-graph/process/dispose';
import { silentLog } from '@customer-graph/process/log';
import { reasonOf } from '@customer-graph/process/reason-of';
import type { SubgraphTool } from '@customer-graph/subgraph-kit/tool';
import { createCrmSource } from '../adapter.ts';
import { parseCrmConfig, type CrmConfig } from '../config.ts';
import { createHubSpotHttp } from '../hubspot/http.ts';
import { applyStep, planSetup } from '../hubspot/setup.ts';

const usage = 'npm run setup:hubspot -- --dry-run | --apply';

/** Null: the options are not valid. */
function readMode(argv: readonly string[]): 'APPLY' | 'DRY_RUN' | null {
  try {
    const { apply = false, 'dry-run': dryRun = false } = parseArgs({
      args: [...argv],
      options: { apply: { type: 'boolean' }, 'dry-run': { type: 'boolean' } },
    }).values;
    if (apply === dryRun) return null;
    return apply ? 'APPLY' : 'DRY_RUN';
  } catch {
    return null;
  }
}

/** Explains statuses that have a common cause. */
const hints: Readonly<Record<number, string>> = {
  403: ' (the credentials need crm.schemas.companies.write and crm.schemas.contacts.write)',
  409: ' (the name is taken, perhaps by an archived property)',
};

async function setUp(config: CrmConfig, mode: 'APPLY' | 'DRY_RUN'): Promise<number> {
  const source = createCrmSource(config, silentLog);
  const http = createHubSpotHttp(config.hubspot, config.rates, silentLog);
  try {
    const steps = planSetup(config.names, await source.definitions());
    if (steps.length === 0) process.stdout.write('Nothing is missing.\n');
    let failures = 0;
    for (const [index, step] of steps.entries()) {
      const position = `${index + 1}/${steps.length}`;
      if (mode === 'DRY_RUN') {
        process.stdout.write(`${position} would create ${step.says}\n`);
        continue;
      }
      const status = await applyStep(step, http);
      const isCreated = status < 300;
      if (!isCreated) failures += 1;
      const result = isCreated ? 'created' : `HubSpot answered ${status}${hints[status] ?? ''} to`;
      process.stdout.write(`${position} ${result} ${step.says}\n`);
    }
    return failures > 0 ? 1 : 0;
  } finally {
    await disposeAll([http, source]);
  }
}

/**
 * Creates the configured properties and association labels that the HubSpot portal does not define.
 * Exit codes: 0 done; 1 a request failed; 2 bad arguments; 78 bad configuration.
 */
export default {
  callsSubgraphs: false,
  async run({ environment }, argv) {
    const mode = readMode(argv);
    if (mode === null) {
      process.stderr.write(`${usage}\n`);
      return 2;
    }
    const config = parseCrmConfig(environment);
    try {
      return await setUp(config, mode);
    } catch (error) {
      process.stderr.write(`${reasonOf(error)}\n`);
      return 1;
    }
  },
} satisfies SubgraphTool;
