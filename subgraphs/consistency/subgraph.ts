import { readFile } from 'node:fs/promises';
import type { Logger } from 'pino';
import { createIdempotency } from '@customer-graph/journal/idempotency';
import type { Journal } from '@customer-graph/journal/journal';
import { createLocks } from '@customer-graph/journal/locks';
import type { VerificationKey } from '@customer-graph/protocol/keys';
import { createLinksVerifier } from '@customer-graph/protocol/signed-links';
import { eventCalls } from '@customer-graph/protocol/webhook';
import { handle } from '@customer-graph/subgraph-kit/handlers';
import type { RunningSubgraph } from '@customer-graph/subgraph-kit/module';
import { createSubgraph } from '@customer-graph/subgraph-kit/subgraph';
import type { Loaders } from './context.ts';
import type { Resolvers } from './generated/schema.ts';
import { createOwners, type OwnersOptions } from './owners.ts';
import type { CreateWorkflowEngine } from './port.ts';
import { createAccountResolvers } from './resolvers/account.ts';
import { consistencyReportResolvers } from './resolvers/consistency-report.ts';
import { createMutationResolvers } from './resolvers/mutation.ts';
import { operationResolvers } from './resolvers/operation.ts';
import { createQueryResolvers } from './resolvers/query.ts';
import { viewerResolvers } from './resolvers/viewer.ts';
import { createBackground } from './services/background.ts';
import { createDeliveryProcessor } from './services/deliveries.ts';
import { createFollowerSync } from './services/follower-sync.ts';
import { createReconciler } from './services/reconciler.ts';
import { createSweep } from './services/sweep.ts';

/** `transportTo` and `signer`: for calls to the owning subgraphs. */
export interface ConsistencySubgraphOptions extends OwnersOptions {
  /** The name in the supergraph. */
  readonly name: string;
  /** Creates the engine, which the subgraph disposes of. */
  readonly createWorkflowEngine: CreateWorkflowEngine;
  readonly journal: Journal;
  /** Time between two sweeps, in milliseconds. */
  readonly sweepMs: number;
  /** Verifies the gateway's assertions. */
  readonly gatewayKey: VerificationKey;
  /** Verifies signed links of listed accounts. */
  readonly linksKey: VerificationKey;
  readonly log: Logger;
}

/** Builds the subgraph. Background work begins with `start`. */
export async function createConsistencySubgraph(
  options: ConsistencySubgraphOptions,
): Promise<Required<RunningSubgraph>> {
  const { name, journal, gatewayKey, sweepMs, log } = options;
  const owners = createOwners(options);
  const withLock = createLocks(journal);
  const reconciler = createReconciler(owners);
  const workflows = options.createWorkflowEngine({
    syncFollower: createFollowerSync({ owners, withLock, log }),
    processDelivery: createDeliveryProcessor({ owners, reconciler, log }),
  });
  const sweep = createSweep({ workflows, reconciler, withLock, log });
  const background = createBackground({ workflows, sweep, sweepMs, log });
  const resolvers: Omit<Resolvers, 'DateTime' | 'Date' | 'EmailAddress' | 'URL' | 'Decimal' | 'CurrencyCode'> = {
    Query: createQueryResolvers(workflows),
    Viewer: viewerResolvers,
    Account: createAccountResolvers(createLinksVerifier(options.linksKey)),
    ConsistencyReport: consistencyReportResolvers,
    Operation: operationResolvers,
    Mutation: createMutationResolvers({ owners, workflows, once: createIdempotency(journal) }),
  };
  const subgraph = await createSubgraph<Loaders>({
    name,
    sdl: await readFile(new URL('./generated/schema.graphql', import.meta.url), 'utf8'),
    resolvers,
    createLoaders: () => null,
    gatewayCalls: [
      handle(eventCalls, {
        async deliver({ system, events }) {
          await Promise.all(events.map(({ id, subject }) => workflows.accept({ id: `${system}:${id}`, subject })));
          return {};
        },
      }),
    ],
    gatewayKey,
    log,
    resources: [background, workflows],
  });
  return { ...subgraph, start: () => background.start(), sweep };
}
