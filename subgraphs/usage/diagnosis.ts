import type { DiagnosisFacts } from '@customer-graph/diagnosis/facts';
import { createFindings, type Findings } from '@customer-graph/diagnosis/findings';
import { reasonOf } from '@customer-graph/process/reason-of';
import type { DiagnosisResult, SubgraphDiagnosis } from '@customer-graph/diagnosis/subgraph-diagnosis';
import { disposeAll } from '@customer-graph/process/dispose';
import { createUsageSource } from './adapter.ts';
import { parseUsageConfig, type UsageConfig } from './config.ts';
import type { UsageSource } from './port.ts';
import { createDatabase } from './postgres/client.ts';
import { inspectProduct, type MappedTable, type ProductInspection } from './postgres/inspection.ts';

const maxRollupAgeMinutes = 60;

/** Chooses the remedy by PostgreSQL's error code. */
function remedyOf(reason: string): string {
  if (reason.includes('08P01'))
    return 'the connection pooler refuses the session’s options: set ignore_startup_parameters, or connect without it';
  if (/\b28\w{3}\b/.test(reason)) return 'check role and password in PRODUCT_DATABASE_URL, and pg_hba.conf';
  if (reason.includes('3D000')) return 'check the database in PRODUCT_DATABASE_URL';
  return 'check host, port and sslmode in PRODUCT_DATABASE_URL, and the network';
}

function checkTable(found: Findings, role: string, mapped: MappedTable): void {
  const { path, table, exists, isHidden, isReadable, missingColumns, isIndexed } = mapped;
  const subject = `mapping ${path}`;
  const breaks = ['overrides', 'allowances'].includes(path)
    ? 'usage is UPSTREAM_INVALID_RESPONSE: allowances cannot be read'
    : 'usage is UPSTREAM_INVALID_RESPONSE';
  const fail = (says: string, remedy: string): void => found.fail(subject, { says, breaks, remedy });
  if (isHidden) {
    const schema = table.split('.')[0] ?? '';
    fail(`${role} may not use the schema of ${table}`, `grant usage on schema ${schema} to ${role}`);
  } else if (!exists) fail(`the table ${table} does not exist`, `PRODUCT_MAPPING: ${path}.table`);
  else if (!isReadable)
    fail(`${role} may not read every mapped column of ${table}`, `grant select on ${table} to ${role}`);
  else if (missingColumns.length > 0)
    fail(`${table} has no column ${missingColumns.join(', ')}`, `PRODUCT_MAPPING: ${path}`);
  else {
    found.ok(subject, table);
    if (isIndexed === false)
      found.warn(subject, {
        says: `${table} has no index over account, meter and time`,
        breaks: 'every request reads the whole table',
        remedy: `create index on ${table} (account, meter, at), with the columns of PRODUCT_MAPPING: ${path}`,
      });
  }
}

function checkMapping(found: Findings, { mapping }: UsageConfig, inspection: ProductInspection): void {
  const { role, tables, isRollupUsable, isSafeSession } = inspection;
  for (const table of tables) checkTable(found, role, table);
  if (!isSafeSession)
    found.warn('session', {
      says: 'is not read-only, or does not use UTC, although its options say so',
      breaks: 'times without a time zone may be off by hours',
      remedy:
        'use a pooler that passes options on, or: alter role … set default_transaction_read_only = on; alter role … set timezone = UTC',
    });
  if (isRollupUsable === false) {
    const table = mapping.rollup?.table ?? '';
    found.ok('rollup', `${table} does not exist, is not filled or not readable: single events are counted`);
  }
  const writable = tables.filter(({ isWritable }) => isWritable).map(({ table }) => table);
  if (writable.length > 0)
    found.warn('role', {
      says: `${role} may write ${writable.join(', ')}`,
      breaks: 'nothing: the graph never writes, and needs no such privilege',
      remedy: 'use a role with only select in PRODUCT_DATABASE_URL',
    });
}

async function checkUsage(found: Findings, { mapping }: UsageConfig, source: UsageSource): Promise<void> {
  const { meters, countedUntil } = await source.tenants([]);
  if (meters.length > 0) found.ok('meters', meters.map(({ key, aggregation }) => `${key} (${aggregation})`).join(', '));
  else found.warn('meters', { says: 'none found', breaks: 'Usage.meters is empty', remedy: 'PRODUCT_MAPPING: meters' });
  if (countedUntil === null) return;
  const minutes = Math.round((Date.now() - countedUntil) / 60_000);
  if (minutes > maxRollupAgeMinutes)
    found.warn('rollup', {
      says: `includes events until ${minutes} minutes ago`,
      breaks: 'usage is that old, as its asOf tells',
      remedy: `refresh materialized view concurrently ${mapping.rollup?.table ?? ''}`,
    });
  else found.ok('rollup', `includes events until ${minutes} minutes ago`);
}

const factsOf = (source: UsageSource, planKeys: readonly string[] | null): DiagnosisFacts => ({
  counterparts: {
    kind: 'product',
    noun: 'tenants',
    linkValue: 'the id of an existing tenant',
    breaks: 'these accounts have no usage',
    findExisting: async (ids) => new Set((await source.tenants(ids)).tenants.keys()),
    isComplete: true,
  },
  ...(planKeys && {
    knownPlans: {
      keys: planKeys,
      breaks: 'accounts on these plans are unlimited',
      remedy: 'PRODUCT_MAPPING: allowances, and the rows of its table',
    },
  }),
});

const diagnosis: SubgraphDiagnosis<UsageConfig> = {
  label: 'Product database',
  parseConfig: parseUsageConfig,
  async diagnose(config, { log }) {
    const found = createFindings('PRODUCT');
    const { databaseUrl: url, statementTimeoutMs, mapping, webhook } = config;
    const database = createDatabase({ url, statementTimeoutMs, poolSize: 2, log });
    const source = createUsageSource(config, log);
    const dispose = () => disposeAll([database, source]);
    const withoutFacts: DiagnosisResult = { findings: found.list, mode: null, facts: {}, dispose };
    try {
      const inspection = await inspectProduct(database, mapping);
      if (webhook !== null) found.ok('PRODUCT_WEBHOOK_URL', webhook.url);
      else
        found.warn('PRODUCT_WEBHOOK_URL', {
          says: 'is not set',
          breaks: 'the product receives no seats, plans and members, and sends no invitations',
          remedy: 'set PRODUCT_WEBHOOK_URL and PRODUCT_WEBHOOK_SECRET: see docs/integrate.md',
        });
      found.ok('credentials', `role ${inspection.role}, PostgreSQL ${inspection.version}`);
      checkMapping(found, config, inspection);
      if (found.list.some(({ severity }) => severity === 'ERROR')) return withoutFacts;
      await checkUsage(found, config, source);
      return { ...withoutFacts, facts: factsOf(source, mapping.allowances ? inspection.planKeys : null) };
    } catch (error) {
      const reason = reasonOf(error);
      found.fail('connection', { says: reason, breaks: 'no usage is shown', remedy: remedyOf(reason) });
      return withoutFacts;
    }
  },
};
export default diagnosis;
