import type { KeyObject } from 'node:crypto';
import type { Logger } from 'pino';
import { createLinksVerifier } from '../shared/assertion/links.ts';
import { createSubgraph, type Subgraph } from '../shared/subgraph.ts';
import type { Resolvers } from './generated/schema.ts';
import { createLoaders, type Loaders } from './loaders.ts';
import type { ProductAnnouncer, UsageSource } from './port.ts';
import { createAccountResolvers } from './resolvers/account.ts';
import { createMemberResolvers } from './resolvers/member.ts';
import { meterUsageResolvers } from './resolvers/meter-usage.ts';
import { queryResolvers } from './resolvers/query.ts';
import { usageResolvers } from './resolvers/usage.ts';
import { viewerResolvers } from './resolvers/viewer.ts';
import { createSteps } from './steps.ts';

export interface UsageSubgraphOptions {
  /** Owned by the subgraph from here on. */
  readonly source: UsageSource;
  /** Owned as well. */
  readonly announcer: ProductAnnouncer;
  /** What the gateway signs its assertions with. */
  readonly gatewayKey: KeyObject;
  /** What the consistency subgraph signs its commands with. */
  readonly consistencyKey: KeyObject;
  /** What the accounts subgraph signs the links of listed accounts with. */
  readonly linksKey: KeyObject;
  readonly log: Logger;
}

export function createUsageSubgraph({
  source,
  announcer,
  gatewayKey,
  consistencyKey,
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
    name: 'usage',
    schema: new URL('./schema.graphql', import.meta.url),
    resolvers,
    createLoaders: () => createLoaders(source),
    steps: { key: consistencyKey, commands: createSteps(announcer) },
    gatewayKey,
    log,
    resources: [source, announcer],
  });
}
