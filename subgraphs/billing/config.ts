import { z } from 'zod';
import { parseJournalConfig, type JournalConfig } from '@customer-graph/journal/config';
import {
  baseUrl,
  ConfigurationError,
  commaSeparated,
  origins,
  parseEnvironment,
  parseTogether,
  type Environment,
} from '@customer-graph/process/configuration';

/** Names of product metadata in Stripe. */
export interface CatalogueNames {
  /** "true" on products that customers may choose. */
  readonly published: string;
  /** The plan's key, the same in every system. */
  readonly planKey: string;
  /** "true" or "false": whether quantities of the product are seats. */
  readonly seats: string;
}

export interface StripeConfig {
  readonly stripe: {
    readonly apiKey: string;
    readonly base: string;
    /** The account that requests are made for; null: the key's own. */
    readonly account: string | null;
  };
  readonly rates: { readonly requestsPerSecond: number; readonly endpointRequestsPerSecond: number };
  readonly names: CatalogueNames;
  /** Customer metadata with the account's id, if Stripe owns the links; null: the CRM owns them. */
  readonly accountMetadata: string | null;
  /** Origins to which Stripe's own pages may send people back. */
  readonly returnOrigins: readonly string[];
  /** Signing secrets of the webhook endpoint; two during a rotation. */
  readonly webhookSecrets: readonly string[];
}

export interface BillingConfig extends StripeConfig {
  readonly journal: JournalConfig;
}

const stripeHost = 'https://api.stripe.com';

const rate = z.coerce.number('must be a number').int().positive('must be a positive number');
const metadataKey = z.string().regex(/^[\w.-]{1,40}$/, 'must be a metadata key');

/** Whether the key gives access to real customers. */
export const isLiveKey = (apiKey: string): boolean => !apiKey.includes('_test_');

function parseStripeConfig(environment: Environment): StripeConfig {
  const given = parseEnvironment(environment, {
    // Stripe, "Organization API keys": their prefix is sk_org whatever they may do.
    STRIPE_API_KEY: z
      .string()
      .regex(
        /^((sk|rk)_(live|test)_|sk_org)/,
        'must be a secret, restricted or organization key: sk_…, rk_… or sk_org_…',
      ),
    STRIPE_ACCOUNT: z
      .string()
      .regex(/^acct_\w+(\/acct_\w+)*$/, 'must be an account: acct_…')
      .optional(),
    STRIPE_API_BASE: baseUrl.default(stripeHost),
    STRIPE_REQUESTS_PER_SECOND: rate.default(100),
    STRIPE_ENDPOINT_REQUESTS_PER_SECOND: rate.default(25),
    STRIPE_METADATA_PUBLISHED: metadataKey.default('portal'),
    STRIPE_METADATA_PLAN_KEY: metadataKey.default('plan_key'),
    STRIPE_METADATA_SEATS: metadataKey.default('seats'),
    STRIPE_METADATA_ACCOUNT: metadataKey.optional(),
    RETURN_ORIGINS: origins,
    STRIPE_WEBHOOK_SECRETS: commaSeparated,
  });
  if (isLiveKey(given.STRIPE_API_KEY) && given.STRIPE_API_BASE !== stripeHost) {
    throw new ConfigurationError([
      'STRIPE_API_KEY: is a live key, and STRIPE_API_BASE is not Stripe: live and test are not mixed',
    ]);
  }
  if (given.STRIPE_API_KEY.startsWith('sk_org') && given.STRIPE_ACCOUNT === undefined)
    throw new ConfigurationError(['STRIPE_ACCOUNT: is needed with the key of an organization: acct_…']);
  return {
    stripe: { apiKey: given.STRIPE_API_KEY, base: given.STRIPE_API_BASE, account: given.STRIPE_ACCOUNT ?? null },
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

/** Parses the subgraph's environment. Throws a `ConfigurationError` that names every bad variable. */
export function parseBillingConfig(environment: Environment): BillingConfig {
  const { stripe, journal } = parseTogether({
    stripe: () => parseStripeConfig(environment),
    journal: () => parseJournalConfig(environment),
  });
  return { ...stripe, journal };
}
