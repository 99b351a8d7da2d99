import { ApolloServer, HeaderMap } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { buildSubgraphSchema, type GraphQLResolverMap } from '@apollo/subgraph';
import type { GraphQLFormattedError } from 'graphql';
import type { KeyObject } from 'node:crypto';
import type { Logger } from 'pino';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import { createAssertionVerifier } from './assertion/assertion.ts';
import { assertionCaller } from './authorization/caller.ts';
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
  /** How many calls to the vendor it took. */
  readonly calls: number;
  /** People in the CRM whose memberships it changed: what is kept of them is old. */
  readonly membershipsChanged: readonly string[];
  /** What others have to be told of, as `kind:id`. */
  readonly followUps: readonly string[];
}

/** The headers that say how many calls an answer took, and whose memberships it changed. */
export const callsHeader = 'x-upstream-calls';
export const membershipsHeader = 'x-memberships-changed';
export const followUpsHeader = 'x-follow-ups';
/** The header that says what a file is, as base64url of JSON. */
export const uploadHeader = 'x-upload-metadata';

/** A subgraph as the gateway sees it, in the same process or over HTTP. */
export interface Subgraph extends AsyncDisposable {
  readonly name: string;
  /** GraphQL. 401 without a valid assertion, to `_service` too. */
  query(request: SubgraphRequest): Promise<SubgraphResponse>;
  /** A file: `body` says what it is, and is what the assertion signs. */
  upload(request: SubgraphRequest, content: Readable): Promise<SubgraphResponse>;
  /** An unpublished call, for the gateway alone or for the consistency subgraph alone. */
  command(name: string, request: SubgraphRequest): Promise<SubgraphResponse>;
}

/** What a file is called, and of what type it says it is. */
export const uploadMetadata = z.strictObject({ fileName: z.string(), contentType: z.string() });
export type UploadMetadata = z.infer<typeof uploadMetadata>;

export interface SubgraphContext<Loaders> extends RequestScope<Loaders> {
  readonly assertion: Assertion;
  /** People whose memberships were changed here, so that it takes effect at once. */
  readonly membershipsChanged: Set<string>;
  /** What was made here that others have to be told of, as `kind:id`. */
  readonly followUps: Set<string>;
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
  /** Unpublished calls for the consistency subgraph: the parts of writes over several systems. */
  readonly steps?: { readonly key: KeyObject; readonly commands: Readonly<Record<string, Command<Loaders>>> };
  /** Takes files; what it answers is the token that they are called by. */
  readonly upload?: (metadata: UploadMetadata, content: Readable, context: SubgraphContext<Loaders>) => Promise<string>;
  /** What the gateway signs with. */
  readonly gatewayKey: KeyObject;
  readonly log: Logger;
  /** What lives and ends with the subgraph. */
  readonly resources?: readonly (Disposable | AsyncDisposable)[];
}

/** An assertion made for one command opens no other, and none that was made for a query opens any. */
export const commandAudience = (name: string, command: string): string => `${name}/commands/${command}`;

/** An assertion made for a file opens nothing else. */
export const uploadAudience = (name: string): string => `${name}/uploads`;

/** What a subgraph answers whoever brings no assertion of the gateway's. */
export const unauthorized: SubgraphResponse = {
  status: 401,
  body: JSON.stringify({
    errors: [{ message: defaultMessages.UNAUTHENTICATED, extensions: { code: 'UNAUTHENTICATED' } }],
  }),
  calls: 0,
  membershipsChanged: [],
  followUps: [],
};

/** Time kept back from the deadline of vendor calls, so that what did arrive can still be answered. */
const answerMarginMs = 100;

export async function createSubgraph<Loaders>(options: SubgraphOptions<Loaders>): Promise<Subgraph> {
  const { name, log, gatewayKey } = options;
  const typeDefs = parseSdl(readSdl(options.schema));
  const resolvers = { ...scalarResolvers, ...options.resolvers } as GraphQLResolverMap<unknown>;
  const schema = shieldSchema(
    buildSubgraphSchema([{ typeDefs, resolvers }]),
    readRequirements(typeDefs),
    assertionCaller,
  );
  const scopes = createRequestScopes(options.createLoaders);
  const assertions = createAssertionVerifier(gatewayKey);
  const own = <T>(of: Readonly<Record<string, T>> | undefined, key: string): T | undefined =>
    of && Object.hasOwn(of, key) ? of[key] : undefined;
  const stepAssertions = options.steps && createAssertionVerifier(options.steps.key);

  const formatError = (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const { message, path } = formatted;
    const known = formatted.extensions?.code;
    const requestId = currentUpstreamContext()?.traceId;
    const cause = unwrapResolverError(error);
    if (isErrorCode(known) && known !== 'INTERNAL') {
      const { system, retryable = false } = formatted.extensions as Partial<GraphError['extensions']>;
      // Which part of the answer could not be used: the one failure that the upstream client does not see.
      if (known === 'UPSTREAM_INVALID_RESPONSE')
        log.warn({ requestId, path, system, code: known, reason: reasonOf(cause) }, 'an answer cannot be used');
      return { message, ...(path && { path }), extensions: { code: known, system, retryable } };
    }
    log.error({ requestId, path, err: cause }, 'a resolver failed');
    return {
      message: defaultMessages.INTERNAL,
      ...(path && { path }),
      extensions: { code: 'INTERNAL', retryable: false },
    };
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

  const inScope = async (
    assertion: Assertion,
    run: (context: SubgraphContext<Loaders>) => Promise<Pick<SubgraphResponse, 'status' | 'body'>>,
  ): Promise<SubgraphResponse> => {
    const scope = scopes.of(assertion.requestId);
    const count = { calls: 0 };
    const upstream = {
      deadline: assertion.deadline - answerMarginMs,
      traceId: assertion.traceId,
      inFlight: scope.inFlight,
      count,
    };
    const membershipsChanged = new Set<string>();
    const followUps = new Set<string>();
    const answer = await withUpstreamContext(upstream, () =>
      run({ ...scope, assertion, membershipsChanged, followUps }),
    );
    return { ...answer, calls: count.calls, membershipsChanged: [...membershipsChanged], followUps: [...followUps] };
  };

  /** What came of an unpublished call: a failure has a code and nothing else. */
  async function answered(
    what: string,
    run: () => Promise<unknown>,
  ): Promise<Pick<SubgraphResponse, 'status' | 'body'>> {
    try {
      return { status: 200, body: JSON.stringify(await run()) };
    } catch (error) {
      if (!(error instanceof GraphError)) log.error({ command: what, err: error }, 'a command failed');
      const extensions = error instanceof GraphError ? error.extensions : { code: 'INTERNAL', retryable: false };
      return { status: 502, body: JSON.stringify({ error: extensions }) };
    }
  }

  return {
    name,

    async query({ body, assertion: token }) {
      const assertion = await assertions.verify(token, name, body);
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
      const step = own(options.steps?.commands, command);
      const known = step ?? own(options.commands, command);
      // Whose word opens a command is part of what it is: the gateway's opens no step, and the other way round.
      const assertion = await (step ? stepAssertions : assertions)?.verify(token, commandAudience(name, command), body);
      if (!assertion || !known) return unauthorized;
      const run = () => inScope(assertion, (context) => answered(command, () => known.run(JSON.parse(body), context)));
      if (!step) return run();
      scopes.forget(assertion.requestId);
      try {
        return await run();
      } finally {
        scopes.forget(assertion.requestId);
      }
    },

    async upload({ body, assertion: token }, content) {
      const assertion = await assertions.verify(token, uploadAudience(name), body);
      const { upload } = options;
      if (!assertion || !upload) {
        content.destroy();
        return unauthorized;
      }
      return inScope(assertion, (context) =>
        answered('upload', async () => ({
          token: await upload(uploadMetadata.parse(JSON.parse(body)), content, context),
        })),
      );
    },

    async [Symbol.asyncDispose]() {
      await disposeAll([{ [Symbol.asyncDispose]: () => server.stop() }, ...(options.resources ?? [])]);
    },
  };
}

const reasonOf = (error: unknown): string =>
  error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);

function textOf(body: Awaited<ReturnType<ApolloServer['executeHTTPGraphQLRequest']>>['body']): string {
  if (body.kind === 'complete') return body.string;
  throw new Error('subgraphs do not answer in parts');
}
