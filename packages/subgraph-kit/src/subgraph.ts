import type { Readable } from 'node:stream';
import type { Logger } from 'pino';
import { createAssertionVerifier } from '@customer-graph/protocol/assertion';
import { defaultMessages, GraphError } from '@customer-graph/protocol/errors';
import type { VerificationKey } from '@customer-graph/protocol/keys';
import {
  downloadAudience,
  downloadRequest,
  graphqlRequest,
  unauthorized,
  uploadAudience,
  type Download,
  uploadMetadata,
  type Subgraph,
  type SubgraphResponse,
  type UploadMetadata,
} from '@customer-graph/protocol/messages';
import { disposeAll } from '@customer-graph/process/dispose';
import { wellFormedJson } from '@customer-graph/process/well-formed-json';
import { createCallVerifier, type CallsFrom } from './calls-from.ts';
import type { SubgraphContext } from './context.ts';
import { createExecutor } from './executor.ts';
import { createRequestScopes } from './request-scope.ts';
import { runInScope } from './run-in-scope.ts';

/** Options of `createSubgraph`. */
export interface SubgraphOptions<Loaders> {
  /** The name in the supergraph. */
  readonly name: string;
  /** The complete SDL: `generated/schema.graphql`. */
  readonly sdl: string;
  /** The resolvers by type. The scalars of schema/shared.graphql are added. */
  readonly resolvers: object;
  /** Creates the DataLoaders of one gateway request. */
  readonly createLoaders: () => Loaders;
  /** Verifies the gateway's assertions. */
  readonly gatewayKey: VerificationKey;
  /** Calls by the gateway: directory, webhooks, events. */
  readonly gatewayCalls?: readonly CallsFrom<Loaders>['handlers'][];
  /** Calls by other subgraphs: parts of writes over several systems. */
  readonly subgraphCalls?: readonly CallsFrom<Loaders>[];
  /** Stores a file and returns the token for later mutations. Without it every upload is refused. */
  readonly upload?: (metadata: UploadMetadata, content: Readable, context: SubgraphContext<Loaders>) => Promise<string>;
  /** Opens the file of a link that the subgraph gave out. Without it every download is refused. */
  readonly download?: (link: string, context: SubgraphContext<Loaders>) => Promise<Download>;
  readonly log: Logger;
  /** Disposed of together with the subgraph. */
  readonly resources?: readonly (Disposable | AsyncDisposable)[];
}

/** The response to a body that is no GraphQL request. */
const malformedRequest = {
  status: 400,
  body: JSON.stringify({
    errors: [{ message: defaultMessages.INTERNAL, extensions: { code: 'INTERNAL', retryable: false } }],
  }),
};

/**
 * Creates a subgraph without listening on a port. Every request needs a valid assertion; without one the status is 401, also for
 * `_service`. Rejects if the SDL and the resolvers do not build a schema.
 *
 * @example
 * const subgraph = await createSubgraph({ name: 'status', sdl, resolvers, createLoaders: () => null, gatewayKey, log });
 * const service = await serveSubgraph(subgraph, { port: 4006, host: '::', log });
 */
export async function createSubgraph<Loaders>(options: SubgraphOptions<Loaders>): Promise<Required<Subgraph>> {
  const { name, log, gatewayKey, upload, download, gatewayCalls = [], subgraphCalls = [] } = options;
  const executor = createExecutor<Loaders>(options);
  const scopes = createRequestScopes(options.createLoaders);
  const assertions = createAssertionVerifier(gatewayKey);
  const verifyGatewayCall = createCallVerifier(
    name,
    gatewayCalls.map((handlers) => ({ keys: [gatewayKey], handlers })),
  );
  const verifySubgraphCall = createCallVerifier(name, subgraphCalls);

  /** Runs a call. The response to a failure contains only the error code, never the message or cause. */
  async function respondTo(
    call: string,
    run: () => Promise<unknown>,
  ): Promise<Pick<SubgraphResponse, 'status' | 'body'>> {
    try {
      return { status: 200, body: JSON.stringify(await run()) };
    } catch (error) {
      if (!(error instanceof GraphError)) log.error({ call, err: error }, 'call failed');
      const extensions = error instanceof GraphError ? error.extensions : { code: 'INTERNAL', retryable: false };
      return { status: 502, body: JSON.stringify({ error: extensions }) };
    }
  }

  return {
    name,

    async query({ body, assertion: token }, left) {
      const assertion = assertions.verify(token, name, body);
      if (!assertion) return unauthorized;
      return runInScope(
        scopes,
        assertion,
        async (context) => {
          const request = graphqlRequest.safeParse(JSON.parse(body));
          if (!request.success) return malformedRequest;
          const { status, response } = await executor.execute(request.data, context);
          return { status, body: wellFormedJson(JSON.stringify(response)) };
        },
        left,
      );
    },

    queryLocal: (request, assertion, left) =>
      runInScope(
        scopes,
        assertion,
        async (context) => ({ answer: (await executor.execute(request, context)).response }),
        left,
      ),

    async command(call, request) {
      const fromSubgraph = await verifySubgraphCall(call, request);
      const accepted = fromSubgraph ?? (await verifyGatewayCall(call, request));
      if (!accepted) return unauthorized;
      const { assertion, handler } = accepted;
      const run = () =>
        runInScope(scopes, assertion, (context) =>
          respondTo(call, () => handler(JSON.parse(request.body) as unknown, context)),
        );
      if (!fromSubgraph) return run();
      // A call of another subgraph is part of a write: it must not use data from before, and its own data is stale afterwards.
      scopes.forget(assertion.requestId);
      try {
        return await run();
      } finally {
        scopes.forget(assertion.requestId);
      }
    },

    async upload({ body, assertion: token }, content) {
      const assertion = assertions.verify(token, uploadAudience(name), body);
      if (!assertion || !upload) {
        content.destroy();
        return unauthorized;
      }
      return runInScope(scopes, assertion, (context) =>
        respondTo('upload', async () => ({
          token: await upload(uploadMetadata.parse(JSON.parse(body)), content, context),
        })),
      );
    },

    async download({ body, assertion: token }, left) {
      const assertion = assertions.verify(token, downloadAudience(name), body);
      if (!assertion || !download) return { ...unauthorized, content: null };
      let content: Download['content'] | null = null;
      const response = await runInScope(
        scopes,
        assertion,
        (context) =>
          respondTo('download', async () => {
            const opened = await download(downloadRequest.parse(JSON.parse(body)).link, context);
            content = opened.content;
            return opened.metadata;
          }),
        left,
      );
      return { ...response, content };
    },

    async [Symbol.asyncDispose]() {
      await disposeAll(options.resources ?? []);
    },
  };
}
