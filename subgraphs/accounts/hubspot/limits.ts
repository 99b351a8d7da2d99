import type { RateLimit } from '@customer-graph/upstream/rate-limiter';

/** Subscriptions. The plan decides about limits and about association labels. */
export const plans = ['free', 'starter', 'professional', 'enterprise'] as const;
export type Plan = (typeof plans)[number];

/** HubSpot, "Create and use association labels": custom labels need Professional or Enterprise. */
export const hasLabels = (plan: Plan): boolean => plan === 'professional' || plan === 'enterprise';

/** Requests that the vendor permits. */
export interface Rates {
  readonly requestsPer10Seconds: number;
  /** Null: there is no limit for a day. */
  readonly requestsPerDay: number | null;
  readonly searchesPerSecond: number;
}

/**
 * The limits of a plan. HubSpot, "API usage guidelines", and changelog "Increasing our API limits": service keys and apps of one
 * account share the account's limits; an app that is installed by OAuth has 110 requests in 10 seconds for itself.
 */
export const defaultRates = (plan: Plan, isOAuth: boolean): Omit<Rates, 'searchesPerSecond'> =>
  isOAuth
    ? { requestsPer10Seconds: 110, requestsPerDay: null }
    : {
        requestsPer10Seconds: hasLabels(plan) ? 190 : 100,
        requestsPerDay: { free: 250_000, starter: 250_000, professional: 650_000, enterprise: 1_000_000 }[plan],
      };

/** Requests that change nothing, although they are POST requests: batch reads, searches, and getting a token. */
export const isHubSpotRead = ({ path }: { path: string }): boolean =>
  /\/(batch\/read|search)$|^\/oauth\/[^/]+\/token$/.test(path);

const dayMs = 86_400_000;

/** HubSpot, "API usage guidelines": limits for all requests, and a lower one for searches. */
export const hubSpotLimits = ({ requestsPer10Seconds, requestsPerDay, searchesPerSecond }: Rates): RateLimit[] => [
  { count: requestsPer10Seconds, windowMs: 10_000, keyOf: () => 'all' },
  ...(requestsPerDay === null ? [] : [{ count: requestsPerDay, windowMs: dayMs, keyOf: () => 'all' }]),
  {
    count: searchesPerSecond,
    windowMs: 1_000,
    keyOf: ({ path }) => (/\/crm\/(v\d\/objects|objects\/[\d-]+)\/\w+\/search$/.test(path) ? 'search' : null),
  },
];
