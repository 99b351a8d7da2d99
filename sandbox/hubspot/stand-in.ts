import type { Switches } from '../behaviour.ts';
import type { CallLog } from '../calls.ts';
import type { Faults } from '../faults.ts';
import { createRateLimiter } from '../rate-limit.ts';
import { startStandIn, type StandIn } from '../stand-in.ts';
import { registerAssociations } from './associations.ts';
import { hubSpotError, hubSpotErrorOfStatus, sendError } from './errors.ts';
import { registerObjects } from './objects.ts';
import { registerSettings } from './settings.ts';
import { objectTypes } from './portal.ts';
import type { PortalStore } from './store.ts';

export interface HubSpotStandInOptions {
  readonly host: string;
  readonly port: number;
  readonly accessToken: string;
  /** The current portal: a reset replaces it. */
  readonly store: () => PortalStore;
  readonly requestsPer10Seconds: number;
  readonly searchesPerSecond: number;
  readonly calls: CallLog;
  readonly faults: Faults;
  readonly switches: Switches;
}

export function startHubSpot(options: HubSpotStandInOptions): Promise<StandIn> {
  const { accessToken, store, requestsPer10Seconds, searchesPerSecond } = options;
  const all = createRateLimiter(requestsPer10Seconds, 10_000);
  const searches = createRateLimiter(searchesPerSecond, 1_000);

  return startStandIn({
    ...options,
    vendor: 'hubspot',
    errorBody: hubSpotErrorOfStatus,
    register(app) {
      app.addHook('onRequest', async (request, reply) => {
        if (reply.sent) return undefined;
        if (request.headers.authorization !== `Bearer ${accessToken}`) {
          return sendError(reply, 401, 'INVALID_AUTHENTICATION', 'Authentication credentials not found.');
        }
        const remaining = all.take('all');
        reply.headers({
          'x-hubspot-ratelimit-max': requestsPer10Seconds,
          'x-hubspot-ratelimit-remaining': Math.max(0, remaining),
          'x-hubspot-ratelimit-interval-milliseconds': 10_000,
        });
        const isSearch = /^\/crm\/v3\/objects\/\w+\/search$/.test(request.url);
        const policyName =
          remaining < 0 ? 'TEN_SECONDLY_ROLLING' : isSearch && searches.take('search') < 0 ? 'SECONDLY' : undefined;
        if (policyName === undefined) return undefined;
        const message = 'You have reached your request limit.';
        return reply.code(429).send(hubSpotError('RATE_LIMITS', message, { errorType: 'RATE_LIMIT', policyName }));
      });
      app.setNotFoundHandler((_request, reply) => sendError(reply, 404, 'OBJECT_NOT_FOUND', 'Unable to find endpoint'));
      app.setErrorHandler((_error, _request, reply) => sendError(reply, 400, 'VALIDATION_ERROR', 'Invalid input'));
      for (const type of objectTypes) registerObjects(app, store, type);
      registerAssociations(app, store);
      registerSettings(app, store);
    },
  });
}
