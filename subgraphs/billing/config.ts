import { z } from 'zod';
import { publicKeyVariable } from '../shared/assertion/keys.ts';
import {
  baseUrl,
  ConfigurationError,
  hostName,
  list,
  origins,
  parseEnvironment,
  portNumber,
  type Environment,
} from '../shared/configuration.ts';

/** Names of product metadata in Stripe. */
export interface CatalogueNames {
  /** "true" on products that customers may choose. */
  readonly published: string;
  /** The plan's key, the same in every system. */
  readonly planKey: string;
  /** "true" or "false": whether quantities of the product are seats. */
  readonly seats: string;
}

const rate = z.coerce.number('must be a number').int().positive('must be a positive number');
const metadataKey = z.string().regex(/^[\w.-]{1,40}$/, 'must be a metadata key');

export interface BillingConfig {
  readonly stripe: { readonly apiKey: string; readonly base: string };
  readonly rates: { readonly requestsPerSecond: number; readonly endpointRequestsPerSecond: number };
  readonly names: CatalogueNames;
  /** Customer metadata that holds the account's id: links are then read here, and not in the CRM. Null: the CRM names the customer. */
  readonly accountMetadata: string | null;
  /** Origins that people may be sent back to from Stripe's own pages. */
  readonly returnOrigins: readonly string[];
  /** Of the webhook endpoint: two while it changes. */
  readonly webhookSecrets: readonly string[];
}

/** A key says of itself whether it opens real customers. */
export const isLiveKey = (apiKey: string): boolean => apiKey.includes('_live_');

const stripeHost = 'https://api.stripe.com';

export function parseBillingConfig(environment: Environment): BillingConfig {
  const given = parseEnvironment(environment, {
    STRIPE_API_KEY: z.string().regex(/^(sk|rk)_(live|test)_/, 'must be a secret or restricted key: sk_… or rk_…'),
    STRIPE_API_BASE: baseUrl.default(stripeHost),
    STRIPE_REQUESTS_PER_SECOND: rate.default(100),
    STRIPE_ENDPOINT_REQUESTS_PER_SECOND: rate.default(25),
    STRIPE_METADATA_PUBLISHED: metadataKey.default('portal'),
    STRIPE_METADATA_PLAN_KEY: metadataKey.default('plan_key'),
    STRIPE_METADATA_SEATS: metadataKey.default('seats'),
    STRIPE_METADATA_ACCOUNT: metadataKey.optional(),
    RETURN_ORIGINS: origins,
    STRIPE_WEBHOOK_SECRETS: list,
  });
  if (isLiveKey(given.STRIPE_API_KEY) && given.STRIPE_API_BASE !== stripeHost) {
    throw new ConfigurationError([
      'STRIPE_API_KEY: is a live key, and STRIPE_API_BASE is not Stripe: live and test are not mixed',
    ]);
  }
  return {
    stripe: { apiKey: given.STRIPE_API_KEY, base: given.STRIPE_API_BASE },
    rates: {
      requestsPerSecond: given.STRIPE_REQUESTS_PER_SECOND,
      endpointRequestsPerSecond: given.STRIPE_ENDPOINT_REQUESTS_PER_SECOND,
    },
    names: {
      published: given.STRIPE_METADATA_PUBLISHED,
      planKey: given.STRIPE_METADATA_PLAN_KEY,
      seats: given.STRIPE_METADATA_SEATS,
    },
    accountMetadata: given.STRIPE_METADATA_ACCOUNT ?? null,
    returnOrigins: given.RETURN_ORIGINS,
    webhookSecrets: given.STRIPE_WEBHOOK_SECRETS,
  };
}

/** What the subgraph needs besides when it runs as a process of its own. */
export const parseBillingProcess = (environment: Environment) =>
  parseEnvironment(environment, {
    PORT: portNumber.default(4002),
    HOST: hostName,
    GATEWAY_PUBLIC_KEY: publicKeyVariable,
    CONSISTENCY_PUBLIC_KEY: publicKeyVariable,
    LINKS_PUBLIC_KEY: publicKeyVariable,
  });
