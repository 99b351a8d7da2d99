import type { KeyObject } from 'node:crypto';
import type { Logger } from 'pino';
import { ConfigurationError } from '@customer-graph/process/configuration';
import { disposeAll } from '@customer-graph/process/dispose';
import type { Service } from '@customer-graph/subgraph-kit/serve';
import { createMembershipInvalidation } from './access/membership-invalidation.ts';
import { createAudit } from './audit/audit.ts';
import { openAnchors } from './audit/open-anchors.ts';
import { openAuditStore } from './audit/open.ts';
import { servingTimeouts } from './audit/postgres-store.ts';
import type { GatewayConfig } from './config.ts';
import { readManifest } from './documents/manifest.ts';
import { createPersistedQueries } from './documents/persisted-queries.ts';
import { createPersistedRedis } from './documents/persisted-redis.ts';
import type { DevelopmentIdentities } from './explorer/explorer.ts';
import { createGateway, type GatewayOptions } from './gateway.ts';
import { createTokenVerifier } from './identity/token-verifier.ts';
import { createRateLimits } from './limits/rate.ts';
import { serveGateway } from './http/server.ts';
import { createScan, noScan } from './uploads/scan.ts';

export interface GatewayServiceOptions extends Pick<
  GatewayOptions,
  'supergraph' | 'connections' | 'planning' | 'onQueryPlan' | 'macKeys'
> {
  readonly config: GatewayConfig;
  readonly signingKey: KeyObject;
  /** Awaited before the gateway listens, so that "ready" holds for everything behind it. */
  readonly dependencies?: Promise<unknown> | undefined;
  /** Test users that the explorer page offers. */
  readonly identities?: DevelopmentIdentities | undefined;
  readonly log: Logger;
}

/** Starts the gateway: audit trail, quotas, supergraph, HTTP. The caller owns the connections to subgraphs and the planning thread. */
export async function startGateway({
  config,
  signingKey,
  macKeys,
  supergraph,
  connections,
  planning,
  onQueryPlan,
  identities,
  dependencies,
  log,
}: GatewayServiceOptions): Promise<Service> {
  const documents = readManifest(config.documents.manifest);
  if (config.documents.trustedOnly && documents.size === 0)
    throw new ConfigurationError([
      'TRUSTED_DOCUMENTS_MANIFEST: has no operation, so customers could run none (TRUSTED_DOCUMENTS=only)',
    ]);
  const audit = createAudit({
    ...config.audit,
    store: await openAuditStore(config.audit, servingTimeouts, log),
    anchors: openAnchors(config.audit, log),
    log,
  });
  const rateLimits = createRateLimits({ quotas: config.quotas, redisUrl: config.redisUrl, log });
  const persistedQueries = createPersistedQueries(
    config.redisUrl === null ? null : createPersistedRedis(config.redisUrl),
  );
  const invalidation = createMembershipInvalidation(config.redisUrl, log);
  // A trail that cannot be written is logged now rather than with the first change.
  await audit.begin().catch(() => undefined);
  const gateway = await createGateway({
    supergraph,
    connections,
    planning,
    signingKey,
    directory: { graceMs: config.graceMs },
    openSchema: config.openSchema,
    documents,
    persistedQueries,
    trustedOnly: config.documents.trustedOnly,
    budgets: config.budgets,
    rateLimits,
    audit,
    invalidation,
    scan: config.scanCommand.length > 0 ? createScan(config.scanCommand) : noScan,
    log,
    ...(macKeys && { macKeys }),
    ...(onQueryPlan && { onQueryPlan }),
  });
  const { port, host, drainMs, timeoutMs, corsOrigins, corsHeaders, trustedProxies, connectionLimits, publicUrl } =
    config;
  if (!config.openSchema && trustedProxies.length === 0)
    log.warn('TRUSTED_PROXIES is empty: behind a proxy, all anonymous callers share one quota');
  const tokens = createTokenVerifier({ providers: config.identityProviders, log });
  await dependencies;
  const service = await serveGateway({
    gateway,
    tokens,
    port,
    host,
    drainMs,
    timeoutMs,
    corsOrigins,
    corsHeaders,
    trustedProxies,
    connectionLimits,
    publicUrl,
    explorer: config.openSchema ? { identities, publicUrl } : null,
    log,
  });
  return {
    url: service.url,
    async [Symbol.asyncDispose]() {
      await disposeAll([service, gateway, rateLimits, persistedQueries, invalidation, audit]);
    },
  };
}
