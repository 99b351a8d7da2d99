import Stripe from 'stripe';
import type { Upstream } from '../../shared/upstream/client.ts';
import type { PaceLimit } from '../../shared/upstream/pace.ts';
import { fetchThrough } from '../../shared/upstream/fetch.ts';

export interface StripeOptions {
  readonly apiKey: string;
  /** Without a trailing slash. */
  readonly base: string;
  readonly upstream: Upstream;
}

/** What reads although it is a POST. */
export const isStripeRead = ({ path }: { path: string }): boolean => path.endsWith('/invoices/create_preview');

/** An endpoint as Stripe counts them: ids taken out of the path. */
const endpointOf = (method: string, path: string): string =>
  `${method} ${path.replace(/\/[a-z]+(_[a-z]+)?_[A-Za-z0-9]{8,}(?=\/|$)/g, '/:id')}`;

/** Stripe API, "Rate limits": in all, and for each endpoint. */
export const stripeLimits = (rates: { requestsPerSecond: number; endpointRequestsPerSecond: number }): PaceLimit[] => [
  { count: rates.requestsPerSecond, windowMs: 1_000, keyOf: ({ method }) => (method === 'GET' ? 'read' : 'write') },
  { count: rates.endpointRequestsPerSecond, windowMs: 1_000, keyOf: ({ method, path }) => endpointOf(method, path) },
];

/**
 * Stripe's SDK, pinned to the API version that the mapping was written against. Deadlines and retries are the upstream client's: the
 * SDK's own would add up to more time than the request has.
 */
export function createStripe({ apiKey, base, upstream }: StripeOptions): Stripe {
  const { protocol, hostname, port } = new URL(base);
  return new Stripe(apiKey, {
    apiVersion: '2026-10-28.endive',
    protocol: protocol === 'http:' ? 'http' : 'https',
    host: hostname,
    port: port || (protocol === 'http:' ? '80' : '443'),
    maxNetworkRetries: 0,
    telemetry: false,
    httpClient: Stripe.createFetchHttpClient(fetchThrough(upstream)),
  });
}
