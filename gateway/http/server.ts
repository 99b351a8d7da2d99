import { fastify, type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { limitConnections } from '@customer-graph/process/connection-limits';
import { registerHealth } from '@customer-graph/process/health';
import { connectionOptions, listen } from '@customer-graph/process/listen';
import { badInput, GraphError } from '@customer-graph/protocol/errors';
import type { Service } from '@customer-graph/subgraph-kit/serve';
import type { Audit } from '../audit/audit.ts';
import { withoutSuggestions } from '../errors/format.ts';
import { registerExplorer, type ExplorerOptions } from '../explorer/explorer.ts';
import { operationLimits } from '../limits/operation-limits.ts';
import type { RequestErrors } from '../operation/request-errors.ts';
import { limitBodyTime } from './body-time.ts';
import type { CallerOptions } from './caller.ts';
import { registerCompression } from './compression.ts';
import { connectionLimits } from './connection-limits.ts';
import { registerCors, type CorsOptions } from './cors.ts';
import { registerGraphQL } from './graphql-route.ts';
import { registerDownloads } from './download-route.ts';
import { refuse } from './refuse.ts';
import { registerRequestIds, requestIdOf } from './request-id.ts';
import { registerSecurityHeaders } from './security-headers.ts';
import { registerUploads } from './upload-route.ts';
import { registerWebhooks } from './webhook-route.ts';

export interface ServerOptions extends Pick<CallerOptions, 'gateway' | 'tokens' | 'timeoutMs'>, CorsOptions {
  readonly port: number;
  readonly host: string;
  /** How long a stop keeps taking requests, in milliseconds. */
  readonly drainMs: number;
  /** Addresses of proxies whose forwarded client address is trusted. */
  readonly trustedProxies: readonly string[];
  /** Open connections in all, and from one address that is no trusted proxy. */
  readonly connectionLimits: { readonly total: number; readonly perAddress: number };
  /** The gateway's external URL, which some vendors sign; null: not configured. */
  readonly publicUrl: string | null;
  /** The explorer page at the root; null: none. */
  readonly explorer: ExplorerOptions | null;
  readonly log: Logger;
}

/** The gateway's HTTP: GraphQL, uploads, downloads, webhooks, health and, in development, the explorer. */
export async function serveGateway(options: ServerOptions): Promise<Service> {
  const { gateway, publicUrl, explorer, log } = options;
  const app = fastify({
    bodyLimit: operationLimits.body,
    ...connectionOptions,
    genReqId: requestIdOf,
    // Proxies and people add one to the address of a webhook.
    routerOptions: { ignoreTrailingSlash: true },
    trustProxy: options.trustedProxies.length > 0 ? [...options.trustedProxies] : false,
  });
  // Malformed JSON gets an error of the API instead of Fastify's.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  limitConnections(app.server, connectionLimits(options.connectionLimits, options.trustedProxies));
  limitBodyTime(app, options.timeoutMs);
  registerRequestIds(app);
  registerSecurityHeaders(app);
  await registerCors(app, options);
  await registerCompression(app);
  handleErrors(app, log);

  const formatErrors = ({ errors }: RequestErrors, requestId: string): object[] =>
    errors.map(({ message, locations }) => ({
      message: explorer ? message : withoutSuggestions(message),
      ...(locations && { locations }),
      extensions: { code: 'BAD_USER_INPUT', retryable: false, requestId },
    }));
  const callerOptions: CallerOptions = { ...options, formatErrors };

  const health = registerHealth(app, options.drainMs, () => readinessOf(gateway.audit));
  registerGraphQL(app, callerOptions);
  await registerUploads(app, callerOptions);
  registerDownloads(app, callerOptions);
  await registerWebhooks(app, { gateway, publicUrl, log });
  if (explorer) registerExplorer(app, explorer);

  const port = await listen(app, options.port, options.host);
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      await health.drain();
      // Open requests are answered before the port closes.
      await app.close();
    },
  };
}

/** Without the audit trail, reads are answered and changes are refused: every gateway is degraded, so none must be taken out. */
const readinessOf = (audit: Audit): object =>
  audit.isWorking() ? { status: 'ready' } : { status: 'degraded', unavailable: ['audit trail'] };

/** Errors outside the API's routes, such as a body beyond the limit. */
function handleErrors(app: FastifyInstance, log: Logger): void {
  app.setErrorHandler((error: { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) log.error({ err: error }, 'request failed');
    const failure =
      status === 413
        ? badInput(`A request may have at most ${operationLimits.body} bytes.`)
        : new GraphError(status < 500 ? 'BAD_USER_INPUT' : 'INTERNAL');
    return refuse(reply, request.id, failure, status);
  });
  app.setNotFoundHandler((request, reply) => refuse(reply, request.id, new GraphError('NOT_FOUND')));
}
