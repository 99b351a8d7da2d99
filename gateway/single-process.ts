import type { Logger } from 'pino';
import { createCrmSource } from '../subgraphs/accounts/adapter.ts';
import { parseAccountsConfig } from '../subgraphs/accounts/config.ts';
import { createAccountsSubgraph } from '../subgraphs/accounts/subgraph.ts';
import { createBillingSource } from '../subgraphs/billing/adapter.ts';
import { parseBillingConfig } from '../subgraphs/billing/config.ts';
import { createBillingSubgraph } from '../subgraphs/billing/subgraph.ts';
import { generateKeys } from '../subgraphs/shared/assertion/keys.ts';
import { parseTogether, type Environment } from '../subgraphs/shared/configuration.ts';
import { disposeAll } from '../subgraphs/shared/dispose.ts';
import type { Service } from '../subgraphs/shared/serve.ts';
import { parseGatewayConfig } from './config.ts';
import { createDirectTransport } from './fetching/direct-transport.ts';
import { createGateway, type GatewayOptions } from './gateway.ts';
import { createTokenVerifier } from './identity/token-verifier.ts';
import { serveGateway } from './server.ts';
import { readSupergraph } from './supergraph-file.ts';

export interface SingleProcessOptions {
  readonly environment: Environment;
  readonly log: Logger;
  readonly onQueryPlan?: GatewayOptions['onQueryPlan'];
}

/** The configuration of every part, so that all that is wrong with it is said at once. */
export const parseSingleProcess = (environment: Environment) =>
  parseTogether({
    gateway: () => parseGatewayConfig(environment),
    accounts: () => parseAccountsConfig(environment),
    billing: () => parseBillingConfig(environment),
  });

/** Gateway and subgraphs in one process. The keys between them live and die with it. */
export async function startSingleProcess({ environment, log, onQueryPlan }: SingleProcessOptions): Promise<Service> {
  const config = parseSingleProcess(environment);
  const gatewayKeys = generateKeys();
  const linksKeys = generateKeys();
  const [supergraph, accounts, billing] = await Promise.all([
    readSupergraph(),
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
      gatewayKey: gatewayKeys.publicKey,
      linksKey: linksKeys.publicKey,
      log,
    }),
  ]);
  const gateway = await createGateway({
    supergraph,
    transports: { accounts: createDirectTransport(accounts), billing: createDirectTransport(billing) },
    signingKey: gatewayKeys.privateKey,
    directory: { graceMs: config.gateway.graceMs },
    introspection: config.gateway.introspection,
    log,
    ...(onQueryPlan && { onQueryPlan }),
  });
  const tokens = createTokenVerifier({ ...config.gateway.oidc, log });
  const service = await serveGateway({ gateway, tokens, port: config.gateway.port, host: config.gateway.host, timeoutMs: config.gateway.timeoutMs, log });
  return {
    url: service.url,
    async [Symbol.asyncDispose]() {
      await disposeAll([service, gateway, accounts, billing]);
    },
  };
}
