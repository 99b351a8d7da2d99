import { environmentOf } from './environment.ts';
import { readerRole } from './seed/product.ts';
import { readVariables } from './variables.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** As npm start has it: whatever is not configured is the sandbox's, where one is running on this machine. */
export async function withRunningSandbox(given: Variables): Promise<{ environment: Variables; standIns: string[] }> {
  const { ports } = readVariables(given);
  const at = (port: number): string => `http://127.0.0.1:${port}`;
  const running = await fetch(`${at(ports.control)}/webhooks`, { signal: AbortSignal.timeout(1_000) }).then(
    (answer) => (answer.ok ? (answer.json() as Promise<{ readonly target: string | null }>) : null),
    () => null,
  );
  const urls = {
    control: at(ports.control),
    hubspot: at(ports.hubspot),
    stripe: at(ports.stripe),
    zendesk: at(ports.zendesk),
    identity: at(ports.identity),
    product: `postgres://${readerRole}@127.0.0.1:${ports.product}/postgres`,
    productWebhook: `${at(ports.productWebhook)}/webhooks`,
  };
  const missing = running
    ? Object.entries(environmentOf(urls)).filter(([, variables]) =>
        Object.keys(variables).every((name) => !given[name]),
      )
    : [];
  // Nobody else knows by what address its stand-ins know the graph.
  const known = running?.target ? { PUBLIC_URL: running.target } : {};
  return {
    environment: {
      ...known,
      ...Object.assign({}, ...missing.map(([, variables]) => variables)),
      ...given,
    } as Variables,
    standIns: missing.map(([name]) => name),
  };
}
