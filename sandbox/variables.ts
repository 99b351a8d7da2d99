import { z } from 'zod';
import { defaultPorts, type SandboxPorts } from './ports.ts';

const port = z.coerce.number().int().min(0).max(65_535);

/** The sandbox's own variables. */
export function readVariables(environment: NodeJS.ProcessEnv): { ports: SandboxPorts; host: string; searchLagMs: number } {
  const given = z
    .object({
      SANDBOX_HOST: z.string().default('127.0.0.1'),
      SANDBOX_CONTROL_PORT: port.default(defaultPorts.control),
      SANDBOX_HUBSPOT_PORT: port.default(defaultPorts.hubspot),
      SANDBOX_STRIPE_PORT: port.default(defaultPorts.stripe),
      SANDBOX_IDENTITY_PORT: port.default(defaultPorts.identity),
      SANDBOX_SEARCH_LAG: z.coerce.number().int().nonnegative().default(2_000),
    })
    .parse(environment);
  return {
    host: given.SANDBOX_HOST,
    searchLagMs: given.SANDBOX_SEARCH_LAG,
    ports: {
      control: given.SANDBOX_CONTROL_PORT,
      hubspot: given.SANDBOX_HUBSPOT_PORT,
      stripe: given.SANDBOX_STRIPE_PORT,
      identity: given.SANDBOX_IDENTITY_PORT,
    },
  };
}
