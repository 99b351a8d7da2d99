import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import type { QueryPlan } from '@apollo/query-planner';
import { parse } from 'graphql';
import type { KeyObject } from 'node:crypto';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { Logger } from 'pino';
import { createAssertionSigner } from '../subgraphs/shared/assertion/assertion.ts';
import { failureOf, parseJson } from '../subgraphs/shared/command-client.ts';
import type { Assertion } from '../subgraphs/shared/principal.ts';
import { uploadAudience, type UploadMetadata } from '../subgraphs/shared/subgraph.ts';
import type { SystemOfRecord } from '../subgraphs/shared/system.ts';
import { createDirectory, placeOf, type Directory, type DirectoryOptions } from './access/directory.ts';
import { createAuthorizer, type Authorizer } from './authorization/authorizer.ts';
import type { GatewayContext } from './context.ts';
import { createErrorFormatter } from './errors/format.ts';
import { createExecutor, type ExecutorOptions, type Gateway } from './executor.ts';
import { createDataSource } from './fetching/data-source.ts';
import type { TrustedDocuments } from './documents/manifest.ts';
import type { RateLimits } from './limits/rate.ts';
import { createPreflight, type Preflight } from './preflight.ts';
import type { Drops } from './access/drops.ts';
import type { Audit } from './audit/audit.ts';
import type { Transport } from '../subgraphs/shared/transport/transport.ts';
import { apiSchemaOf, prepareSupergraph } from './supergraph.ts';
import { createWebhooks, type Webhooks } from './webhooks.ts';
import type { SupergraphSource } from './supergraph-source.ts';

export interface GatewayOptions {
  /** Where the composed supergraph comes from, and its successors. */
  readonly supergraph: SupergraphSource;
  /** The way to each subgraph, by its name in the supergraph. */
  readonly transports: Readonly<Record<string, Transport>>;
  /** What assertions are signed with. */
  readonly signingKey: KeyObject;
  readonly directory: Pick<DirectoryOptions, 'graceMs'>;
  /** Whether customers, and whoever brings no token, may see what there is to ask, in introspection and in what errors suggest. */
  readonly openSchema: boolean;
  readonly documents: TrustedDocuments;
  readonly trustedOnly: boolean;
  readonly budgets: ExecutorOptions['budgets'];
  readonly rateLimits: RateLimits;
  readonly audit: Audit;
  /** Between this gateway and others. */
  readonly drops: Drops;
  readonly log: Logger;
  /** Sees the plan of every operation, for those who check plans. */
  readonly onQueryPlan?: (plan: QueryPlan) => void;
}

export interface GraphGateway extends AsyncDisposable {
  readonly server: ApolloServer<GatewayContext>;
  readonly directory: Directory;
  readonly preflight: Preflight;
  readonly rateLimits: RateLimits;
  readonly audit: Audit;
  readonly webhooks: Webhooks;
  /** Hands a file to the help desk; what comes back is what a ticket can name it by. */
  readonly upload: (metadata: UploadMetadata, content: Readable, assertion: Assertion) => Promise<string>;
}

/** How long a file may take, in milliseconds: more than a question, since it is as long as it is. */
const uploadMs = 120_000;
const uploaded = z.object({ token: z.string() });

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

  const webhooks = createWebhooks({
    transportOf,
    signer,
    log,
    onChanged(contactIds, accountIds) {
      const changed = [...contactIds, ...accountIds.map(placeOf)];
      directory.drop(changed);
      options.drops.publish(changed);
    },
  });
  const directory: Directory = createDirectory({ transport: transportOf('accounts'), signer, ...options.directory });

  const onMembershipsChanged = (contactIds?: readonly string[]) => {
    directory.drop(contactIds);
    options.drops.publish(contactIds);
  };
  options.drops.subscribe((contactIds) => directory.drop(contactIds));

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
    ...(options.onQueryPlan && {
      experimental_didResolveQueryPlan: ({ queryPlan }) => options.onQueryPlan?.(queryPlan),
    }),
    buildService: ({ name }) =>
      createDataSource({
        name,
        system: systems[name],
        transport: transportOf(name),
        signer,
        onMembershipsChanged,
        onFollowUps: (subjects) => webhooks.follow(subjects),
        log,
      }) as never,
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
      return {
        executor: createExecutor({
          inner: executor as never,
          authorizer: settled,
          budgets: options.budgets,
          rateLimits: options.rateLimits,
          audit: options.audit,
          log,
        }),
      };
    },
  };

  const server = new ApolloServer<GatewayContext>({
    gateway,
    formatError: createErrorFormatter(log, options.openSchema),
    // Who may ask for it is decided before, by who they are.
    introspection: true,
    hideSchemaDetailsFromClientErrors: !options.openSchema,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    plugins: [ApolloServerPluginLandingPageDisabled()],
    logger: log,
  });
  await server.start();

  return {
    server,
    directory,
    preflight: createPreflight({
      schemas: () => ({ api: settled().api, partner: settled().partnerApi }),
      openIntrospection: options.openSchema,
      documents: options.documents,
      trustedOnly: options.trustedOnly,
    }),
    rateLimits: options.rateLimits,
    audit: options.audit,
    webhooks,
    async upload(metadata, content, given) {
      const assertion = { ...given, deadline: Date.now() + uploadMs };
      const body = JSON.stringify(metadata);
      const answer = await transportOf('support').upload(
        { body, assertion: await signer.sign(assertion, uploadAudience('support'), body) },
        content,
        assertion.deadline,
      );
      const said = parseJson(answer.body);
      const done = answer.status === 200 ? uploaded.safeParse(said).data : undefined;
      if (done) return done.token;
      throw failureOf(said, 'SUPPORT');
    },
    [Symbol.asyncDispose]: () => server.stop(),
  };
}
