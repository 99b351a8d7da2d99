import type { Logger } from 'pino';
import { createHeld } from '../shared/held.ts';
import type { UsageConfig } from './config.ts';
import { createUpstream } from '../shared/upstream/client.ts';
import type { ProductAnnouncer, UsageSource } from './port.ts';
import { createDatabase } from './postgres/client.ts';
import { createPostgresSource } from './postgres/source.ts';
import { quoted, usableStatement } from './postgres/statements.ts';
import { createAnnouncer, silentAnnouncer } from './webhook/announcer.ts';

/** Configuration to port: the one place where the product's database is chosen. */
export function createUsageSource(
  { databaseUrl, statementTimeoutMs, poolSize, mapping }: UsageConfig,
  log: Logger,
): UsageSource {
  const database = createDatabase({ url: databaseUrl, statementTimeoutMs, poolSize, log });
  const rollup = createHeld({
    name: 'rollup',
    async read() {
      if (!mapping.rollup) return false;
      const [row] = await database.query(usableStatement, [quoted(mapping.rollup.table)]);
      return row?.usable === true;
    },
    log,
  });
  // No process waits for it: whoever asks first does, if it is not there by then.
  if (mapping.rollup) void rollup.start();
  return createPostgresSource({ database, mapping, rollup });
}

/** The product hears of changes by a webhook, where one is configured. */
export function createProductAnnouncer({ webhook }: UsageConfig, log: Logger): ProductAnnouncer {
  if (webhook === null) return silentAnnouncer;
  const upstream = createUpstream({ system: 'PRODUCT', isRead: () => false, isUnread: true, limits: [], log });
  return createAnnouncer({ ...webhook, upstream });
}
