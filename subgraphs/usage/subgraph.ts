import { readFileSync } from 'node:fs';
import type { Subgraph } from '@customer-graph/protocol/messages';
import { createLinksVerifier } from '@customer-graph/protocol/signed-links';
import { handle } from '@customer-graph/subgraph-kit/handlers';
import type { SubgraphServices } from '@customer-graph/subgraph-kit/module';
import { createSubgraph } from '@customer-graph/subgraph-kit/subgraph';
import { createCommands } from './commands.ts';
import { usageCalls } from './contract.ts';
import type { Resolvers } from './generated/schema.ts';
import { createLoaders, type Loaders } from './loaders.ts';
import type { ProductAnnouncer, UsageSource } from './port.ts';
import { createAccountResolvers } from './resolvers/account.ts';
import { createMemberResolvers } from './resolvers/member.ts';
import { meterUsageResolvers } from './resolvers/meter-usage.ts';
import { queryResolvers } from './resolvers/query.ts';
import { usageResolvers } from './resolvers/usage.ts';
import { viewerResolvers } from './resolvers/viewer.ts';

export interface UsageSubgraphOptions extends Pick<
  SubgraphServices,
  'name' | 'gatewayKey' | 'callerKeys' | 'linksKey' | 'log'
> {
  /** Disposed of together with the subgraph. */
  readonly source: UsageSource;
  /** Disposed of together with the subgraph. */
  readonly announcer: ProductAnnouncer;
}

const sdl = new URL('./generated/schema.graphql', import.meta.url);

/** Builds the usage subgraph. It reads the product's database and notifies the product, and writes to neither. */
export function createUsageSubgraph({
  name,
  source,
  announcer,
  gatewayKey,
  callerKeys,
  linksKey,
  log,
}: UsageSubgraphOptions): Promise<Subgraph> {
  const verifier = createLinksVerifier(linksKey);
  const resolvers: Omit<Resolvers, 'DateTime' | 'Date' | 'EmailAddress' | 'URL' | 'Decimal' | 'CurrencyCode'> = {
    Query: queryResolvers,
    Viewer: viewerResolvers,
    Account: createAccountResolvers(verifier),
    Member: createMemberResolvers(verifier),
    Usage: usageResolvers,
    MeterUsage: meterUsageResolvers,
  };

  return createSubgraph<Loaders>({
    name,
    sdl: readFileSync(sdl, 'utf8'),
    resolvers,
    createLoaders: () => createLoaders(source),
    subgraphCalls: [{ keys: callerKeys, handlers: handle(usageCalls, createCommands(announcer)) }],
    gatewayKey,
    log,
    resources: [source, announcer],
  });
}
