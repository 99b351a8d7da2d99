import type { Logger } from 'pino';
import { createFindings, reasonOf, type Finding } from '../shared/diagnosis.ts';
import { createUsageSource } from './adapter.ts';
import type { UsageConfig } from './config.ts';
import { createDatabase } from './postgres/client.ts';
import { inspectProduct } from './postgres/inspection.ts';

export interface UsageFacts {
  /** Which of these accounts the product knows. */
  readonly known: (tenantIds: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Null where plans have no allowances. */
  readonly planKeys: readonly string[] | null;
}

/** By PostgreSQL's code. */
function remedyOf(reason: string): string {
  if (reason.includes('08P01'))
    return 'a pooler that refuses the session’s options: ignore_startup_parameters, or connect beside it';
  if (/\b28\w{3}\b/.test(reason)) return 'PRODUCT_DATABASE_URL: role and password, and pg_hba.conf';
  if (reason.includes('3D000')) return 'PRODUCT_DATABASE_URL: the database';
  return 'PRODUCT_DATABASE_URL: host, port and sslmode, and the way there';
}

/** Looks the mapping up in the product's database, and says what is wrong with it. Changes nothing. `dispose` ends what `facts` still need. */
export async function diagnoseUsage(
  config: UsageConfig,
  log: Logger,
): Promise<{ findings: readonly Finding[]; facts: UsageFacts | null; dispose: () => Promise<void> }> {
  const found = createFindings('PRODUCT');
  const database = createDatabase({
    url: config.databaseUrl,
    statementTimeoutMs: config.statementTimeoutMs,
    poolSize: 2,
    log,
  });
  const source = createUsageSource(config, log);
  const dispose = async (): Promise<void> => {
    await database[Symbol.asyncDispose]();
    await source[Symbol.asyncDispose]();
  };
  try {
    const { role, version, tables, planKeys, isRollupUsable, isSafeSession } = await inspectProduct(
      database,
      config.mapping,
    );
    if (config.webhook === null) {
      found.warn('PRODUCT_WEBHOOK_URL', {
        says: 'is not set',
        breaks: 'the product hears of no seats, no plan and no member, and invitations are sent by nobody',
        remedy: 'PRODUCT_WEBHOOK_URL and PRODUCT_WEBHOOK_SECRET: see docs/integrate.md',
      });
    } else found.ok('PRODUCT_WEBHOOK_URL', config.webhook.url);
    found.ok('credentials', `role ${role}, PostgreSQL ${version}`);
    for (const { path, table, exists, isHidden, isReadable, missingColumns, isIndexed } of tables) {
      const subject = `mapping ${path}`;
      const breaks =
        path === 'overrides' || path === 'allowances'
          ? 'usage is UPSTREAM_INVALID_RESPONSE: allowances cannot be read'
          : 'usage is UPSTREAM_INVALID_RESPONSE';
      if (isHidden)
        found.fail(subject, {
          says: `${role} may not use the schema of ${table}`,
          breaks,
          remedy: `grant usage on schema ${table.split('.')[0] ?? ''} to ${role}`,
        });
      else if (!exists)
        found.fail(subject, {
          says: `the table ${table} does not exist`,
          breaks,
          remedy: `PRODUCT_MAPPING: ${path}.table`,
        });
      else if (!isReadable)
        found.fail(subject, {
          says: `${role} may not read all that is mapped of ${table}`,
          breaks,
          remedy: `grant select on ${table} to ${role}`,
        });
      else if (missingColumns.length > 0)
        found.fail(subject, {
          says: `${table} has no column ${missingColumns.join(', ')}`,
          breaks,
          remedy: `PRODUCT_MAPPING: ${path}`,
        });
      else {
        found.ok(subject, table);
        if (isIndexed === false)
          found.warn(subject, {
            says: `no index of ${table} leads to one account's events of a time`,
            breaks: 'every request reads the whole table',
            remedy: `create index on ${table} (account, meter, at), with the columns of PRODUCT_MAPPING: ${path}`,
          });
      }
    }
    if (!isSafeSession)
      found.warn('session', {
        says: 'does not refuse to write, or does not mean UTC, although it is told to',
        breaks: 'times without a zone may be hours off',
        remedy:
          'a pooler that passes options on, or: alter role … set default_transaction_read_only = on; alter role … set timezone = UTC',
      });
    if (isRollupUsable === false)
      found.ok(
        'rollup',
        `${config.mapping.rollup?.table ?? ''} is not there, not filled or not readable: events are counted one by one`,
      );
    const writable = tables.filter(({ isWritable }) => isWritable).map(({ table }) => table);
    if (writable.length > 0)
      found.warn('role', {
        says: `${role} may write ${writable.join(', ')}`,
        breaks: 'nothing: the graph never writes, and need not be able to',
        remedy: 'a role with select alone in PRODUCT_DATABASE_URL',
      });
    if (found.list.some(({ severity }) => severity === 'ERROR')) return { findings: found.list, facts: null, dispose };
    const { meters, countedUntil } = await source.tenants([]);
    if (meters.length === 0)
      found.warn('meters', {
        says: 'there are none',
        breaks: 'Usage.meters is empty',
        remedy: 'PRODUCT_MAPPING: meters',
      });
    else found.ok('meters', meters.map(({ key, aggregation }) => `${key} (${aggregation})`).join(', '));
    if (countedUntil !== null) {
      const minutes = Math.round((Date.now() - countedUntil) / 60_000);
      if (minutes > 60)
        found.warn('rollup', {
          says: `counts until ${minutes} minutes ago`,
          breaks: 'usage is that old, as its asOf says',
          remedy: `refresh materialized view concurrently ${config.mapping.rollup?.table ?? ''}`,
        });
      else found.ok('rollup', `counts until ${minutes} minutes ago`);
    }
    const known = async (ids: readonly string[]) => new Set((await source.tenants(ids)).tenants.keys());
    return { findings: found.list, facts: { known, planKeys: config.mapping.allowances ? planKeys : null }, dispose };
  } catch (error) {
    found.fail('connection', { says: reasonOf(error), breaks: 'no usage is shown', remedy: remedyOf(reasonOf(error)) });
    return { findings: found.list, facts: null, dispose };
  }
}
