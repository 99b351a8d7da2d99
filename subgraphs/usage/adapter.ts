import type { Logger } from 'pino';
import { createUpstream } from '@customer-graph/upstream/client';
import { createRefreshedValue } from '@customer-graph/upstream/refreshed-value';
import type { UsageConfig } from './config.ts';
import type { ProductAnnouncer, UsageSource } from './port.ts';
import { createDatabase } from './postgres/client.ts';
import { readRollupState } from './postgres/rollup.ts';
import { createPostgresSource } from './postgres/source.ts';
import { createAnnouncer, silentAnnouncer } from './webhook/announcer.ts';

/** Builds the port's implementation from the configuration. */
export function createUsageSource(
  { databaseUrl, statementTimeoutMs, poolSize, mapping }: UsageConfig,
  log: Logger,
): UsageSource {
  const database = createDatabase({ url: databaseUrl, statementTimeoutMs, poolSize, log });
  const rollup = createRefreshedValue({ name: 'rollup', read: () => readRollupState(database, mapping), log });
  // Not awaited: the process starts without the database, and the first request waits instead.
  if (mapping.rollup) void rollup.start();
  return createPostgresSource({ database, mapping, rollup });
}

export function createProductAnnouncer({ webhook }: UsageConfig, log: Logger): ProductAnnouncer {
  if (webhook === null) return silentAnnouncer;
  const upstream = createUpstream({ system: 'PRODUCT', isRead: () => false, ignoresBodies: true, limits: [], log });
  return createAnnouncer({ ...webhook, upstream });
}
