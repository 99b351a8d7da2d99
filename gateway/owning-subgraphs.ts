import type { KeyObject } from 'node:crypto';
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
import { createUploadTokens } from '../subgraphs/support/uploads.ts';
import { createProductAnnouncer, createUsageSource } from '../subgraphs/usage/adapter.ts';
import { parseUsageConfig } from '../subgraphs/usage/config.ts';
import { createUsageSubgraph } from '../subgraphs/usage/subgraph.ts';
import type { KeyPair } from '../subgraphs/shared/assertion/keys.ts';
import type { Environment } from '../subgraphs/shared/configuration.ts';
import type { Journal } from '../subgraphs/shared/journal/journal.ts';
import type { Subgraph } from '../subgraphs/shared/subgraph.ts';

/** For `parseTogether`. */
export const owningParsers = (environment: Environment) => ({
  accounts: () => parseAccountsConfig(environment),
  billing: () => parseBillingConfig(environment),
  usage: () => parseUsageConfig(environment),
  support: () => parseSupportConfig(environment),
});

export interface OwningSubgraphsOptions {
  readonly config: {
    readonly [Name in keyof ReturnType<typeof owningParsers>]: ReturnType<ReturnType<typeof owningParsers>[Name]>;
  };
  readonly journal: Journal;
  readonly gatewayKey: KeyObject;
  readonly consistencyKey: KeyObject;
  readonly linksKeys: KeyPair;
  readonly log: Logger;
}

/** The subgraphs that own facts, in this process. */
export async function createOwningSubgraphs({
  config,
  journal,
  gatewayKey,
  consistencyKey,
  linksKeys,
  log,
}: OwningSubgraphsOptions): Promise<Readonly<Record<'accounts' | 'billing' | 'usage' | 'support', Subgraph>>> {
  const shared = { gatewayKey, consistencyKey, linksKey: linksKeys.publicKey, log };
  const [accounts, billing, usage, support] = await Promise.all([
    createAccountsSubgraph({
      source: createCrmSource(config.accounts, log),
      names: config.accounts.names,
      identityConsoleUrl: config.accounts.identityConsoleUrl,
      journal,
      gatewayKey,
      consistencyKey,
      linksKeys,
      log,
    }),
    createBillingSubgraph({
      source: createBillingSource(config.billing, log),
      linkOwner: config.billing.accountMetadata === null ? 'CRM' : 'BILLING',
      returnOrigins: config.billing.returnOrigins,
      journal,
      ...shared,
    }),
    createUsageSubgraph({
      source: createUsageSource(config.usage, log),
      announcer: createProductAnnouncer(config.usage, log),
      ...shared,
    }),
    createSupportSubgraph({
      source: createSupportSource(config.support, log),
      organizationKey: config.support.organizationKey,
      uploads: createUploadTokens(config.support.zendesk.token),
      journal,
      ...shared,
    }),
  ]);
  return { accounts, billing, usage, support };
}
