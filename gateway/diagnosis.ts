import { existsSync } from 'node:fs';
import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { createFindings, reasonOf, type Finding } from '../subgraphs/shared/diagnosis.ts';
import { openAuditStore } from './audit/open.ts';
import { verifyAudit } from './audit/verify.ts';
import type { GatewayConfig } from './config.ts';

const timeoutMs = 3_000;

/** What the gateway has of its own: where gateways count together, and the audit trail. */
export async function diagnoseGateway(
  { redisUrl, audit, documents, publicUrl }: GatewayConfig,
  log: Logger,
): Promise<readonly Finding[]> {
  const found = createFindings('CONFIGURATION');
  if (redisUrl !== null) {
    const redis = new Redis(redisUrl, {
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
      found.ok('REDIS_URL', 'answers');
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
  // A folder that is not there yet is made by the gateway: here nothing is changed.
  if (audit.databaseUrl !== null || existsSync(audit.directory)) {
    const subject = audit.databaseUrl === null ? 'AUDIT_DIRECTORY' : 'AUDIT_DATABASE_URL';
    try {
      const store = await openAuditStore(audit, log);
      const { records, problems } = await verifyAudit(store, audit.key).finally(() => store[Symbol.asyncDispose]());
      if (problems.length === 0) found.ok(subject, `${records} events, as they were written`);
      else
        found.warn(subject, {
          says: `${problems.length} events or chains are not as they were written`,
          breaks: 'the trail proves nothing about them',
          remedy: 'npm run audit -- verify names them',
        });
    } catch (error) {
      found.fail(subject, {
        says: reasonOf(error),
        breaks: 'every mutation is refused',
        remedy:
          audit.databaseUrl === null
            ? 'a folder that the gateway may write to'
            : 'prepare it with gateway/audit/audit.sql, and grant select and insert',
      });
    }
  }
  if (publicUrl === null) {
    found.warn('PUBLIC_URL', {
      says: 'is not set',
      breaks: 'HubSpot’s webhooks are refused: they are signed with the address that they were sent to',
      remedy: 'PUBLIC_URL: the address under which vendors reach the gateway',
    });
  } else found.ok('PUBLIC_URL', publicUrl);
  if (!existsSync(documents.manifest))
    found.fail('TRUSTED_DOCUMENTS_MANIFEST', {
      says: 'there is no such file',
      breaks: 'the gateway does not start',
      remedy: 'npm run documents',
    });
  return found.list;
}
