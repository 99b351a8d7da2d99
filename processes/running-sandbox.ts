import { isGiven, withDefaults, type Environment } from '@customer-graph/process/configuration';
import { environmentOf } from '../sandbox/environment.ts';
import { readerRole } from '../sandbox/seed/product.ts';
import { readVariables } from '../sandbox/variables.ts';

/** Variables that configure a system in another way than its stand-in does. */
const alternatives: Readonly<Record<string, readonly string[]>> = { identity: ['IDENTITY_PROVIDERS'] };

/**
 * Adds the stand-ins of a sandbox on this machine for systems that are not configured, as `npm start` does.
 * Returns the variables, and the names of the added stand-ins: none if no sandbox is running.
 */
export async function withRunningSandbox(
  variables: Environment,
): Promise<{ environment: Environment; standIns: string[] }> {
  const { ports } = readVariables(variables);
  const urlOf = (port: number): string => `http://127.0.0.1:${port}`;
  const running = await fetch(`${urlOf(ports.control)}/webhooks`, { signal: AbortSignal.timeout(1_000) }).then(
    (answer) => (answer.ok ? (answer.json() as Promise<{ readonly target: string | null }>) : null),
    () => null,
  );
  const urls = {
    control: urlOf(ports.control),
    hubspot: urlOf(ports.hubspot),
    stripe: urlOf(ports.stripe),
    zendesk: urlOf(ports.zendesk),
    identity: urlOf(ports.identity),
    product: `postgres://${readerRole}@127.0.0.1:${ports.product}/postgres`,
    productWebhook: `${urlOf(ports.productWebhook)}/webhooks`,
  };
  const missing = running
    ? Object.entries(environmentOf(urls)).filter(([name, names]) =>
        [...Object.keys(names), ...(alternatives[name] ?? [])].every((variable) => !isGiven(variables, variable)),
      )
    : [];
  // HubSpot signs the public URL, so the receiver must know the one that the sandbox uses.
  const publicUrl = running?.target ? { PUBLIC_URL: running.target } : {};
  return {
    environment: withDefaults(
      { ...publicUrl, ...(Object.assign({}, ...missing.map(([, defaults]) => defaults)) as Environment) },
      variables,
    ),
    standIns: missing.map(([name]) => name),
  };
}
