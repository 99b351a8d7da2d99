import type { CallLog } from '../calls.ts';
import type { Faults } from '../faults.ts';
import { createRateLimiter } from '../rate-limit.ts';
import { startStandIn, type StandIn } from '../stand-in.ts';
import { zendeskErrorOfStatus, refuse } from './errors.ts';
import { registerHelpCenter } from './help-center.ts';
import type { HelpDeskStore } from './store.ts';
import { registerSupport } from './support.ts';

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
}

export async function startZendesk(options: ZendeskStandInOptions): Promise<StandIn> {
  const { email, token, store, requestsPerMinute } = options;
  const limiter = createRateLimiter(requestsPerMinute, 60_000);
  const authorization = `Basic ${Buffer.from(`${email}/token:${token}`).toString('base64')}`;
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
        if (request.headers.authorization !== authorization) return refuse(reply, 401);
        const left = limiter.take('all');
        const resetIn = 60 - (Math.floor(Date.now() / 1_000) % 60);
        reply.headers({ 'x-rate-limit': requestsPerMinute, 'x-rate-limit-remaining': Math.max(0, left), 'ratelimit-limit': requestsPerMinute, 'ratelimit-remaining': Math.max(0, left), 'ratelimit-reset': resetIn });
        return left < 0 ? refuse(reply.header('retry-after', resetIn), 429) : undefined;
      });
      app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'InvalidEndpoint', description: 'Not found' }));
      app.setErrorHandler((_error, _request, reply) => refuse(reply, 400));
      registerSupport(app, store, () => base);
      registerHelpCenter(app, store, () => base);
    },
  });
  base = standIn.url;
  return standIn;
}
