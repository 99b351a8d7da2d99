import { z } from 'zod';
import { vendorLimits, type SandboxLimits } from './limits.ts';
import { defaultPorts, type SandboxPorts } from './ports.ts';

const port = z.coerce
  .number('must be a port number')
  .int('must be a port number')
  .min(0, 'must be a port number')
  .max(65_535, 'must be a port number');

const limit = z.coerce.number('must be a number').int('must be a whole number').positive('must be positive');

export interface SandboxVariables {
  readonly ports: SandboxPorts;
  readonly host: string;
  /** The host name under which other machines reach the sandbox. */
  readonly publicHost: string;
  readonly searchLagMs: number;
  readonly limits: SandboxLimits;
}

/** Invalid variables of the sandbox; `problems` names each one. */
export class VariablesError extends Error {
  override readonly name = 'VariablesError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

const schema = z.object({
  SANDBOX_HOST: z.string().default('127.0.0.1'),
  SANDBOX_PUBLIC_HOST: z.string().default('127.0.0.1'),
  SANDBOX_CONTROL_PORT: port.default(defaultPorts.control),
  SANDBOX_HUBSPOT_PORT: port.default(defaultPorts.hubspot),
  SANDBOX_STRIPE_PORT: port.default(defaultPorts.stripe),
  SANDBOX_ZENDESK_PORT: port.default(defaultPorts.zendesk),
  SANDBOX_IDENTITY_PORT: port.default(defaultPorts.identity),
  SANDBOX_PRODUCT_PORT: port.default(defaultPorts.product),
  SANDBOX_PRODUCT_WEBHOOK_PORT: port.default(defaultPorts.productWebhook),
  SANDBOX_HUBSPOT_REQUESTS_PER_10_SECONDS: limit.default(vendorLimits.hubspotRequestsPer10Seconds),
  SANDBOX_HUBSPOT_SEARCHES_PER_SECOND: limit.default(vendorLimits.hubspotSearchesPerSecond),
  SANDBOX_STRIPE_REQUESTS_PER_SECOND: limit.default(vendorLimits.stripeRequestsPerSecond),
  SANDBOX_STRIPE_ENDPOINT_REQUESTS_PER_SECOND: limit.default(vendorLimits.stripeEndpointRequestsPerSecond),
  SANDBOX_ZENDESK_REQUESTS_PER_MINUTE: limit.default(vendorLimits.zendeskRequestsPerMinute),
  SANDBOX_SEARCH_LAG: z.coerce.number('must be a number of milliseconds').int().nonnegative().default(2_000),
});

/** Reads the sandbox's own variables; an empty variable counts as unset. Throws a VariablesError. */
export function readVariables(environment: NodeJS.ProcessEnv): SandboxVariables {
  const parsed = schema.safeParse(Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== '')));
  if (!parsed.success)
    throw new VariablesError(
      parsed.error.issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`),
    );
  const values = parsed.data;
  return {
    host: values.SANDBOX_HOST,
    publicHost: values.SANDBOX_PUBLIC_HOST,
    searchLagMs: values.SANDBOX_SEARCH_LAG,
    limits: {
      hubspotRequestsPer10Seconds: values.SANDBOX_HUBSPOT_REQUESTS_PER_10_SECONDS,
      hubspotSearchesPerSecond: values.SANDBOX_HUBSPOT_SEARCHES_PER_SECOND,
      stripeRequestsPerSecond: values.SANDBOX_STRIPE_REQUESTS_PER_SECOND,
      stripeEndpointRequestsPerSecond: values.SANDBOX_STRIPE_ENDPOINT_REQUESTS_PER_SECOND,
      zendeskRequestsPerMinute: values.SANDBOX_ZENDESK_REQUESTS_PER_MINUTE,
    },
    ports: {
      control: values.SANDBOX_CONTROL_PORT,
      hubspot: values.SANDBOX_HUBSPOT_PORT,
      stripe: values.SANDBOX_STRIPE_PORT,
      zendesk: values.SANDBOX_ZENDESK_PORT,
      identity: values.SANDBOX_IDENTITY_PORT,
      product: values.SANDBOX_PRODUCT_PORT,
      productWebhook: values.SANDBOX_PRODUCT_WEBHOOK_PORT,
    },
  };
}
