import type { Logger } from 'pino';
import { createCrmSource } from '../subgraphs/accounts/adapter.ts';
import { parseAccountsConfig } from '../subgraphs/accounts/config.ts';
import { createAccountsSubgraph } from '../subgraphs/accounts/subgraph.ts';
import { createBillingSource } from '../subgraphs/billing/adapter.ts';
import { parseBillingConfig } from '../subgraphs/billing/config.ts';
import { createBillingSubgraph } from '../subgraphs/billing/subgraph.ts';
import { createSupportSource } from '../subgraphs/support/adapter.ts';
import { parseSupportConfig } from '../subgraphs/support/config.ts';
import { createSupportSubgraph } from '../subgraphs/support/subgraph.ts';
import { createUsageSource } from '../subgraphs/usage/adapter.ts';
import { parseUsageConfig } from '../subgraphs/usage/config.ts';
import { createUsageSubgraph } from '../subgraphs/usage/subgraph.ts';
import { generateKeys } from '../subgraphs/shared/assertion/keys.ts';
import { parseTogether, type Environment } from '../subgraphs/shared/configuration.ts';
import { disposeAll } from '../subgraphs/shared/dispose.ts';
import type { Service } from '../subgraphs/shared/serve.ts';
import { parseGatewayConfig } from './config.ts';
import type { DevelopmentIdentities } from './explorer/explorer.ts';
import { createDirectTransport } from './fetching/direct-transport.ts';
import { createGateway, type GatewayOptions } from './gateway.ts';
import { createTokenVerifier } from './identity/token-verifier.ts';
import { serveGateway } from './server.ts';
import { createSupergraphSource } from './supergraph-source.ts';

export interface SingleProcessOptions {
  readonly environment: Environment;
  readonly log: Logger;
  /** Whom the page at the root may ask as. */
  readonly identities?: DevelopmentIdentities;
  readonly onQueryPlan?: GatewayOptions['onQueryPlan'];
}

/** The configuration of every part, so that all that is wrong with it is said at once. */
export const parseSingleProcess = (environment: Environment) =>
  parseTogether({
    gateway: () => parseGatewayConfig(environment),
    accounts: () => parseAccountsConfig(environment),
    billing: () => parseBillingConfig(environment),
    usage: () => parseUsageConfig(environment),
    support: () => parseSupportConfig(environment),
  });

/** The subgraphs are those of this checkout, and so is their supergraph: it does not change while they run. */
const ownSupergraph = createSupergraphSource(null, null);

/** Gateway and subgraphs in one process. The keys between them live and die with it. */
export async function startSingleProcess({ environment, log, identities, onQueryPlan }: SingleProcessOptions): Promise<Service> {
  const config = parseSingleProcess(environment);
  const gatewayKeys = generateKeys();
  const linksKeys = generateKeys();
  const shared = { gatewayKey: gatewayKeys.publicKey, linksKey: linksKeys.publicKey, log };
  const [accounts, billing, usage, support] = await Promise.all([
    createAccountsSubgraph({
      source: createCrmSource(config.accounts, log),
      names: config.accounts.names,
      identityConsoleUrl: config.accounts.identityConsoleUrl,
      gatewayKey: gatewayKeys.publicKey,
      linksKeys,
      log,
    }),
    createBillingSubgraph({
      source: createBillingSource(config.billing, log),
      linkOwner: config.billing.accountMetadata === null ? 'CRM' : 'BILLING',
      ...shared,
    }),
    createUsageSubgraph({ source: createUsageSource(config.usage, log), ...shared }),
    createSupportSubgraph({ source: createSupportSource(config.support, log), ...shared }),
  ]);
  const subgraphs = { accounts, billing, usage, support };
  const gateway = await createGateway({
    supergraph: ownSupergraph,
    transports: Object.fromEntries(Object.entries(subgraphs).map(([name, subgraph]) => [name, createDirectTransport(subgraph)])),
    signingKey: gatewayKeys.privateKey,
    directory: { graceMs: config.gateway.graceMs },
    introspection: config.gateway.introspection,
    log,
    ...(onQueryPlan && { onQueryPlan }),
  });
  const tokens = createTokenVerifier({ ...config.gateway.oidc, log });
  const service = await serveGateway({ gateway, tokens, port: config.gateway.port, host: config.gateway.host, timeoutMs: config.gateway.timeoutMs, explorer: config.gateway.introspection ? { identities } : null, log });
  return {
    url: service.url,
    async [Symbol.asyncDispose]() {
      await disposeAll([service, gateway, ...Object.values(subgraphs)]);
    },
  };
}
