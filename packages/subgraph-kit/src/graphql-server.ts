import { ApolloServer, HeaderMap, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { buildSubgraphSchema, type GraphQLResolverMap } from '@apollo/subgraph';
import { OperationTypeNode, parse, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { readRequirements } from '@customer-graph/authorization/requirements';
import { shieldSchema } from '@customer-graph/authorization/shield';
import { wellFormedJson } from '@customer-graph/process/well-formed-json';
import type { SubgraphResponse } from '@customer-graph/protocol/messages';
import { assertionCaller } from './assertion-caller.ts';
import type { SubgraphContext } from './context.ts';
import { createErrorFormatter } from './format-error.ts';
import { refuseMalformedArguments, refuseMalformedMutations, withMalformedInput } from './malformed-input.ts';
import { losesList, relaxLists, withoutUnusableElements } from './partial-lists.ts';
import { scalarResolvers } from './scalars.ts';

/** Options of `createGraphQLServer`. */
export interface GraphQLServerOptions {
  /** The subgraph's complete SDL. */
  readonly sdl: string;
  /** The resolvers by type. The scalars of schema/shared.graphql are added. */
  readonly resolvers: object;
  readonly log: Logger;
}

/** Executes GraphQL requests without a port. */
export interface GraphQLServer<Loaders> extends AsyncDisposable {
  /** Executes the JSON text of a GraphQL request. Returns the status and the JSON text of the response. */
  execute(body: string, context: SubgraphContext<Loaders>): Promise<Pick<SubgraphResponse, 'status' | 'body'>>;
}

/** Leaves list elements with unusable values out of a query's response, where they took their whole list along. */
const keepLists = <Loaders>(
  relaxed: () => GraphQLSchema,
  format: ReturnType<typeof createErrorFormatter>,
): ApolloServerPlugin<SubgraphContext<Loaders>> => ({
  requestDidStart: async () => ({
    async willSendResponse({ document, operation, operationName, request, contextValue, response: { body } }) {
      if (!document || operation?.operation !== OperationTypeNode.QUERY || body.kind !== 'single') return;
      const { data, errors = [] } = body.singleResult;
      if (!losesList(data, errors)) return;
      const { variables: variableValues } = request;
      const kept = await withoutUnusableElements(relaxed(), {
        document,
        contextValue,
        ...(variableValues && { variableValues }),
        ...(operationName !== null && { operationName }),
      });
      if (!kept) return;
      body.singleResult.data = kept.data;
      body.singleResult.errors = kept.errors.map((error) => format(error.toJSON(), error));
    },
  }),
});

const schemaOf = (typeDefs: DocumentNode, resolvers: object): GraphQLSchema =>
  buildSubgraphSchema([{ typeDefs, resolvers: { ...scalarResolvers, ...resolvers } as GraphQLResolverMap<unknown> }]);

/** Creates an Apollo Server without a port, with the subgraph's schema behind graphql-shield. */
export async function createGraphQLServer<Loaders>({
  sdl,
  resolvers,
  log,
}: GraphQLServerOptions): Promise<GraphQLServer<Loaders>> {
  const typeDefs = parse(sdl);
  const requirements = readRequirements(typeDefs);
  const protect = (schema: GraphQLSchema): GraphQLSchema =>
    shieldSchema(refuseMalformedMutations(refuseMalformedArguments(schema)), requirements, assertionCaller);
  const schema = protect(schemaOf(typeDefs, resolvers));
  let relaxed: GraphQLSchema | undefined;
  const formatError = createErrorFormatter(log);
  const server = new ApolloServer<SubgraphContext<Loaders>>({
    schema,
    formatError,
    introspection: false,
    includeStacktraceInErrorResponses: false,
    // The signature over the body already excludes browsers.
    csrfPrevention: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      // Built when it is first needed: most processes never do.
      keepLists<Loaders>(() => (relaxed ??= protect(relaxLists(schemaOf(typeDefs, resolvers)))), formatError),
    ],
    logger: log,
  });
  await server.start();

  return {
    async execute(body, context) {
      const request = JSON.parse(body) as { readonly query?: unknown };
      // The gateway prints the keyword of a mutation first.
      const isMutation = /^\s*mutation\b/.test(String(request.query));
      const { status, body: response } = await withMalformedInput(isMutation, () =>
        server.executeHTTPGraphQLRequest({
          httpGraphQLRequest: {
            method: 'POST',
            headers: new HeaderMap([['content-type', 'application/json']]),
            search: '',
            body: request,
          },
          context: async () => context,
        }),
      );
      if (response.kind !== 'complete') throw new Error('incremental delivery is not supported');
      return { status: status ?? 200, body: wellFormedJson(response.string) };
    },
    [Symbol.asyncDispose]: () => server.stop(),
  };
}
