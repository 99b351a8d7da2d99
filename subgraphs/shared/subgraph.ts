import { ApolloServer, HeaderMap } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { ApolloServerPluginInlineTraceDisabled, ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { buildSubgraphSchema, type GraphQLResolverMap } from '@apollo/subgraph';
import type { GraphQLFormattedError } from 'graphql';
import type { KeyObject } from 'node:crypto';
import type { Logger } from 'pino';
import type { z } from 'zod';
import { createAssertionVerifier } from './assertion/assertion.ts';
import { readRequirements } from './authorization/requirements.ts';
import { shieldSchema } from './authorization/shield.ts';
import { disposeAll } from './dispose.ts';
import { defaultMessages, GraphError, isErrorCode } from './errors.ts';
import type { Assertion } from './principal.ts';
import { createRequestScopes, type RequestScope } from './request-scope.ts';
import { parseSdl, readSdl } from './sdl.ts';
import { scalarResolvers } from './scalars.ts';
import { currentUpstreamContext, withUpstreamContext } from './upstream/context.ts';

export interface SubgraphRequest {
  /** The JSON text as the gateway signed it. */
  readonly body: string;
  readonly assertion: string | undefined;
}

export interface SubgraphResponse {
  readonly status: number;
  /** JSON text. */
  readonly body: string;
}

/** A subgraph as the gateway sees it, in the same process or over HTTP. */
export interface Subgraph extends AsyncDisposable {
  readonly name: string;
  /** GraphQL. 401 without a valid assertion, to `_service` too. */
  query(request: SubgraphRequest): Promise<SubgraphResponse>;
  /** An unpublished call that the gateway alone may make. */
  command(name: string, request: SubgraphRequest): Promise<SubgraphResponse>;
}

export interface SubgraphContext<Loaders> extends RequestScope<Loaders> {
  readonly assertion: Assertion;
}

/** An unpublished call: what it takes is checked before it runs. */
export interface Command<Loaders> {
  run(input: unknown, context: SubgraphContext<Loaders>): Promise<unknown>;
}

export const defineCommand = <Loaders, Input>(
  schema: z.ZodType<Input>,
  run: (input: Input, context: SubgraphContext<Loaders>) => Promise<unknown>,
): Command<Loaders> => ({ run: (input, context) => run(schema.parse(input), context) });

export interface SubgraphOptions<Loaders> {
  readonly name: string;
  /** The subgraph's own SDL. */
  readonly schema: URL;
  readonly resolvers: object;
  readonly createLoaders: () => Loaders;
  readonly commands?: Readonly<Record<string, Command<Loaders>>>;
  /** What the gateway signs with. */
  readonly gatewayKey: KeyObject;
  readonly log: Logger;
  /** What lives and ends with the subgraph. */
  readonly resources?: readonly (Disposable | AsyncDisposable)[];
}

/** An assertion made for one command opens no other, and none that was made for a query opens any. */
export const commandAudience = (name: string, command: string): string => `${name}/commands/${command}`;

/** What a subgraph answers whoever brings no assertion of the gateway's. */
export const unauthorized: SubgraphResponse = {
  status: 401,
  body: JSON.stringify({ errors: [{ message: defaultMessages.UNAUTHENTICATED, extensions: { code: 'UNAUTHENTICATED' } }] }),
};

/** Time kept back from the deadline of vendor calls, so that what did arrive can still be answered. */
const answerMarginMs = 100;

export async function createSubgraph<Loaders>(options: SubgraphOptions<Loaders>): Promise<Subgraph> {
  const { name, log, gatewayKey } = options;
  const typeDefs = parseSdl(readSdl(options.schema));
  const resolvers = { ...scalarResolvers, ...options.resolvers } as GraphQLResolverMap<unknown>;
  const schema = shieldSchema<SubgraphContext<Loaders>>(
    buildSubgraphSchema([{ typeDefs, resolvers }]),
    readRequirements(typeDefs),
    {
      isAuthenticated: ({ assertion }) => assertion.principal.kind !== 'ANONYMOUS',
      scopesAt: (parent, { assertion }) => scopesWithin(parent) ?? assertion.scopes,
    },
  );
  const scopes = createRequestScopes(options.createLoaders);
  const queries = createAssertionVerifier(gatewayKey, name);

  const formatError = (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const { message, path } = formatted;
    const known = formatted.extensions?.code;
    const requestId = currentUpstreamContext()?.traceId;
    const cause = unwrapResolverError(error);
    if (isErrorCode(known) && known !== 'INTERNAL') {
      const { system, retryable = false } = formatted.extensions as Partial<GraphError['extensions']>;
      // Which part of the answer could not be used: the one failure that the upstream client does not see.
      if (known === 'UPSTREAM_INVALID_RESPONSE') log.warn({ requestId, path, system, code: known, reason: reasonOf(cause) }, 'an answer cannot be used');
      return { message, ...(path && { path }), extensions: { code: known, system, retryable } };
    }
    log.error({ requestId, path, err: cause }, 'a resolver failed');
    return { message: defaultMessages.INTERNAL, ...(path && { path }), extensions: { code: 'INTERNAL', retryable: false } };
  };

  const server = new ApolloServer<SubgraphContext<Loaders>>({
    schema,
    formatError,
    introspection: false,
    includeStacktraceInErrorResponses: false,
    // The assertion's signature over the body is the stronger check: no browser sends one.
    csrfPrevention: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    plugins: [ApolloServerPluginLandingPageDisabled(), ApolloServerPluginInlineTraceDisabled()],
    logger: log,
  });
  await server.start();

  const inScope = <T>(assertion: Assertion, run: (context: SubgraphContext<Loaders>) => Promise<T>): Promise<T> => {
    const scope = scopes.of(assertion.requestId);
    const upstream = { deadline: assertion.deadline - answerMarginMs, traceId: assertion.traceId, inFlight: scope.inFlight };
    return withUpstreamContext(upstream, () => run({ ...scope, assertion }));
  };

  return {
    name,

    async query({ body, assertion: token }) {
      const assertion = await queries.verify(token, body);
      if (!assertion) return unauthorized;
      return inScope(assertion, async (context) => {
        const { status, body: answer } = await server.executeHTTPGraphQLRequest({
          httpGraphQLRequest: {
            method: 'POST',
            headers: new HeaderMap([['content-type', 'application/json']]),
            search: '',
            body: JSON.parse(body) as unknown,
          },
          context: async () => context,
        });
        return { status: status ?? 200, body: textOf(answer) };
      });
    },

    async command(command, { body, assertion: token }) {
      const assertion = await createAssertionVerifier(gatewayKey, commandAudience(name, command)).verify(token, body);
      const known = options.commands && Object.hasOwn(options.commands, command) ? options.commands[command] : undefined;
      if (!assertion || !known) return unauthorized;
      try {
        const result = await inScope(assertion, (context) => known.run(JSON.parse(body), context));
        return { status: 200, body: JSON.stringify(result) };
      } catch (error) {
        if (!(error instanceof GraphError)) log.error({ command, err: error }, 'a command failed');
        const extensions = error instanceof GraphError ? error.extensions : { code: 'INTERNAL', retryable: false };
        return { status: 502, body: JSON.stringify({ error: extensions }) };
      }
    },

    async [Symbol.asyncDispose]() {
      await disposeAll([{ [Symbol.asyncDispose]: () => server.stop() }, ...(options.resources ?? [])]);
    },
  };
}

const reasonOf = (error: unknown): string => (error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error));

/** Accounts carry what the caller may do in them. */
function scopesWithin(parent: unknown): readonly string[] | undefined {
  if (typeof parent !== 'object' || parent === null || !('scopes' in parent)) return undefined;
  return Array.isArray(parent.scopes) ? parent.scopes : undefined;
}

function textOf(body: Awaited<ReturnType<ApolloServer['executeHTTPGraphQLRequest']>>['body']): string {
  if (body.kind === 'complete') return body.string;
  throw new Error('subgraphs do not answer in parts');
}

