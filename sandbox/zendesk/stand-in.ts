import type { CallLog } from '../calls.ts';
import type { Faults } from '../faults.ts';
import { createRateLimiter } from '../rate-limit.ts';
import { startStandIn, type StandIn } from '../stand-in.ts';
import type { Webhooks } from '../webhooks.ts';
import { registerChanges } from './changes.ts';
import { zendeskErrorOfStatus, refuse } from './errors.ts';
import { registerHelpCenter } from './help-center.ts';
import type { HelpDeskStore, User } from './store.ts';
import { registerSupport } from './support.ts';
import { registerWebhooks } from './webhooks.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks, where it is not the graph itself. */
    actor: User | null;
  }
}

const basic = (address: string, token: string): string =>
  `Basic ${Buffer.from(`${address}/token:${token}`).toString('base64')}`;

export interface ZendeskStandInOptions {
  readonly host: string;
  readonly port: number;
  readonly email: string;
  readonly token: string;
  /** The help desk as it is now: a reset replaces it. */
  readonly store: () => HelpDeskStore;
  readonly requestsPerMinute: number;
  readonly calls: CallLog;
  readonly faults: Faults;
  readonly webhooks: Webhooks;
}

export async function startZendesk(options: ZendeskStandInOptions): Promise<StandIn> {
  const { email, token, store, requestsPerMinute } = options;
  const limiter = createRateLimiter(requestsPerMinute, 60_000);
  const authorization = basic(email, token);
  let base = '';

  const standIn = await startStandIn({
    ...options,
    vendor: 'zendesk',
    errorBody: zendeskErrorOfStatus,
    // Every path may end in .json.
    rewriteUrl: (url) => url.replace(/\.json(?=$|\?)/, ''),
    register(app) {
      app.addHook('onRequest', async (request, reply) => {
        if (reply.sent) return undefined;
        // An API token is good for whoever's address stands before it.
        request.actor =
          store()
            .all('users')
            .find(
              ({ email: address }) => address !== null && request.headers.authorization === basic(address, token),
            ) ?? null;
        if (request.headers.authorization !== authorization && request.actor === null) return refuse(reply, 401);
        const left = limiter.take('all');
        const resetIn = 60 - (Math.floor(Date.now() / 1_000) % 60);
        reply.headers({
          'x-rate-limit': requestsPerMinute,
          'x-rate-limit-remaining': Math.max(0, left),
          'ratelimit-limit': requestsPerMinute,
          'ratelimit-remaining': Math.max(0, left),
          'ratelimit-reset': resetIn,
        });
        return left < 0 ? refuse(reply.header('retry-after', resetIn), 429) : undefined;
      });
      app.setNotFoundHandler((_request, reply) =>
        reply.code(404).send({ error: 'InvalidEndpoint', description: 'Not found' }),
      );
      app.setErrorHandler((_error, _request, reply) => refuse(reply, 400));
      app.decorateRequest('actor', null);
      registerSupport(app, store, () => base);
      registerChanges(app, store, () => base, options.webhooks);
      registerHelpCenter(app, store, () => base);
      registerWebhooks(app, options.webhooks);
    },
  });
  base = standIn.url;
  return standIn;
}
