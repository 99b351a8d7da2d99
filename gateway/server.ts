import { randomUUID } from 'node:crypto';
import { HeaderMap } from '@apollo/server';
import { fastify, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { beforeDeadline } from '../subgraphs/shared/before-deadline.ts';
import { defaultMessages, GraphError, type ErrorCode } from '../subgraphs/shared/errors.ts';
import { listen } from '../subgraphs/shared/listen.ts';
import type { Service } from '../subgraphs/shared/serve.ts';
import { createAccess } from './access/access.ts';
import { registerExplorer, type ExplorerOptions } from './explorer/explorer.ts';
import type { GraphGateway } from './gateway.ts';
import type { TokenVerifier } from './identity/token-verifier.ts';
import { requestContext } from './request-context.ts';

export interface ServerOptions {
  readonly gateway: GraphGateway;
  readonly tokens: TokenVerifier;
  readonly port: number;
  readonly host: string;
  /** How long a request may take unless the client asks for less, in milliseconds. */
  readonly timeoutMs: number;
  /** The page at the root; null: none. */
  readonly explorer: ExplorerOptions | null;
  readonly log: Logger;
}

const bodyLimit = 1024 * 1024;
const requestIdShape = /^[\w-]{8,64}$/;

const single = (value: string | string[] | undefined): string | undefined => (typeof value === 'string' ? value : undefined);

const statuses: Partial<Record<ErrorCode, number>> = { UNAUTHENTICATED: 401, BAD_USER_INPUT: 400, UPSTREAM_UNAVAILABLE: 503, UPSTREAM_TIMEOUT: 504 };

/** The gateway's HTTP: GraphQL at /graphql, and health. */
export async function serveGateway(options: ServerOptions): Promise<Service> {
  const { gateway, tokens, timeoutMs, log } = options;
  const app = fastify({ bodyLimit, forceCloseConnections: 'idle', return503OnClosing: true });
  // Malformed JSON is answered in the API's own words.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));

  const refuse = (reply: FastifyReply, requestId: string, error: GraphError, status = statuses[error.code] ?? 500) => {
    if (status === 401) reply.header('www-authenticate', 'Bearer');
    const { message, extensions } = error;
    return reply
      .code(status)
      .headers({ 'x-request-id': requestId, 'cache-control': 'private, no-store' })
      .type('application/json; charset=utf-8')
      .send(JSON.stringify({ errors: [{ message, extensions: { ...extensions, requestId } }] }));
  };

  app.setErrorHandler((error: { statusCode?: number }, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) log.error({ err: error }, 'a request failed');
    const message = status === 413 ? `A request may have at most ${bodyLimit} bytes.` : defaultMessages.BAD_USER_INPUT;
    const failure = status < 500 ? new GraphError('BAD_USER_INPUT', { message }) : new GraphError('INTERNAL');
    return refuse(reply, randomUUID(), failure, status);
  });
  app.setNotFoundHandler((_request, reply) => refuse(reply, randomUUID(), new GraphError('NOT_FOUND'), 404));

  app.get('/health/live', async () => ({ status: 'live' }));
  let isStopping = false;
  app.get('/health/ready', async (_request, reply) => (isStopping ? reply.code(503).send({ status: 'stopping' }) : { status: 'ready' }));
  app.route({ method: ['GET', 'POST'], url: '/graphql', handler: answer });
  if (options.explorer) registerExplorer(app, options.explorer);

  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const arrivedAt = Date.now();
    const given = single(request.headers['x-request-id']);
    const requestId = given !== undefined && requestIdShape.test(given) ? given : randomUUID();
    try {
      const body = parseBody(request);
      const patience = timeoutOf(single(request.headers['x-request-timeout']), timeoutMs);
      const deadline = arrivedAt + patience;
      const identity = await beforeDeadline(deadline, tokens.verify(single(request.headers.authorization)), () => new GraphError('UPSTREAM_TIMEOUT'));
      const access = createAccess({
        identity,
        directory: gateway.directory,
        accountHeader: single(request.headers['x-account-id']) ?? null,
        // What is shared within a request is found by this id: a client that could choose it could share another's.
        requestId: randomUUID(),
        traceId: requestId,
        deadline,
        isPatient: patience === timeoutMs,
      });
      const { status, headers, body: result } = await requestContext.run({ requestId }, () =>
        gateway.server.executeHTTPGraphQLRequest({
          httpGraphQLRequest: { method: request.method, headers: toHeaderMap(request), search: new URL(request.url, 'http://gateway').search, body },
          context: async () => ({ access, assertion: access.assertion() }),
        }),
      );
      if (result.kind !== 'complete') throw new Error('the API answers in one piece');
      return await reply
        .code(status ?? 200)
        .headers({ ...Object.fromEntries(headers), 'x-request-id': requestId, 'cache-control': 'private, no-store' })
        .send(result.string);
    } catch (error) {
      if (error instanceof GraphError) return refuse(reply, requestId, error);
      log.error({ requestId, err: error }, 'a request failed');
      return refuse(reply, requestId, new GraphError('INTERNAL'));
    }
  }

  const port = await listen(app, options.port, options.host);
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      // Whoever balances the load looks here first; what is under way is answered before the port closes.
      isStopping = true;
      await app.close();
    },
  };
}

/** The client may lower the time it waits, and not raise it. */
function timeoutOf(header: string | undefined, limitMs: number): number {
  if (header === undefined) return limitMs;
  const asked = Number(header);
  if (!Number.isSafeInteger(asked) || asked <= 0) {
    throw new GraphError('BAD_USER_INPUT', { message: 'X-Request-Timeout must be a number of milliseconds.' });
  }
  return Math.min(asked, limitMs);
}

function parseBody(request: FastifyRequest): unknown {
  if (request.method !== 'POST') return undefined;
  const text = typeof request.body === 'string' ? request.body : '';
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new GraphError('BAD_USER_INPUT', { message: 'The body is not valid JSON.' });
  }
}

function toHeaderMap(request: FastifyRequest): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
}
