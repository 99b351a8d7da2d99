import { randomUUID } from 'node:crypto';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import { fastify, type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { listen } from '@customer-graph/process/listen';
import { badInput, GraphError } from '@customer-graph/protocol/errors';
import type { Service } from '@customer-graph/subgraph-kit/serve';
import type { Audit } from '../audit/audit.ts';
import { withoutSuggestions } from '../errors/format.ts';
import { registerExplorer, type ExplorerOptions } from '../explorer/explorer.ts';
import { operationLimits } from '../limits/operation-limits.ts';
import type { RequestErrors } from '../operation/request.ts';
import type { CallerOptions } from './caller.ts';
import { registerGraphQL } from './graphql-route.ts';
import { refuse } from './refuse.ts';
import { registerUploads } from './upload-route.ts';
import { registerWebhooks } from './webhook-route.ts';

export interface ServerOptions extends Pick<CallerOptions, 'gateway' | 'tokens' | 'timeoutMs'> {
  readonly port: number;
  readonly host: string;
  /** Origins of pages that may call the API, beside the gateway's own. */
  readonly corsOrigins: readonly string[];
  /** Addresses of proxies whose forwarded client address is trusted. */
  readonly trustedProxies: readonly string[];
  /** The gateway's external URL, which some vendors sign; null: not configured. */
  readonly publicUrl: string | null;
  /** The explorer page at the root; null: none. */
  readonly explorer: ExplorerOptions | null;
  readonly log: Logger;
}

/** The gateway's HTTP: GraphQL, uploads, webhooks, health and, in development, the explorer. */
export async function serveGateway(options: ServerOptions): Promise<Service> {
  const { gateway, publicUrl, explorer, log } = options;
  const app = fastify({
    bodyLimit: operationLimits.body,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    trustProxy: options.trustedProxies.length > 0 ? [...options.trustedProxies] : false,
  });
  // Malformed JSON gets an error of the API instead of Fastify's.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  await secure(app, options.corsOrigins);
  handleErrors(app, log);

  const formatErrors = ({ errors }: RequestErrors, requestId: string): object[] =>
    errors.map(({ message, locations }) => ({
      message: explorer ? message : withoutSuggestions(message),
      ...(locations && { locations }),
      extensions: { code: 'BAD_USER_INPUT', retryable: false, requestId },
    }));
  const callerOptions: CallerOptions = { ...options, formatErrors };

  let isStopping = false;
  app.get('/health/live', async () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) =>
    isStopping ? reply.code(503).send({ status: 'stopping' }) : readiness(gateway.audit),
  );
  registerGraphQL(app, callerOptions);
  await registerUploads(app, callerOptions);
  await registerWebhooks(app, { gateway, publicUrl, log });
  if (explorer) registerExplorer(app, explorer);

  const port = await listen(app, options.port, options.host);
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      // A load balancer reads readiness first; open requests are answered before the port closes.
      isStopping = true;
      await app.close();
    },
  };
}

/** Without the audit trail, reads are answered and changes are refused: every gateway is degraded, so none must be taken out. */
const readiness = (audit: Audit) =>
  audit.isWorking() ? { status: 'ready' } : { status: 'degraded', unavailable: ['audit trail'] };

async function secure(app: FastifyInstance, corsOrigins: readonly string[]): Promise<void> {
  // The explorer page sets a policy of its own.
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    referrerPolicy: { policy: 'no-referrer' },
  });
  await app.register(cors, {
    origin: [...corsOrigins],
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
}

/** Errors outside the API's routes, such as a body beyond the limit. */
function handleErrors(app: FastifyInstance, log: Logger): void {
  app.setErrorHandler((error: { statusCode?: number }, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) log.error({ err: error }, 'request failed');
    const failure =
      status === 413
        ? badInput(`A request may have at most ${operationLimits.body} bytes.`)
        : new GraphError(status < 500 ? 'BAD_USER_INPUT' : 'INTERNAL');
    return refuse(reply, randomUUID(), failure, status);
  });
  app.setNotFoundHandler((_request, reply) => refuse(reply, randomUUID(), new GraphError('NOT_FOUND')));
}
