import type { KeyObject } from 'node:crypto';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import type { Logger } from 'pino';
import { createAssertionSigner } from '@customer-graph/protocol/assertion';
import { createCallClient } from '@customer-graph/protocol/call-client';
import { directoryCalls } from '@customer-graph/protocol/directory';
import { accountKey, createDirectory, type Directory, type DirectoryOptions } from './access/directory.ts';
import type { MembershipInvalidation } from './access/membership-invalidation.ts';
import type { Audit } from './audit/audit.ts';
import type { TrustedDocuments } from './documents/manifest.ts';
import type { PersistedQueries } from './documents/persisted-queries.ts';
import { createErrorFormatter } from './errors/format.ts';
import type { Connections } from './fetching/connections.ts';
import { createDataSource } from './fetching/data-source.ts';
import { createPlans } from './planning/plans.ts';
import type { PlanningThread } from './planning/thread.ts';
import type { RateLimits } from './limits/rate.ts';
import type { GatewayContext } from './operation/context.ts';
import { createExecutor } from './operation/executor.ts';
import { createKnownOperations } from './operation/known-operations.ts';
import { createRunKnown, type RunKnown } from './operation/run-known.ts';
import { createOperationRequests, type OperationRequests } from './operation/request.ts';
import type { OperationServices } from './operation/run.ts';
import { createApolloGateway, type ApolloGatewayOptions } from './supergraph/apollo-gateway.ts';
import type { SupergraphSource } from './supergraph/source.ts';
import { createTopology } from './supergraph/topology.ts';
import { createOpenDownload, type OpenDownload } from './downloads/open.ts';
import { createForwardUpload, type ForwardUpload } from './uploads/forward.ts';
import type { Scan } from './uploads/scan.ts';
import { createWebhooks, type Webhooks } from './webhooks/webhooks.ts';

export interface GatewayOptions {
  readonly supergraph: SupergraphSource;
  /** Owned by the caller. */
  readonly connections: Connections;
  /** Signs assertions. */
  readonly signingKey: KeyObject;
  /** Keys shared with single subgraphs, by name. They sign in place of `signingKey`. */
  readonly macKeys?: ReadonlyMap<string, KeyObject>;
  readonly directory: Pick<DirectoryOptions, 'graceMs'>;
  /** Whether customers and anonymous callers may see the schema, in introspection and in suggestions of errors. */
  readonly openSchema: boolean;
  readonly documents: TrustedDocuments;
  readonly persistedQueries: PersistedQueries;
  readonly trustedOnly: boolean;
  readonly budgets: OperationServices['budgets'];
  readonly rateLimits: RateLimits;
  readonly audit: Audit;
  /** Owned by the caller. */
  readonly planning: PlanningThread;
  /** Scans uploaded files. */
  readonly scan: Scan;
  /** Exchanges invalidations with other gateways. */
  readonly invalidation: MembershipInvalidation;
  readonly log: Logger;
  readonly onQueryPlan?: ApolloGatewayOptions['onQueryPlan'];
}

export interface GraphGateway extends AsyncDisposable {
  readonly server: ApolloServer<GatewayContext>;
  readonly directory: Directory;
  readonly operationRequest: OperationRequests;
  readonly runKnown: RunKnown;
  readonly rateLimits: RateLimits;
  readonly audit: Audit;
  readonly webhooks: Webhooks;
  readonly upload: ForwardUpload;
  readonly openDownload: OpenDownload;
  readonly scan: Scan;
}

/** The gateway without HTTP: tests execute operations on it directly. */
export async function createGateway(options: GatewayOptions): Promise<GraphGateway> {
  const { connections, invalidation, rateLimits, audit, log } = options;
  const signer = createAssertionSigner(options.signingKey, options.macKeys);
  const topology = createTopology();
  const plans = createPlans(options.planning);

  const directory = createDirectory({
    ...options.directory,
    client() {
      const entry = topology.directory();
      const { system } = entry.permissions;
      return createCallClient({
        name: entry.name,
        calls: directoryCalls,
        system,
        transport: connections.to(entry),
        signer,
      });
    },
  });
  const invalidate = (keys?: readonly string[]): void => {
    directory.invalidate(keys);
    invalidation.publish(keys);
  };
  invalidation.subscribe((keys) => directory.invalidate(keys));

  const webhooks = createWebhooks({
    topology,
    connections,
    signer,
    onChanged: (contactIds, accountIds) => invalidate([...contactIds, ...accountIds.map(accountKey)]),
    log,
  });
  const known = createKnownOperations();
  const formatError = createErrorFormatter(log, options.openSchema);
  const { gateway, authorizer, execute } = createApolloGateway({
    source: options.supergraph,
    topology,
    plans,
    createDataSource: ({ name, url }) =>
      createDataSource({
        name,
        permissions: () => topology.permissionsOf(name),
        transport: connections.to({ name, url }),
        signer,
        onMembershipsChanged: invalidate,
        onFollowUps: (subjects, system) => webhooks.follow(subjects, system),
        log,
      }),
    wrapExecutor: (planAndFetch, rules) =>
      createExecutor({ planAndFetch, authorizer: rules, budgets: options.budgets, rateLimits, audit, plans, log }),
    onQueryPlan: options.onQueryPlan,
    log,
  });

  const server = new ApolloServer<GatewayContext>({
    gateway,
    formatError,
    // Known operations are not sent to it again.
    documentStore: null,
    // The operation request has already refused introspection by the kind of caller.
    introspection: true,
    hideSchemaDetailsFromClientErrors: !options.openSchema,
    includeStacktraceInErrorResponses: false,
    // The operation request resolves hashes, because the limits need the text.
    persistedQueries: false,
    csrfPrevention: {
      // A page of another site cannot send these headers without a preflight. "authorization" counts because every scheme
      // but Bearer is refused before: browsers send Basic and Negotiate by themselves, but no bearer token.
      requestHeaders: ['authorization', 'apollo-require-preflight', 'x-apollo-operation-name'],
    },
    stopOnTerminationSignals: false,
    plugins: [ApolloServerPluginLandingPageDisabled(), known.plugin],
    logger: log,
  });
  await server.start();

  return {
    server,
    directory,
    operationRequest: createOperationRequests({
      schemas: () => ({ api: authorizer().api, partner: authorizer().partnerApi }),
      openIntrospection: options.openSchema,
      known,
      documents: options.documents,
      persistedQueries: options.persistedQueries,
      trustedOnly: options.trustedOnly,
    }),
    runKnown: createRunKnown({ execute, formatError, log }),
    rateLimits,
    audit,
    webhooks,
    upload: createForwardUpload(topology, connections, signer),
    openDownload: createOpenDownload(topology, connections, signer),
    scan: options.scan,
    [Symbol.asyncDispose]: () => server.stop(),
  };
}
