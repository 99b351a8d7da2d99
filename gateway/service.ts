import type { KeyObject } from 'node:crypto';
import type { Logger } from 'pino';
import { ConfigurationError } from '../subgraphs/shared/configuration.ts';
import { disposeAll } from '../subgraphs/shared/dispose.ts';
import type { Service } from '../subgraphs/shared/serve.ts';
import { createDrops } from './access/drops.ts';
import { createAudit } from './audit/audit.ts';
import { openAuditStore } from './audit/open.ts';
import type { GatewayConfig } from './config.ts';
import { readManifest } from './documents/manifest.ts';
import type { DevelopmentIdentities } from './explorer/explorer.ts';
import { createGateway, type GatewayOptions } from './gateway.ts';
import { createTokenVerifier } from './identity/token-verifier.ts';
import { createRateLimits } from './limits/rate.ts';
import { serveGateway } from './server.ts';

export interface GatewayServiceOptions extends Pick<GatewayOptions, 'supergraph' | 'transports' | 'onQueryPlan'> {
  readonly config: GatewayConfig;
  readonly signingKey: KeyObject;
  /** Whom the page at the root may ask as. */
  readonly identities?: DevelopmentIdentities | undefined;
  readonly log: Logger;
}

/** The gateway with everything that it needs besides the subgraphs, listening. */
export async function startGateway({
  config,
  signingKey,
  supergraph,
  transports,
  onQueryPlan,
  identities,
  log,
}: GatewayServiceOptions): Promise<Service> {
  const documents = readManifest(config.documents.manifest);
  if (config.documents.trustedOnly && documents.size === 0)
    throw new ConfigurationError([
      'TRUSTED_DOCUMENTS_MANIFEST: has no operation, and customers may run nothing else (TRUSTED_DOCUMENTS=only)',
    ]);
  const audit = createAudit({
    store: await openAuditStore(config.audit, log),
    key: config.audit.key,
    retentionDays: config.audit.retentionDays,
    log,
  });
  const rateLimits = createRateLimits({ quotas: config.quotas, redisUrl: config.redisUrl, log });
  const drops = createDrops(config.redisUrl, log);
  // Said now rather than with the first change: until it can be written, nothing is changed.
  await audit.begin().catch(() => undefined);
  const gateway = await createGateway({
    supergraph,
    transports,
    signingKey,
    directory: { graceMs: config.graceMs },
    openSchema: config.openSchema,
    documents,
    trustedOnly: config.documents.trustedOnly,
    budgets: config.budgets,
    rateLimits,
    audit,
    drops,
    log,
    ...(onQueryPlan && { onQueryPlan }),
  });
  const { port, host, timeoutMs, corsOrigins, trustedProxies, publicUrl } = config;
  if (!config.openSchema && trustedProxies.length === 0)
    log.warn('TRUSTED_PROXIES names none: behind a proxy, all who bring no token would be counted as one');
  const tokens = createTokenVerifier({ ...config.oidc, log });
  const service = await serveGateway({
    gateway,
    tokens,
    port,
    host,
    timeoutMs,
    corsOrigins,
    trustedProxies,
    publicUrl,
    explorer: config.openSchema ? { identities } : null,
    log,
  });
  return {
    url: service.url,
    async [Symbol.asyncDispose]() {
      await disposeAll([service, gateway, rateLimits, drops, audit]);
    },
  };
}
