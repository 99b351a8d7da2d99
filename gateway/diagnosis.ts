import { existsSync } from 'node:fs';
import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { createFindings, type Finding, type Findings } from '@customer-graph/diagnosis/findings';
import { reasonOf } from '@customer-graph/process/reason-of';
import { openAuditStore } from './audit/open.ts';
import { commandTimeouts } from './audit/postgres-store.ts';
import { verifyAudit } from './audit/verify.ts';
import type { GatewayConfig } from './config.ts';

const timeoutMs = 3_000;

/** Checks the gateway's own dependencies: Redis, the audit trail, the public URL and the registered operations. */
export async function diagnoseGateway(
  { redisUrl, audit, documents, publicUrl }: GatewayConfig,
  log: Logger,
): Promise<readonly Finding[]> {
  const found = createFindings('CONFIGURATION');
  if (redisUrl !== null) await diagnoseRedis(redisUrl, found);
  await diagnoseAudit(audit, found, log);
  if (publicUrl !== null) found.ok('PUBLIC_URL', publicUrl);
  else
    found.warn('PUBLIC_URL', {
      says: 'is not set',
      breaks: 'HubSpot’s webhooks are refused: their signatures cover the URL that HubSpot sent them to',
      remedy: 'set PUBLIC_URL to the URL at which vendors reach the gateway',
    });
  if (!existsSync(documents.manifest))
    found.fail('TRUSTED_DOCUMENTS_MANIFEST', {
      says: 'the file does not exist',
      breaks: 'the gateway does not start',
      remedy: 'npm run documents',
    });
  return found.list;
}

async function diagnoseRedis(url: string, found: Findings): Promise<void> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: timeoutMs,
    commandTimeout: timeoutMs,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    await redis.ping();
    found.ok('REDIS_URL', 'Redis answers');
  } catch (error) {
    found.fail('REDIS_URL', {
      says: reasonOf(error),
      breaks: 'every mutation is refused, and each gateway counts reads for itself',
      remedy: 'start Redis, or correct REDIS_URL',
    });
  } finally {
    redis.disconnect();
  }
}

async function diagnoseAudit(audit: GatewayConfig['audit'], found: Findings, log: Logger): Promise<void> {
  // The gateway creates a missing directory. Diagnosis changes nothing, so it skips the check.
  if (audit.databaseUrl === null && !existsSync(audit.directory)) return;
  const subject = audit.databaseUrl === null ? 'AUDIT_DIRECTORY' : 'AUDIT_DATABASE_URL';
  try {
    const store = await openAuditStore(audit, commandTimeouts, log);
    const { records, problems } = await verifyAudit({ store, ...audit }).finally(() => store[Symbol.asyncDispose]());
    if (problems.length === 0) found.ok(subject, `${records} records, consistent`);
    else
      found.warn(subject, {
        says: `${problems.length} events or chains differ from the written trail`,
        breaks: 'the audit trail proves nothing about them',
        remedy: 'list them with npm run audit -- verify',
      });
  } catch (error) {
    found.fail(subject, {
      says: reasonOf(error),
      breaks: 'every mutation is refused',
      remedy:
        audit.databaseUrl === null
          ? 'set AUDIT_DIRECTORY to a directory that the gateway may write to'
          : 'run gateway/audit/audit.sql in the database, and grant select and insert to the role',
    });
  }
}
