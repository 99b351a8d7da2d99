import type { Switches } from '../behaviour.ts';
import type { CallLog } from '../calls.ts';
import type { Faults } from '../faults.ts';
import { createRateLimiter } from '../rate-limit.ts';
import { startStandIn, type StandIn } from '../stand-in.ts';
import type { Webhooks } from '../webhooks.ts';
import { registerAttachments } from './attachments.ts';
import { authenticate } from './authentication.ts';
import { zendeskErrorOfStatus, sendError } from './errors.ts';
import { registerHelpCenter } from './help-center.ts';
import { createAccessTokens, type OAuthClient } from './oauth.ts';
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
    /** Whether a request outside the API has valid credentials. */
    isSignedIn: boolean;
  }
}

export interface ZendeskStandInOptions {
  readonly host: string;
  readonly port: number;
  readonly email: string;
  readonly token: string;
  readonly client: OAuthClient;
  /** The host name under which files are served, another one than the API's. */
  readonly filesHost: string;
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
  const behaviour = () => options.switches.get().zendesk;
  const tokens = createAccessTokens(options.client, behaviour);
  const check = authenticate({ email, apiToken: token, tokens, store, behaviour });
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
        const refusal = check(request, reply);
        if (refusal) return refusal;
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
      app.decorateRequest('isSignedIn', false);
      tokens.register(app);
      registerAttachments(app, { store, baseOf: () => base, filesHost: options.filesHost, behaviour });
      registerSupport(app, store, () => base, behaviour);
      registerTicketWrites(app, store, () => base, options.webhooks, behaviour);
      registerUserWrites(app, store, () => base, behaviour);
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
