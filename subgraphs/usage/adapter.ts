import type { Logger } from 'pino';
import { createHeld } from '../shared/held.ts';
import type { UsageConfig } from './config.ts';
import type { UsageSource } from './port.ts';
import { createDatabase } from './postgres/client.ts';
import { createPostgresSource } from './postgres/source.ts';
import { existsStatement } from './postgres/statements.ts';

/** Configuration to port: the one place where the product's database is chosen. */
export function createUsageSource({ databaseUrl, statementTimeoutMs, poolSize, mapping }: UsageConfig, log: Logger): UsageSource {
  const database = createDatabase({ url: databaseUrl, statementTimeoutMs, poolSize, log });
  const rollup = createHeld({
    name: 'rollup',
    async read() {
      if (!mapping.rollup) return false;
      const [row] = await database.query(existsStatement, [mapping.rollup.table]);
      return row?.exists === true;
    },
    log,
  });
  return createPostgresSource({ database, mapping, rollup });
}
