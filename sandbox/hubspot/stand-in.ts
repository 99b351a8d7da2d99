import type { Switches } from '../behaviour.ts';
import type { CallLog } from '../calls.ts';
import type { Faults } from '../faults.ts';
import { createRateLimiter } from '../rate-limit.ts';
import { startStandIn, type StandIn } from '../stand-in.ts';
import { createAssociationRules } from './association-rules.ts';
import { registerAssociationWrites } from './association-writes.ts';
import { registerAssociations } from './associations.ts';
import { hubSpotError, hubSpotErrorOfStatus, sendError } from './errors.ts';
import { registerFiles } from './files.ts';
import { isNumbered, toCurrentUrl } from './generation.ts';
import { registerOAuth, type InstalledApp } from './oauth.ts';
import { registerObjects } from './objects.ts';
import { limitsOf } from './plan-limits.ts';
import { registerSettings } from './settings.ts';
import { registerSubscriptions } from './subscriptions.ts';
import { objectTypes } from './portal.ts';
import type { PortalStore } from './store.ts';

export interface HubSpotStandInOptions {
  readonly host: string;
  readonly port: number;
  readonly accessToken: string;
  readonly installedApp: InstalledApp;
  /** The current portal: a reset replaces it. */
  readonly store: () => PortalStore;
  /** Of Professional and Enterprise. */
  readonly requestsPer10Seconds: number;
  readonly searchesPerSecond: number;
  readonly calls: CallLog;
  readonly faults: Faults;
  readonly switches: Switches;
}

export function startHubSpot(options: HubSpotStandInOptions): Promise<StandIn> {
  const { accessToken, store, requestsPer10Seconds, searchesPerSecond, switches } = options;
  const behaviour = () => switches.get().hubspot;
  const all = createRateLimiter(requestsPer10Seconds, 10_000);
  const searches = createRateLimiter(searchesPerSecond, 1_000);
  let today = 0;

  return startStandIn({
    ...options,
    vendor: 'hubspot',
    errorBody: hubSpotErrorOfStatus,
    rewriteUrl: toCurrentUrl,
    register(app) {
      const oauth = registerOAuth(app, options.installedApp, behaviour);
      app.addHook('onRequest', async (request, reply) => {
        if (reply.sent) return undefined;
        if (isNumbered(request) && !behaviour().numberedPaths)
          return sendError(reply, 404, 'OBJECT_NOT_FOUND', 'This version of the API is not supported any more.');
        if (request.url.startsWith('/oauth/')) return undefined;
        const [, given = ''] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? [];
        if (given !== accessToken && !oauth.isValid(given))
          return sendError(reply, 401, 'INVALID_AUTHENTICATION', 'Authentication credentials not found.');
        const limits = limitsOf(behaviour().plan, requestsPer10Seconds);
        const remaining = all.take('all') - (requestsPer10Seconds - limits.per10Seconds);
        today += 1;
        reply.headers({
          'x-hubspot-ratelimit-max': limits.per10Seconds,
          'x-hubspot-ratelimit-remaining': Math.max(0, remaining),
          'x-hubspot-ratelimit-interval-milliseconds': 10_000,
          'x-hubspot-ratelimit-daily': limits.perDay,
          'x-hubspot-ratelimit-daily-remaining': Math.max(0, limits.perDay - today),
        });
        const isSearch = /^\/crm\/objects\/[\d-]+\/\w+\/search$/.test(request.url);
        const policyName =
          remaining < 0 ? 'TEN_SECONDLY_ROLLING' : isSearch && searches.take('search') < 0 ? 'SECONDLY' : undefined;
        if (policyName === undefined) return undefined;
        const message = 'You have reached your request limit.';
        return reply.code(429).send(hubSpotError('RATE_LIMITS', message, { errorType: 'RATE_LIMIT', policyName }));
      });
      app.setNotFoundHandler((_request, reply) => sendError(reply, 404, 'OBJECT_NOT_FOUND', 'Unable to find endpoint'));
      app.setErrorHandler((_error, _request, reply) => sendError(reply, 400, 'VALIDATION_ERROR', 'Invalid input'));
      for (const type of objectTypes) registerObjects(app, store, type);
      const rules = createAssociationRules(behaviour);
      registerAssociations(app, store, rules);
      registerAssociationWrites(app, store, rules);
      registerFiles(app, store, behaviour);
      registerSubscriptions(app, store, behaviour);
      registerSettings(app, store);
    },
  });
}
