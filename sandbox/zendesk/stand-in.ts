import type { Switches } from '../behaviour.ts';
import type { CallLog } from '../calls.ts';
import type { Faults } from '../faults.ts';
import { createRateLimiter } from '../rate-limit.ts';
import { startStandIn, type StandIn } from '../stand-in.ts';
import type { Webhooks } from '../webhooks.ts';
import { zendeskErrorOfStatus, sendError } from './errors.ts';
import { registerHelpCenter } from './help-center.ts';
import type { HelpDeskStore, User } from './store.ts';
import { registerRatings } from './ratings.ts';
import { registerSearch } from './search.ts';
import { registerSupport } from './support.ts';
import { registerTicketWrites } from './ticket-writes.ts';
import { registerUploads } from './uploads.ts';
import { registerUserWrites } from './user-writes.ts';
import { registerWebhooks } from './webhooks.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The user whom the request acts as; null for the graph's own account. */
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
  /** The current help desk: a reset replaces it. */
  readonly store: () => HelpDeskStore;
  readonly requestsPerMinute: number;
  readonly calls: CallLog;
  readonly faults: Faults;
  readonly switches: Switches;
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
        // Zendesk accepts an API token with any user's e-mail address.
        request.actor =
          store()
            .all('users')
            .find(
              ({ email: address }) => address !== null && request.headers.authorization === basic(address, token),
            ) ?? null;
        if (request.headers.authorization !== authorization && request.actor === null) return sendError(reply, 401);
        const remaining = limiter.take('all');
        const resetIn = 60 - (Math.floor(Date.now() / 1_000) % 60);
        reply.headers({
          'x-rate-limit': requestsPerMinute,
          'x-rate-limit-remaining': Math.max(0, remaining),
          'ratelimit-limit': requestsPerMinute,
          'ratelimit-remaining': Math.max(0, remaining),
          'ratelimit-reset': resetIn,
        });
        return remaining < 0 ? sendError(reply.header('retry-after', resetIn), 429) : undefined;
      });
      app.setNotFoundHandler((_request, reply) =>
        reply.code(404).send({ error: 'InvalidEndpoint', description: 'Not found' }),
      );
      app.setErrorHandler((_error, _request, reply) => sendError(reply, 400));
      app.decorateRequest('actor', null);
      registerSupport(app, store, () => base);
      registerTicketWrites(app, store, () => base, options.webhooks);
      registerUserWrites(app, store, () => base);
      registerRatings(app, store, () => base);
      registerUploads(app, store, () => base);
      registerSearch(app, store, () => base);
      registerHelpCenter(app, store, () => base);
      registerWebhooks(app, options.webhooks);
    },
  });
  base = standIn.url;
  return standIn;
}
