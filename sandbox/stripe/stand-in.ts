import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Switches } from '../behaviour.ts';
import type { CallLog } from '../calls.ts';
import type { Faults } from '../faults.ts';
import { createRateLimiter } from '../rate-limit.ts';
import { credentials } from '../credentials.ts';
import { startStandIn, type StandIn } from '../stand-in.ts';
import { assertContext } from './account-context.ts';
import { StripeError, stripeErrorOfStatus } from './errors.ts';
import { parseParameters, type Parameters } from './parameters.ts';
import { assertPermitted } from './permissions.ts';
import type { Webhooks } from '../webhooks.ts';
import { withEvents } from './events.ts';
import type { Route } from './routes/router.ts';
import type { StripeStore } from './store.ts';

export interface StripeStandInOptions {
  readonly host: string;
  readonly port: number;
  readonly apiKey: string;
  /** The current account: a reset replaces it. */
  readonly account: () => StripeAccount;
  readonly requestsPerSecond: number;
  readonly endpointRequestsPerSecond: number;
  readonly calls: CallLog;
  readonly faults: Faults;
  readonly switches: Switches;
  readonly webhooks: Webhooks;
}

interface Outcome {
  readonly status: number;
  readonly body: string;
}

export interface StripeAccount {
  readonly store: StripeStore;
  readonly routes: readonly Route[];
  /** Responses by idempotency key, kept as long as the account. */
  readonly replays: Map<string, { readonly fingerprint: string; readonly outcome: Outcome }>;
}

export function startStripe(options: StripeStandInOptions): Promise<StandIn> {
  const { apiKey, account, requestsPerSecond, endpointRequestsPerSecond } = options;
  const all = createRateLimiter(requestsPerSecond, 1_000);
  const endpoints = createRateLimiter(endpointRequestsPerSecond, 1_000);
  let requests = 0;

  const outcomeOfError = (error: unknown): Outcome =>
    error instanceof StripeError
      ? { status: error.status, body: JSON.stringify(error.body) }
      : { status: 500, body: JSON.stringify(stripeErrorOfStatus(500)) };

  function run(route: Route, params: Readonly<Record<string, string>>, input: Parameters): Outcome {
    try {
      assertPermitted(route.method, route.path, input, options.switches.get().stripe);
      const request = { params, input };
      const result =
        route.method === 'GET'
          ? route.handle(request)
          : withEvents(account().store, options.webhooks, request, () => route.handle(request));
      return { status: 200, body: JSON.stringify(result) };
    } catch (error) {
      return outcomeOfError(error);
    }
  }

  /** Stripe API, "Idempotent requests": the same key returns the same response, and rejects another request. */
  function runIdempotently(
    key: string | undefined,
    fingerprint: string,
    execute: () => Outcome,
  ): Outcome & { replayed: boolean } {
    if (key === undefined) return { ...execute(), replayed: false };
    const known = account().replays.get(key);
    if (known && known.fingerprint !== fingerprint) {
      const message =
        'Keys for idempotent requests can only be used with the same parameters they were first used with.';
      return { ...outcomeOfError(new StripeError(400, { type: 'idempotency_error', message })), replayed: false };
    }
    if (known) return { ...known.outcome, replayed: true };
    const outcome = execute();
    account().replays.set(key, { fingerprint, outcome });
    return { ...outcome, replayed: false };
  }

  return startStandIn({
    ...options,
    vendor: 'stripe',
    errorBody: stripeErrorOfStatus,
    register(app) {
      app.removeAllContentTypeParsers();
      app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
      app.addHook('onRequest', async (request, reply) => {
        if (reply.sent) return undefined;
        reply.header('request-id', `req_sandbox${(requests += 1)}`);
        reply.header('stripe-version', '2026-10-28.endive');
        if (!authorized(request, [apiKey, credentials.stripeOrganizationKey]))
          return reply.code(401).send(stripeErrorOfStatus(401));
        assertContext(request.headers, options.switches.get().stripe.account);
        const kind = request.method === 'GET' ? 'read' : 'write';
        const endpoint = `${request.method} ${request.routeOptions.url ?? ''}`;
        if (all.take(kind) >= 0 && endpoints.take(endpoint) >= 0) return undefined;
        return reply.code(429).send(stripeErrorOfStatus(429));
      });
      app.setNotFoundHandler((request, reply) =>
        reply.code(404).send({
          error: {
            type: 'invalid_request_error',
            message: `Unrecognized request URL (${request.method}: ${request.url}).`,
          },
        }),
      );
      app.setErrorHandler((error, _request, reply) => {
        const { status, body } = outcomeOfError(error);
        return reply.code(status).type('application/json').send(body);
      });

      account().routes.forEach(({ method, path }, index) => {
        app.route<{ Params: Record<string, string> }>({
          method,
          url: path,
          handler: async (request, reply) => {
            // A reset rebuilds the routes of the account in the same order.
            const route = account().routes[index];
            if (!route) throw new Error(`The account has no route ${method} ${path} after the reset.`);
            const query = request.url.split('?')[1] ?? '';
            const text = typeof request.body === 'string' ? request.body : '';
            const input = { ...parseParameters(query), ...parseParameters(text) };
            const key = request.headers['idempotency-key'];
            const fingerprint = createHash('sha256').update(`${method} ${request.url}\n${text}`).digest('hex');
            const { status, body, replayed } = runIdempotently(
              typeof key === 'string' && method === 'POST' ? key : undefined,
              fingerprint,
              () => run(route, request.params, input),
            );
            if (replayed) reply.header('idempotent-replayed', 'true');
            return reply.code(status).type('application/json').send(body);
          },
        });
      });
    },
  });
}

const authorized = ({ headers: { authorization = '' } }: FastifyRequest, apiKeys: readonly string[]): boolean =>
  apiKeys.some(
    (key) =>
      authorization === `Bearer ${key}` || authorization === `Basic ${Buffer.from(`${key}:`).toString('base64')}`,
  );
