import { createHash } from 'node:crypto';
import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import { GraphQLError, Kind, print, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import type { Logger } from 'pino';
import { cutDenied, inlineFragments } from './authorization/cut.ts';
import { expandedSelections, maxSelections } from './authorization/expansion.ts';
import type { Authorizer, Denied } from './authorization/probe.ts';
import { restoreDenied } from './authorization/restore.ts';
import { defaultMessages } from '../subgraphs/shared/errors.ts';
import type { GatewayContext } from './context.ts';
import { placeErrors } from './errors/place.ts';

export type Gateway = ApolloServerOptionsWithGateway<GatewayContext>['gateway'];
export type Executor = NonNullable<Awaited<ReturnType<Gateway['load']>>['executor']>;
type ExecutionRequest = Parameters<Executor>[0];
type ExecutionResult = Awaited<ReturnType<Executor>>;

/** Around the gateway's own executor: authorize, cut, fetch, restore, and say each failure once, where the client looks. */
export function createExecutor(inner: Executor, authorizer: () => Authorizer, log: Logger): Executor {
  return async (request) => {
    const { document, context: untyped } = request;
    // Apollo Server promises one, and hands over none where the document has no operation of the name.
    const operation = request.operation as OperationDefinitionNode | undefined;
    if (!operation) return { errors: [new GraphQLError('The document has no such operation.')] };
    if (expandedSelections(document, operation) > maxSelections) return { errors: [tooLarge()] };
    const context = untyped as unknown as GatewayContext;
    const variables = request.request.variables;
    let rules = authorizer();
    let verdict = await rules.authorize({ document, operationName: request.operationName, variables }, context.access);
    // Rules of one supergraph say nothing of another that has come meanwhile.
    while (authorizer() !== rules) {
      rules = authorizer();
      if (!rules.knows(document)) return { errors: [replaced()] };
      verdict = await rules.authorize({ document, operationName: request.operationName, variables }, context.access);
    }
    if (verdict.invalid.length > 0) return { errors: verdict.invalid.map(asBadInput) };
    context.assertion = context.access.assertion();

    const inlined = inlineFragments(document, operation);
    const result = await inner(verdict.denied.size === 0 ? request : withoutDenied(request, inlined, verdict.denied));
    if (result.data === undefined) return result;
    const restored =
      verdict.denied.size === 0
        ? { data: result.data, errors: [] }
        : restoreDenied({ schema: request.schema, operation: inlined, variables, data: result.data, denied: verdict.denied });
    const errors = placeErrors([...(result.errors ?? []), ...restored.errors, ...silentFailures(result)], inlined);
    if (errors.length > 0) log.debug({ errors: errors.map(({ path, extensions }) => ({ path, code: extensions.code })) }, 'partial answer');
    return errors.length > 0 ? { data: restored.data, errors } : { data: restored.data };
  };
}

/** The plan cache knows operations by their hash: a smaller one needs its own, or the larger one's plan would run. */
function withoutDenied(request: ExecutionRequest, inlined: OperationDefinitionNode, denied: Denied): ExecutionRequest {
  const operation = cutDenied(inlined, denied);
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation] };
  const queryHash = createHash('sha256').update(print(document)).digest('hex');
  return { ...request, document, operation, queryHash };
}

/** The gateway reports a null at a non-null field in an extension alone, where no client looks. */
function silentFailures({ extensions }: ExecutionResult): GraphQLError[] {
  const completion: unknown = extensions?.valueCompletion;
  if (!Array.isArray(completion)) return [];
  return completion.map(
    (error: GraphQLError) =>
      new GraphQLError(error.message, { path: error.path ?? [], extensions: { code: 'UPSTREAM_INVALID_RESPONSE', retryable: false } }),
  );
}

const replaced = (): GraphQLError =>
  new GraphQLError('The API changed while the request was under way, and does not have all of this any more.', { extensions: { code: 'BAD_USER_INPUT', retryable: false } });

const tooLarge = (): GraphQLError =>
  new GraphQLError(defaultMessages.OPERATION_TOO_COSTLY, { extensions: { code: 'OPERATION_TOO_COSTLY', retryable: false } });

const asBadInput = (error: GraphQLError): GraphQLError =>
  new GraphQLError(error.message, { nodes: error.nodes ?? null, extensions: { code: 'BAD_USER_INPUT' } });
