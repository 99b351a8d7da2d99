import { once } from 'node:events';
import { createServer } from 'node:net';
import type { SandboxPorts } from './ports.ts';
import type { StandInName } from './sandbox.ts';
import { VariablesError } from './variables.ts';

const portVariables: Readonly<Record<keyof SandboxPorts, string>> = {
  control: 'SANDBOX_CONTROL_PORT',
  hubspot: 'SANDBOX_HUBSPOT_PORT',
  stripe: 'SANDBOX_STRIPE_PORT',
  zendesk: 'SANDBOX_ZENDESK_PORT',
  identity: 'SANDBOX_IDENTITY_PORT',
  product: 'SANDBOX_PRODUCT_PORT',
  productWebhook: 'SANDBOX_PRODUCT_WEBHOOK_PORT',
};

/**
 * Checks that the sandbox can listen on its ports, before anything slow starts. Port 0 passes: the operating system
 * chooses a free one. The ports of stand-ins that are not in `only` are not checked.
 *
 * @throws VariablesError with a problem for each port that cannot be used
 */
export async function checkPorts(options: {
  readonly ports: SandboxPorts;
  readonly host: string;
  readonly only: readonly StandInName[];
}): Promise<void> {
  const { ports, host, only } = options;
  const used: (keyof SandboxPorts)[] = [
    'control',
    ...only,
    ...(only.includes('product') ? ['productWebhook' as const] : []),
  ];
  const problems = await Promise.all(used.map((name) => problemOf(portVariables[name], ports[name], host)));
  const found = problems.filter((problem) => problem !== undefined);
  if (found.length > 0) throw new VariablesError(found);
}

async function problemOf(variable: string, port: number, host: string): Promise<string | undefined> {
  if (port === 0) return undefined;
  const server = createServer();
  try {
    await once(server.listen({ port, host }), 'listening');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === 'EADDRINUSE' ? 'is in use' : `cannot be used (${code ?? String(error)})`;
    return `${variable}: port ${port} of ${host} ${reason}: stop the other program, or set another port`;
  }
  server.close();
  await once(server, 'close');
  return undefined;
}
