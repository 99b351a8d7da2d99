import { ApolloGateway } from '@apollo/gateway';
import type { QueryPlan } from '@apollo/query-planner';
import { parse } from 'graphql';
import type { Logger } from 'pino';
import type { GraphQLDataSource } from '@apollo/gateway';
import { planningBounds } from '../planning/bounds.ts';
import type { Plans } from '../planning/plans.ts';
import { createCompiledExecutor, type ExecutionSchemas } from '../fetching/compiled.ts';
import { createAuthorizer, type Authorizer } from '../authorization/authorizer.ts';
import type { GatewayContext } from '../operation/context.ts';
import type { Executor, Gateway } from '../operation/execution.ts';
import { assertUsable, type Topology } from './topology.ts';
import { apiSchemaOf, prepareSupergraph } from './prepare.ts';
import type { SupergraphSource } from './source.ts';

export interface ApolloGatewayOptions {
  readonly source: SupergraphSource;
  /** Updated with every supergraph that comes into use. */
  readonly topology: Topology;
  /** The plans of the supergraph in use. */
  readonly plans: Plans;
  readonly createDataSource: (subgraph: {
    readonly name: string;
    readonly url: string;
  }) => GraphQLDataSource<GatewayContext>;
  /** Wraps the executor that plans and fetches. */
  readonly wrapExecutor: (planAndFetch: Executor, authorizer: () => Authorizer) => Executor;
  /** Receives the plan of every operation, for tests of plans. */
  readonly onQueryPlan?: ((plan: QueryPlan) => void) | undefined;
  /** Receives a reason for each operation, or answer, that @apollo/gateway's own executor handles. Default: logs it. */
  readonly onFallback?: ((reason: string) => void) | undefined;
  readonly log: Logger;
}

export interface SupergraphGateway {
  readonly gateway: Gateway;
  /** The rules of the supergraph in use. Throws before one is loaded. */
  readonly authorizer: () => Authorizer;
  /** The wrapped executor, once the gateway is loaded. */
  readonly execute: Executor;
}

/** @apollo/gateway over a supergraph that may be replaced while it runs. An unusable one is refused and the current one stays. */
export function createApolloGateway(options: ApolloGatewayOptions): SupergraphGateway {
  const { source, topology, plans, createDataSource, wrapExecutor, onQueryPlan, log } = options;
  const onFallback = options.onFallback ?? ((reason: string) => log.debug({ reason }, 'operation not compiled'));
  const sources = new Map<string, GraphQLDataSource<GatewayContext>>();
  // The gateway reports usage to its vendor unless this variable is set before it is built, and has no option for it.
  // eslint-disable-next-line no-restricted-properties
  process.env.APOLLO_TELEMETRY_DISABLED = 'true';
  const apollo = new ApolloGateway({
    supergraphSdl: {
      async initialize({ update }) {
        const { sdl: supergraphSdl, entries } = prepareSupergraph(await source.read());
        assertUsable(entries);
        topology.update(entries);
        const watch = source.watch((text) => {
          const next = prepareSupergraph(text);
          // Built once before it replaces anything: an unusable supergraph must not come into use.
          assertUsable(next.entries);
          createAuthorizer(next.document, apiSchemaOf(next.sdl));
          update(next.sdl);
          topology.update(next.entries);
        }, log);
        return { supergraphSdl, cleanup: async () => watch[Symbol.dispose]() };
      },
    },
    logger: log.child({}, { level: 'warn' }),
    __exposeQueryPlanExperimental: false,
    queryPlannerConfig: {
      exposeDocumentNodeInFetchNode: true,
      cache: plans.cache,
      debug: { maxEvaluatedPlans: planningBounds.evaluatedPlans },
    },
    ...(onQueryPlan && { experimental_didResolveQueryPlan: ({ queryPlan }) => onQueryPlan(queryPlan) }),
    // The types of @apollo/gateway bind data sources to an untyped context.
    buildService({ name, url = '' }) {
      const source = createDataSource({ name, url });
      sources.set(name, source);
      return source as never;
    },
  });

  /** @apollo/gateway has built them, and building them again would delay the start. */
  const schemas = () => {
    const { apiSchema, supergraphSchema } = apollo as unknown as Partial<ExecutionSchemas>;
    if (!apiSchema || !supergraphSchema) throw new Error('the supergraph is not loaded');
    return { apiSchema, supergraphSchema };
  };

  let current: Authorizer | undefined;
  const authorizer = (): Authorizer => {
    if (!current) throw new Error('the supergraph is not loaded');
    return current;
  };
  let wrapped: Executor | undefined;
  return {
    authorizer,
    async execute(request) {
      if (!wrapped) throw new Error('the supergraph is not loaded');
      return wrapped(request);
    },
    gateway: {
      onSchemaLoadOrUpdate: (callback) =>
        apollo.onSchemaLoadOrUpdate((context) => {
          current = createAuthorizer(parse(context.coreSupergraphSdl), context.apiSchema);
          plans.use(context.coreSupergraphSdl);
          callback(context);
        }),
      stop: () => apollo.stop(),
      async load(loadOptions) {
        const { executor } = await apollo.load(loadOptions);
        const compiled = createCompiledExecutor({
          plans,
          schemas,
          dataSource: (name) => sources.get(name),
          stock: executor as never,
          onFallback,
          onQueryPlan,
        });
        wrapped = wrapExecutor(compiled, authorizer);
        return { executor: wrapped };
      },
    },
  };
}
