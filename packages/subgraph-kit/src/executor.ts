import { buildSubgraphSchema, type GraphQLResolverMap } from '@apollo/subgraph';
import {
  execute,
  getOperationAST,
  GraphQLError,
  Kind,
  OperationTypeNode,
  parse,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import type { Logger } from 'pino';
import { readRequirements } from '@customer-graph/authorization/requirements';
import { shieldSchema } from '@customer-graph/authorization/shield';
import type { GraphQLRequest } from '@customer-graph/protocol/messages';
import { assertionCaller } from './assertion-caller.ts';
import type { SubgraphContext } from './context.ts';
import { createDocuments } from './documents.ts';
import { createErrorFormatter } from './format-error.ts';
import { refuseMalformedArguments, refuseMalformedMutations, withMalformedInput } from './malformed-input.ts';
import { losesList, relaxLists, withoutUnusableElements } from './partial-lists.ts';
import { scalarResolvers } from './scalars.ts';

/** Options of `createExecutor`. */
export interface ExecutorOptions {
  /** The subgraph's complete SDL. */
  readonly sdl: string;
  /** The resolvers by type. The scalars of schema/shared.graphql are added. */
  readonly resolvers: object;
  readonly log: Logger;
}

/** A GraphQL response. Its objects belong to the receiver. */
export interface GraphQLResponse {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly GraphQLFormattedError[];
}

/** Executes GraphQL requests. */
export interface Executor<Loaders> {
  /** Returns the HTTP status and the response: 400 without data for a request that cannot be executed. */
  execute(
    request: GraphQLRequest,
    context: SubgraphContext<Loaders>,
  ): Promise<{ readonly status: number; readonly response: GraphQLResponse }>;
}

const schemaOf = (typeDefs: DocumentNode, resolvers: object): GraphQLSchema =>
  buildSubgraphSchema([{ typeDefs, resolvers: { ...scalarResolvers, ...resolvers } as GraphQLResolverMap<unknown> }]);

/** An unusable value of a variable is the client's error, if its scalar does not say otherwise. */
const withCode = (error: GraphQLError): GraphQLError =>
  error.extensions.code === undefined && error.nodes?.[0]?.kind === Kind.VARIABLE_DEFINITION
    ? new GraphQLError(error.message, { extensions: { code: 'BAD_USER_INPUT' } })
    : error;

/**
 * Creates the executor of a subgraph, with its schema behind graphql-shield. graphql-js executes directly: the pipeline of a
 * server around it costs more than the execution, and HTTP is not its concern.
 */
export function createExecutor<Loaders>({ sdl, resolvers, log }: ExecutorOptions): Executor<Loaders> {
  const typeDefs = parse(sdl);
  const requirements = readRequirements(typeDefs);
  const protect = (schema: GraphQLSchema): GraphQLSchema =>
    shieldSchema(refuseMalformedMutations(refuseMalformedArguments(schema)), requirements, assertionCaller);
  const schema = protect(schemaOf(typeDefs, resolvers));
  // Built when it is first needed: most processes never do.
  let relaxed: GraphQLSchema | undefined;
  const documents = createDocuments(schema);
  const formatError = createErrorFormatter(log);
  const formatted = (errors: readonly GraphQLError[]) => errors.map((error) => formatError(withCode(error)));

  /** Leaves list elements with unusable values out of a query's response, where they took their whole list along. */
  async function keepLists(
    request: GraphQLRequest,
    document: DocumentNode,
    contextValue: SubgraphContext<Loaders>,
    response: GraphQLResponse,
  ): Promise<GraphQLResponse> {
    if (!losesList(response.data, response.errors ?? [])) return response;
    relaxed ??= protect(relaxLists(schemaOf(typeDefs, resolvers)));
    const kept = await withoutUnusableElements(relaxed, {
      document,
      contextValue,
      variableValues: request.variables,
      operationName: request.operationName,
    });
    return kept ? { data: kept.data, errors: formatted(kept.errors) } : response;
  }

  return {
    async execute(request, contextValue) {
      const { document, errors: invalid } = documents.read(request.query);
      if (!document) return { status: 400, response: { errors: formatted(invalid) } };
      const { variables: variableValues, operationName } = request;
      const isMutation = getOperationAST(document, operationName)?.operation === OperationTypeNode.MUTATION;
      const result = await withMalformedInput(isMutation, async (): Promise<ExecutionResult<Record<string, unknown>>> =>
        execute({ schema, document, contextValue, variableValues, operationName }),
      );
      const { data, errors } = result;
      // Without an operation or with unusable variables nothing was executed.
      if (data === undefined) return { status: 400, response: { errors: formatted(errors ?? []) } };
      if (!errors) return { status: 200, response: { data } };
      const response = { data, errors: formatted(errors) };
      return {
        status: 200,
        response: isMutation ? response : await keepLists(request, document, contextValue, response),
      };
    },
  };
}
