import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import type { QueryPlan } from '@apollo/query-planner';
import { parse } from 'graphql';
import type { KeyObject } from 'node:crypto';
import type { Logger } from 'pino';
import { createAssertionSigner } from '../subgraphs/shared/assertion/assertion.ts';
import type { SystemOfRecord } from '../subgraphs/shared/system.ts';
import { createDirectory, type Directory, type DirectoryOptions } from './access/directory.ts';
import { createAuthorizer, type Authorizer } from './authorization/probe.ts';
import type { GatewayContext } from './context.ts';
import { createErrorFormatter } from './errors/format.ts';
import { createExecutor, type Gateway } from './executor.ts';
import { createDataSource } from './fetching/data-source.ts';
import type { Transport } from './fetching/transport.ts';
import { apiSchemaOf, prepareSupergraph } from './supergraph.ts';
import type { SupergraphSource } from './supergraph-source.ts';

export interface GatewayOptions {
  /** Where the composed supergraph comes from, and its successors. */
  readonly supergraph: SupergraphSource;
  /** The way to each subgraph, by its name in the supergraph. */
  readonly transports: Readonly<Record<string, Transport>>;
  /** What assertions are signed with. */
  readonly signingKey: KeyObject;
  readonly directory: Pick<DirectoryOptions, 'graceMs'>;
  readonly introspection: boolean;
  readonly log: Logger;
  /** Sees the plan of every operation, for those who check plans. */
  readonly onQueryPlan?: (plan: QueryPlan) => void;
}

export interface GraphGateway extends AsyncDisposable {
  readonly server: ApolloServer<GatewayContext>;
  readonly directory: Directory;
}

/** Whose facts each subgraph answers, for errors while it is away. */
const systems: Readonly<Record<string, SystemOfRecord>> = {
  accounts: 'CRM',
  billing: 'BILLING',
  usage: 'PRODUCT',
  support: 'SUPPORT',
};

export async function createGateway(options: GatewayOptions): Promise<GraphGateway> {
  const { transports, log } = options;
  const signer = createAssertionSigner(options.signingKey);
  const transportOf = (name: string): Transport => {
    const transport = transports[name];
    if (!transport) throw new Error(`the supergraph has a subgraph "${name}" that nobody said the way to`);
    return transport;
  };

  // The gateway reports to its maker unless told otherwise before it is built, and takes no option for it.
  // eslint-disable-next-line no-restricted-properties
  process.env.APOLLO_TELEMETRY_DISABLED = 'true';
  const apollo = new ApolloGateway({
    supergraphSdl: {
      async initialize({ update }) {
        const { sdl: supergraphSdl } = prepareSupergraph(await options.supergraph.read());
        const watch = options.supergraph.watch((given) => {
          const { document, sdl } = prepareSupergraph(given);
          // Tried out before it replaces anything: once it has, the gateway would go on with rules that do not fit it.
          createAuthorizer(document, apiSchemaOf(sdl));
          update(sdl);
        }, log);
        return { supergraphSdl, cleanup: async () => watch[Symbol.dispose]() };
      },
    },
    // That the supergraph is loaded is no news; that it is not, is.
    logger: log.child({}, { level: 'warn' }),
    __exposeQueryPlanExperimental: false,
    queryPlannerConfig: { exposeDocumentNodeInFetchNode: true },
    ...(options.onQueryPlan && { experimental_didResolveQueryPlan: ({ queryPlan }) => options.onQueryPlan?.(queryPlan) }),
    buildService: ({ name }) =>
      createDataSource({ name, system: systems[name], transport: transportOf(name), signer, log }) as never,
  });

  let authorizer: Authorizer | undefined;
  const settled = (): Authorizer => {
    if (!authorizer) throw new Error('the supergraph is not loaded');
    return authorizer;
  };
  const gateway: Gateway = {
    onSchemaLoadOrUpdate: (callback) =>
      apollo.onSchemaLoadOrUpdate((context) => {
        authorizer = createAuthorizer(parse(context.coreSupergraphSdl), context.apiSchema);
        callback(context);
      }),
    stop: () => apollo.stop(),
    async load(loadOptions) {
      const { executor } = await apollo.load(loadOptions);
      return { executor: createExecutor(executor as never, settled, log) };
    },
  };

  const server = new ApolloServer<GatewayContext>({
    gateway,
    formatError: createErrorFormatter(log),
    introspection: options.introspection,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    plugins: [ApolloServerPluginLandingPageDisabled()],
    logger: log,
  });
  await server.start();

  return {
    server,
    directory: createDirectory({ transport: transportOf('accounts'), signer, ...options.directory }),
    [Symbol.asyncDispose]: () => server.stop(),
  };
}
