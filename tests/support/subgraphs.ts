import { createCrmSource } from '../../subgraphs/accounts/adapter.ts';
import { parseAccountsConfig } from '../../subgraphs/accounts/config.ts';
import { createAccountsSubgraph } from '../../subgraphs/accounts/subgraph.ts';
import { createBillingSource } from '../../subgraphs/billing/adapter.ts';
import { parseBillingConfig } from '../../subgraphs/billing/config.ts';
import { createBillingSubgraph } from '../../subgraphs/billing/subgraph.ts';
import { createSupportSource } from '../../subgraphs/support/adapter.ts';
import { parseSupportConfig } from '../../subgraphs/support/config.ts';
import { createSupportSubgraph } from '../../subgraphs/support/subgraph.ts';
import { createUploadTokens } from '../../subgraphs/support/uploads.ts';
import { createDurableWith } from '../../subgraphs/consistency/adapter.ts';
import { createConsistencySubgraph } from '../../subgraphs/consistency/subgraph.ts';
import { createDirectTransport } from '../../subgraphs/shared/transport/direct-transport.ts';
import { createProductAnnouncer, createUsageSource } from '../../subgraphs/usage/adapter.ts';
import { parseUsageConfig } from '../../subgraphs/usage/config.ts';
import { createUsageSubgraph } from '../../subgraphs/usage/subgraph.ts';
import { generateKeys, type KeyPair } from '../../subgraphs/shared/assertion/keys.ts';
import { createJournal } from '../../subgraphs/shared/journal/journal.ts';
import { silentLog } from '../../subgraphs/shared/log.ts';
import type { Subgraph } from '../../subgraphs/shared/subgraph.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { noPace } from './graph.ts';
import { copyJournal } from './journal.ts';

export interface BareSubgraphs extends AsyncDisposable {
  readonly all: Readonly<Record<'accounts' | 'billing' | 'usage' | 'support' | 'consistency', Subgraph>>;
  /** What the gateway would sign with. */
  readonly gatewayKeys: KeyPair;
  /** What the consistency subgraph signs its commands with. */
  readonly consistencyKeys: KeyPair;
  /** What the accounts subgraph signs links with. */
  readonly linksKeys: KeyPair;
}

/** The subgraphs over a sandbox, with no gateway before them. */
export async function startSubgraphs(sandbox: Sandbox): Promise<BareSubgraphs> {
  const environment = { ...noPace, ...sandbox.environment };
  const [gatewayKeys, linksKeys, consistencyKeys] = [generateKeys(), generateKeys(), generateKeys()];
  const files = copyJournal();
  const journalConfig = { databaseUrl: null, directory: files.directory, retentionDays: 30 };
  const journal = createJournal({ config: journalConfig, name: 'graph', log: silentLog });
  const shared = {
    gatewayKey: gatewayKeys.publicKey,
    consistencyKey: consistencyKeys.publicKey,
    linksKey: linksKeys.publicKey,
    log: silentLog,
  };
  const crm = parseAccountsConfig(environment);
  const owners = {
    accounts: await createAccountsSubgraph({
      source: createCrmSource(crm, silentLog),
      names: crm.names,
      identityConsoleUrl: null,
      journal,
      gatewayKey: gatewayKeys.publicKey,
      consistencyKey: consistencyKeys.publicKey,
      linksKeys,
      log: silentLog,
    }),
    billing: await createBillingSubgraph({
      source: createBillingSource(parseBillingConfig(environment), silentLog),
      linkOwner: 'CRM',
      returnOrigins: [],
      journal,
      ...shared,
    }),
    usage: await createUsageSubgraph({
      source: createUsageSource(parseUsageConfig(environment), silentLog),
      announcer: createProductAnnouncer(parseUsageConfig(environment), silentLog),
      ...shared,
    }),
    support: await createSupportSubgraph({
      source: createSupportSource(parseSupportConfig(environment), silentLog),
      organizationKey: 'external_id',
      uploads: createUploadTokens('tests'),
      journal,
      ...shared,
    }),
  };
  const consistency = await createConsistencySubgraph({
    owners: {
      accounts: createDirectTransport(owners.accounts),
      billing: createDirectTransport(owners.billing),
      usage: createDirectTransport(owners.usage),
      support: createDirectTransport(owners.support),
    },
    createDurable: createDurableWith(journal, journalConfig, silentLog),
    sweepMs: 1e9,
    journal,
    signingKey: consistencyKeys.privateKey,
    ...shared,
  });
  const all = { consistency, ...owners };
  return {
    all,
    gatewayKeys,
    consistencyKeys,
    linksKeys,
    async [Symbol.asyncDispose]() {
      for (const resource of [...Object.values(all), journal, files]) await resource[Symbol.asyncDispose]();
    },
  };
}
