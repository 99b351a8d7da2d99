import { randomUUID } from 'node:crypto';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import { HeaderMap } from '@apollo/server';
import { fastify, type FastifyReply, type FastifyRequest } from 'fastify';
import type { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { beforeDeadline } from '../subgraphs/shared/before-deadline.ts';
import { badInput, GraphError, type ErrorCode } from '../subgraphs/shared/errors.ts';
import { listen } from '../subgraphs/shared/listen.ts';
import type { Service } from '../subgraphs/shared/serve.ts';
import { createAccess } from './access/access.ts';
import { actorOf, isRefusal, refusedRequest } from './audit/acts.ts';
import type { GatewayContext } from './context.ts';
import { withoutSuggestions } from './errors/format.ts';
import { registerExplorer, type ExplorerOptions } from './explorer/explorer.ts';
import type { GraphGateway } from './gateway.ts';
import type { Identity } from './identity/identity.ts';
import type { TokenVerifier } from './identity/token-verifier.ts';
import { rateHeaders, rateKeyOf, type Consumption, type Standing } from './limits/rate.ts';
import { createStrangers } from './limits/strangers.ts';
import { shapeLimits } from './limits/shape.ts';
import { RequestErrors, type Parameters } from './preflight.ts';
import { requestContext } from './request-context.ts';
import { receiveUpload, uploadLimits, uploadsPath } from './uploads.ts';
import { isWebhookVendor } from './webhooks.ts';

export interface ServerOptions {
  readonly gateway: GraphGateway;
  readonly tokens: TokenVerifier;
  readonly port: number;
  readonly host: string;
  /** How long a request may take unless the client asks for less, in milliseconds. */
  readonly timeoutMs: number;
  /** Origins whose pages may ask, beside the gateway's own. */
  readonly corsOrigins: readonly string[];
  /** Addresses of the proxies before it, whose word on the client's address is believed. */
  readonly trustedProxies: readonly string[];
  /** What the gateway is called from outside, where vendors sign that; null: nobody has said. */
  readonly publicUrl: string | null;
  /** The page at the root; null: none. */
  readonly explorer: ExplorerOptions | null;
  readonly log: Logger;
}

const requestIdShape = /^[\w-]{8,64}$/;

/** Vendors send no more than that. */
const webhookBytes = 1024 * 1024;
/** Of what came along with a webhook only what it is signed with. */
const pickSignature = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => /signature|x-hubspot-request-timestamp/.test(name)));

const single = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

const statuses: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  BAD_USER_INPUT: 400,
  OPERATION_TOO_COSTLY: 400,
  RATE_LIMITED: 429,
  UPSTREAM_UNAVAILABLE: 503,
  UPSTREAM_TIMEOUT: 504,
};

/** The gateway's HTTP: GraphQL at /graphql, files at /uploads, and health. */
export async function serveGateway(options: ServerOptions): Promise<Service> {
  const { gateway, tokens, timeoutMs, log } = options;
  const app = fastify({
    bodyLimit: shapeLimits.body,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    trustProxy: options.trustedProxies.length > 0 ? [...options.trustedProxies] : false,
  });
  // Malformed JSON is answered in the API's own words.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));

  // The page at the root brings a policy of its own.
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    referrerPolicy: { policy: 'no-referrer' },
  });
  await app.register(cors, {
    origin: [...options.corsOrigins],
    methods: ['GET', 'POST'],
    allowedHeaders: [
      'authorization',
      'content-type',
      'x-account-id',
      'x-apollo-operation-name',
      'x-request-id',
      'x-request-timeout',
    ],
    exposedHeaders: ['x-request-id', 'ratelimit', 'ratelimit-policy', 'retry-after'],
    maxAge: 600,
  });

  const send = (reply: FastifyReply, requestId: string, status: number, errors: readonly object[]) => {
    if (status === 401) reply.header('www-authenticate', 'Bearer');
    return reply
      .code(status)
      .headers(headersOf(requestId))
      .type('application/json; charset=utf-8')
      .send(JSON.stringify({ errors }));
  };
  const refuse = (reply: FastifyReply, requestId: string, error: GraphError, status = statuses[error.code] ?? 500) =>
    send(reply, requestId, status, [{ message: error.message, extensions: { ...error.extensions, requestId } }]);

  app.setErrorHandler((error: { statusCode?: number }, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) log.error({ err: error }, 'a request failed');
    const failure =
      status === 413
        ? badInput(`A request may have at most ${shapeLimits.body} bytes.`)
        : new GraphError(status < 500 ? 'BAD_USER_INPUT' : 'INTERNAL');
    return refuse(reply, randomUUID(), failure, status);
  });
  app.setNotFoundHandler((_request, reply) => refuse(reply, randomUUID(), new GraphError('NOT_FOUND'), 404));

  app.get('/health/live', async () => ({ status: 'live' }));
  let isStopping = false;
  app.get('/health/ready', async (_request, reply) =>
    isStopping ? reply.code(503).send({ status: 'stopping' }) : { status: 'ready' },
  );
  app.route({ method: ['GET', 'POST'], url: '/graphql', handler: answer });
  await app.register(async (files) => {
    files.removeAllContentTypeParsers();
    await files.register(multipart, uploadLimits);
    files.post(uploadsPath, answer);
  });
  await app.register(async (vendors) => {
    const strangers = createStrangers(gateway.rateLimits);
    vendors.removeAllContentTypeParsers();
    // Signatures are over the bytes.
    vendors.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: webhookBytes }, (_request, body, done) =>
      done(null, body),
    );
    vendors.post<{ Params: { vendor: string } }>('/webhooks/:vendor', async (request, reply) => {
      const { vendor } = request.params;
      if (!isWebhookVendor(vendor)) return refuse(reply, randomUUID(), new GraphError('NOT_FOUND'), 404);
      if (strangers.isBarred(request.ip)) return refuse(reply, randomUUID(), new GraphError('RATE_LIMITED'));
      const headers = Object.fromEntries(
        Object.entries(request.headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
      );
      const body = Buffer.isBuffer(request.body) ? request.body.toString('base64') : '';
      try {
        const isGenuine = await gateway.webhooks.receive(vendor, {
          headers: pickSignature(headers),
          body,
          url: `${options.publicUrl ?? ''}${request.url}`,
        });
        if (!isGenuine) await strangers.count(request.ip);
        return await (isGenuine
          ? reply.code(204).send()
          : refuse(reply, randomUUID(), new GraphError('UNAUTHENTICATED'), 401));
      } catch (error) {
        log.warn({ vendor, reason: String(error) }, 'a webhook could not be taken: the vendor sends it again');
        return refuse(reply, randomUUID(), new GraphError('UPSTREAM_UNAVAILABLE'), 503);
      }
    });
  });
  if (options.explorer) registerExplorer(app, options.explorer);

  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const arrivedAt = Date.now();
    const given = single(request.headers['x-request-id']);
    const requestId = given !== undefined && requestIdShape.test(given) ? given : randomUUID();
    const standings = new Map<string, Standing>();
    let identity: Identity | null = null;
    try {
      const patience = timeoutOf(single(request.headers['x-request-timeout']), timeoutMs);
      const deadline = arrivedAt + patience;
      identity = await beforeDeadline(
        deadline,
        tokens.verify(single(request.headers.authorization)),
        () => new GraphError('UPSTREAM_TIMEOUT'),
      );
      const rateKey = identity.kind === 'ANONYMOUS' ? rateKeyOf(request.ip) : `${identity.kind}:${identity.subject}`;
      await count('principal', identity.kind, rateKey);
      const cost = { asked: 0, actual: 0 };
      const access = createAccess({
        identity,
        directory: gateway.directory,
        accountHeader: single(request.headers['x-account-id']) ?? null,
        // What is shared within a request is found by this id: a client that could choose it could share another's.
        requestId: randomUUID(),
        traceId: requestId,
        deadline,
        isPatient: patience === timeoutMs,
        changeDeadline: arrivedAt + timeoutMs,
        onCalls: (calls) => void (cost.actual += calls),
      });
      if (request.routeOptions.url === uploadsPath) {
        const token = await receiveUpload({
          request,
          access,
          actor: actorOf(requestId, identity),
          rateKey,
          audit: gateway.audit,
          upload: gateway.upload,
        });
        return await reply
          .code(201)
          .headers({ ...headersOf(requestId), ...limitHeaders(standings, false) })
          .send({ token });
      }
      const parameters = gateway.preflight(parametersOf(request), identity);
      const context: GatewayContext = {
        access,
        actor: actorOf(requestId, identity),
        rateKey,
        cost,
        standings,
        answer: {},
        assertion: access.assertion(),
      };
      const {
        status,
        headers,
        body: result,
      } = await requestContext.run({ requestId }, () =>
        gateway.server.executeHTTPGraphQLRequest({
          httpGraphQLRequest: toApollo(request, parameters),
          context: async () => context,
        }),
      );
      if (result.kind !== 'complete') throw new Error('the API answers in one piece');
      return await reply
        .code(context.answer.status ?? status ?? 200)
        .headers({
          ...Object.fromEntries(headers),
          ...headersOf(requestId),
          ...limitHeaders(standings, context.answer.status === 429),
        })
        .send(result.string);
    } catch (error) {
      if (error instanceof RequestErrors) {
        // Partners look about in what is not theirs: it is a refusal, whatever the API calls it.
        await gateway.audit.record([refusedRequest(actorOf(requestId, identity), 'FORBIDDEN')]).catch(() => undefined);
        return send(
          reply,
          requestId,
          400,
          error.errors.map((each) => formatted(each, requestId)),
        );
      }
      if (!(error instanceof GraphError)) {
        log.error({ requestId, err: error }, 'a request failed');
        return refuse(reply, requestId, new GraphError('INTERNAL'));
      }
      let refusal = error;
      if (error.code === 'UNAUTHENTICATED') {
        // Whoever guesses at tokens is counted by where they come from, apart from those who bring none.
        await count('principal', 'ANONYMOUS', `tokens ${rateKeyOf(request.ip)}`).catch((limited: unknown) => {
          if (limited instanceof GraphError) refusal = limited;
        });
      }
      // What is refused for being too much was recorded the first time: a flood of it must not become one of events.
      if (isRefusal(refusal.code) && refusal.code !== 'RATE_LIMITED')
        await gateway.audit.record([refusedRequest(actorOf(requestId, identity), refusal.code)]).catch(() => undefined);
      return refuse(reply.headers(limitHeaders(standings, refusal.code === 'RATE_LIMITED')), requestId, refusal);
    }

    async function count(policy: Consumption['policy'], kind: Identity['kind'], key: string): Promise<void> {
      const { isExceeded, isFirst, ...standing } = await gateway.rateLimits.consume({
        policy,
        kind,
        key,
        points: 1,
        isMutation: false,
      });
      standings.set(`${policy} ${key}`, standing);
      if (isFirst)
        await gateway.audit
          .record([refusedRequest(actorOf(requestId, identity), 'RATE_LIMITED')])
          .catch(() => undefined);
      if (isExceeded) throw new GraphError('RATE_LIMITED');
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

  function formatted({ message: said, locations }: GraphQLError, requestId: string): object {
    const message = options.explorer ? said : withoutSuggestions(said);
    return {
      message,
      ...(locations && { locations }),
      extensions: { code: 'BAD_USER_INPUT', retryable: false, requestId },
    };
  }
}

/** Nobody keeps an answer for anybody else. */
const headersOf = (requestId: string): Record<string, string> => ({
  'x-request-id': requestId,
  'cache-control': 'private, no-store',
  vary: 'Authorization, Origin',
});

const limitHeaders = (standings: ReadonlyMap<string, Standing>, isExceeded: boolean): Record<string, string> => ({
  ...rateHeaders([...standings.values()]),
  ...(isExceeded && {
    'retry-after': String(
      Math.max(
        1,
        ...[...standings.values()].filter(({ remaining }) => remaining === 0).map(({ resetSeconds }) => resetSeconds),
      ),
    ),
  }),
});

/** The client may lower the time it waits, and not raise it. */
function timeoutOf(header: string | undefined, limitMs: number): number {
  if (header === undefined) return limitMs;
  const asked = Number(header);
  if (!Number.isSafeInteger(asked) || asked <= 0) throw badInput('X-Request-Timeout must be a number of milliseconds.');
  return Math.min(asked, limitMs);
}

/** What the client sent, as GraphQL over HTTP has it: in the body, or, for a GET, in the address. */
function parametersOf(request: FastifyRequest): Parameters {
  if (request.method === 'POST') {
    const body = parseJson(typeof request.body === 'string' ? request.body : '');
    if (typeof body !== 'object' || body === null || Array.isArray(body))
      throw badInput('The body must be a JSON object with query or documentId: one operation a request.');
    return body as Parameters;
  }
  const given = Object.fromEntries(new URL(request.url, 'http://gateway').searchParams);
  const inJson = ['variables', 'extensions'].flatMap((name) =>
    given[name] === undefined ? [] : [[name, parseJson(given[name])]],
  );
  return { ...given, ...Object.fromEntries(inJson) } as Parameters;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw badInput('The body is not valid JSON.');
  }
}

/** For Apollo Server, as if the client had sent the operation's text. */
function toApollo(request: FastifyRequest, parameters: Parameters) {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  if (request.method === 'POST') return { method: 'POST', headers, search: '', body: parameters };
  const search = new URLSearchParams(
    Object.entries(parameters).map(([name, value]): [string, string] => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
  return { method: request.method, headers, search: `?${search.toString()}`, body: undefined };
}
