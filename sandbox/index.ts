import { environmentOf, keyEnvironment } from './environment.ts';
import { readerRole } from './seed/product.ts';
import { checkPorts } from './check-ports.ts';
import { standIns, startSandbox } from './sandbox.ts';
import { readVariables, VariablesError } from './variables.ts';

function variablesOrExit(): ReturnType<typeof readVariables> {
  try {
    return readVariables(process.env);
  } catch (error) {
    return exitOnVariablesError(error);
  }
}

function exitOnVariablesError(error: unknown): never {
  if (!(error instanceof VariablesError)) throw error;
  process.stderr.write(`${error.message}\n`);
  return process.exit(78);
}

const variables = variablesOrExit();
const { ports, publicHost } = variables;
const at = (port: number): string => `http://${publicHost}:${port}`;

if (process.argv.includes('--env')) {
  const urls = {
    control: at(ports.control),
    hubspot: at(ports.hubspot),
    stripe: at(ports.stripe),
    zendesk: at(ports.zendesk),
    identity: at(ports.identity),
    product: `postgres://${readerRole}@${publicHost}:${ports.product}/postgres`,
    productWebhook: `${at(ports.productWebhook)}/webhooks`,
  };
  for (const [name, value] of Object.entries({
    ...Object.assign({}, ...Object.values(environmentOf(urls))),
    ...keyEnvironment(),
  } as Record<string, string>))
    process.stdout.write(`${name}=${value}\n`);
} else {
  await checkPorts({ ports, host: variables.host, only: standIns }).catch(exitOnVariablesError);
  const sandbox = await startSandbox(variables);
  await sandbox.ready;
  process.stdout.write('The sandbox is running:\n');
  for (const [name, url] of Object.entries(sandbox.urls)) process.stdout.write(`  ${name.padEnd(16)}${url}\n`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => void sandbox[Symbol.asyncDispose]().then(() => process.exit(0)));
  }
}
