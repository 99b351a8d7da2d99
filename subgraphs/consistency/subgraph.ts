import type { KeyObject } from 'node:crypto';
import type { Logger } from 'pino';
import { createAssertionSigner } from '../shared/assertion/assertion.ts';
import { createLinksVerifier } from '../shared/assertion/links.ts';
import type { Journal } from '../shared/journal/journal.ts';
import { createOnce } from '../shared/journal/once.ts';
import { createTurns } from '../shared/journal/turns.ts';
import { createSubgraph, defineCommand, type Subgraph } from '../shared/subgraph.ts';
import { deliveries, type Deliveries } from '../shared/webhook.ts';
import type { Loaders } from './context.ts';
import { createFollowers } from './followers.ts';
import type { Resolvers } from './generated/schema.ts';
import { createOwners, type OwnerTransports } from './owners.ts';
import type { Delivery, Durable, Tried } from './port.ts';
import { createDeliveries } from './deliveries.ts';
import { createReconciler } from './reconciler.ts';
import { createSweep, type Sweep } from './sweep.ts';
import type { FollowingSystem, Promised } from './domain/operation.ts';
import { createAccountResolvers } from './resolvers/account.ts';
import { createMutationResolvers } from './resolvers/mutation.ts';
import { operationResolvers } from './resolvers/operation.ts';
import { createQueryResolvers } from './resolvers/query.ts';
import { viewerResolvers } from './resolvers/viewer.ts';

export interface ConsistencySubgraphOptions {
  /** The way to the owning subgraphs. */
  readonly owners: OwnerTransports;
  /** What drives promises to their end. Owned by the subgraph from here on. */
  readonly createDurable: (work: Work) => Durable;
  readonly journal: Journal;
  /** How often it comes back to what changed, in milliseconds. */
  readonly sweepMs: number;
  /** What commands to the owning subgraphs are signed with. */
  readonly signingKey: KeyObject;
  /** What the gateway signs its assertions with. */
  readonly gatewayKey: KeyObject;
  /** What the accounts subgraph signs the links of listed accounts with. */
  readonly linksKey: KeyObject;
  readonly log: Logger;
}

/** What there is to drive: neither ever throws. */
export interface Work {
  readonly attempt: (system: FollowingSystem, promised: Promised) => Promise<Tried>;
  readonly lookAfter: (delivery: Delivery) => Promise<Tried>;
}

/** The subgraph, and what it does when nobody asks. */
export interface ConsistencySubgraph extends Subgraph {
  /** Takes up what an earlier process left, and comes back to what changed from time to time. */
  begin(): Promise<void>;
  sweep: Sweep;
}

export async function createConsistencySubgraph(options: ConsistencySubgraphOptions): Promise<ConsistencySubgraph> {
  const { journal, gatewayKey, log } = options;
  const owners = createOwners(options.owners, createAssertionSigner(options.signingKey));
  const inTurn = createTurns(journal);
  const reconciler = createReconciler(owners);
  const durable = options.createDurable({
    attempt: createFollowers({ owners, inTurn, log }),
    lookAfter: createDeliveries({ owners, reconciler, log }),
  });
  const resolvers: Omit<Resolvers, 'DateTime' | 'Date' | 'EmailAddress' | 'URL' | 'Decimal' | 'CurrencyCode'> = {
    Query: createQueryResolvers(durable),
    Viewer: viewerResolvers,
    Account: createAccountResolvers(createLinksVerifier(options.linksKey)),
    Operation: operationResolvers,
    Mutation: createMutationResolvers({ owners, durable, once: createOnce(journal) }),
  };
  const subgraph = await createSubgraph<Loaders>({
    name: 'consistency',
    schema: new URL('./schema.graphql', import.meta.url),
    resolvers,
    createLoaders: () => null,
    commands: {
      deliver: defineCommand<Loaders, Deliveries>(deliveries, async ({ system, events }) => {
        await Promise.all(events.map(({ id, subject }) => durable.accept({ id: `${system}:${id}`, subject })));
        return {};
      }),
    },
    gatewayKey,
    log,
    resources: [durable],
  });
  const sweep = createSweep({ durable, reconciler, inTurn, log });
  let timer: NodeJS.Timeout | undefined;
  return {
    ...subgraph,
    sweep,
    async begin() {
      // While the journal is away reading goes on; each sweep tries it again.
      await durable.begin().catch(() => undefined);
      timer = setInterval(
        () =>
          void sweep().catch((error: unknown) => log.warn({ reason: String(error) }, 'a sweep did not get through')),
        options.sweepMs,
      ).unref();
    },
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await subgraph[Symbol.asyncDispose]();
    },
  };
}
