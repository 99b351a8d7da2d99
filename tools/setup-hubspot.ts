import { parseArgs } from 'node:util';
import { createCrmSource } from '../subgraphs/accounts/adapter.ts';
import { parseAccountsConfig } from '../subgraphs/accounts/config.ts';
import { hubSpotLimits, isHubSpotRead } from '../subgraphs/accounts/hubspot/client.ts';
import { applyStep, planSetup } from '../subgraphs/accounts/hubspot/setup.ts';
import { reasonOf } from '../subgraphs/shared/diagnosis.ts';
import { silentLog } from '../subgraphs/shared/log.ts';
import { ConfigurationError } from '../subgraphs/shared/configuration.ts';
import { createUpstream } from '../subgraphs/shared/upstream/client.ts';

/** Makes the properties and association labels that the configuration names and the portal does not have. */
const usage = 'npm run setup:hubspot -- --dry-run | --apply';

function isApplied(): boolean {
  try {
    const { apply = false, 'dry-run': dryRun = false } = parseArgs({
      options: { apply: { type: 'boolean' }, 'dry-run': { type: 'boolean' } },
    }).values;
    if (apply !== dryRun) return apply;
  } catch {
    // Said below, with what is right.
  }
  process.stderr.write(`${usage}\n`);
  return process.exit(2);
}

async function run(apply: boolean): Promise<number> {
  const config = parseAccountsConfig(process.env);
  const source = createCrmSource(config, silentLog);
  const upstream = createUpstream({
    system: 'CRM',
    isRead: isHubSpotRead,
    limits: hubSpotLimits(config.rates),
    log: silentLog,
  });
  try {
    const steps = planSetup(config.names, await source.definitions());
    if (steps.length === 0) process.stdout.write('Nothing is missing.\n');
    let failures = 0;
    for (const [index, step] of steps.entries()) {
      const place = `${index + 1}/${steps.length}`;
      if (!apply) process.stdout.write(`${place} would create ${step.says}\n`);
      else {
        const status = await applyStep(step, { ...config.hubspot, upstream });
        const isMade = status < 300;
        if (!isMade) failures += 1;
        const why =
          status === 403
            ? ' (the private app needs crm.schemas.companies.write and crm.schemas.contacts.write)'
            : status === 409
              ? ' (the name is taken: by an archived one, perhaps)'
              : '';
        process.stdout.write(`${place} ${isMade ? 'created' : `HubSpot answered ${status}${why} to`} ${step.says}\n`);
      }
    }
    return failures > 0 ? 1 : 0;
  } finally {
    await upstream[Symbol.asyncDispose]();
    await source[Symbol.asyncDispose]();
  }
}

try {
  process.exitCode = await run(isApplied());
} catch (error) {
  process.stderr.write(`${error instanceof ConfigurationError ? error.message : reasonOf(error)}\n`);
  process.exitCode = error instanceof ConfigurationError ? error.exitCode : 1;
}
