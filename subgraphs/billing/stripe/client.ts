import Stripe from 'stripe';
import { productName, productVersion } from '@customer-graph/process/user-agent';
import type { Upstream } from '@customer-graph/upstream/client';
import type { RateLimit } from '@customer-graph/upstream/rate-limiter';
import { UpstreamHttpClient } from './http-client.ts';

/** The API version that the mapping was written against. */
export const stripeVersion = '2026-10-28.endive';

export interface StripeOptions {
  readonly apiKey: string;
  /** Without a trailing slash. */
  readonly base: string;
  /** The account that requests are made for; null: the key's own. */
  readonly account: string | null;
  readonly upstream: Upstream;
}

/** Whether a POST only reads: an invoice preview. */
export const isStripeRead = ({ path }: { path: string }): boolean => path.endsWith('/invoices/create_preview');

/** An endpoint as Stripe's rate limits count it: the path without ids. */
const endpointOf = (method: string, path: string): string =>
  `${method} ${path.replace(/\/[a-z]+(_[a-z]+)?_[A-Za-z0-9]{8,}(?=\/|$)/g, '/:id')}`;

/** Stripe API, "Rate limits": one for reads, one for writes, and one for each endpoint. */
export const stripeLimits = (rates: { requestsPerSecond: number; endpointRequestsPerSecond: number }): RateLimit[] => [
  { count: rates.requestsPerSecond, windowMs: 1_000, keyOf: ({ method }) => (method === 'GET' ? 'read' : 'write') },
  { count: rates.endpointRequestsPerSecond, windowMs: 1_000, keyOf: ({ method, path }) => endpointOf(method, path) },
];

/**
 * Stripe, "Organization API keys": they need the header Stripe-Context. An account's own key reaches its connected accounts
 * by Stripe-Account, which every API version knows.
 */
export const isOrganizationKey = (apiKey: string): boolean => apiKey.startsWith('sk_org');

/** The header that names the account of a request. */
export const accountHeader = (apiKey: string, account: string | null): Record<string, string> =>
  account === null ? {} : { [isOrganizationKey(apiKey) ? 'stripe-context' : 'stripe-account']: account };

/**
 * Creates Stripe's SDK. The upstream client has the deadlines and retries: those of the SDK would add up to more time than the
 * request has.
 */
export function createStripe({ apiKey, base, account, upstream }: StripeOptions): Stripe {
  const { protocol, hostname, port } = new URL(base);
  return new Stripe(apiKey, {
    apiVersion: stripeVersion,
    protocol: protocol === 'http:' ? 'http' : 'https',
    host: hostname,
    port: port || (protocol === 'http:' ? '80' : '443'),
    maxNetworkRetries: 0,
    telemetry: false,
    ...(account !== null && (isOrganizationKey(apiKey) ? { stripeContext: account } : { stripeAccount: account })),
    appInfo: { name: productName, version: productVersion },
    httpClient: new UpstreamHttpClient(upstream),
  });
}

/** Stripe API, "Idempotent requests": for at least a day, requests with one key run once and get the same response. */
export const withKey = (idempotencyKey: string) => ({ idempotencyKey });
