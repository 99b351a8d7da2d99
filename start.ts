import { startSingleProcess, parseSingleProcess } from './gateway/single-process.ts';
import { startSandbox, standIns, type Sandbox, type StandInName } from './sandbox/sandbox.ts';
import { readVariables } from './sandbox/variables.ts';
import { ConfigurationError, type Environment } from './subgraphs/shared/configuration.ts';
import { disposeAll } from './subgraphs/shared/dispose.ts';
import { createLog } from './subgraphs/shared/log.ts';
import { runProcess } from './subgraphs/shared/process.ts';

/** Variables that say where a system is: with any of them set, it is the real one. */
const own: Record<StandInName, readonly string[]> = {
  hubspot: ['HUBSPOT_ACCESS_TOKEN', 'HUBSPOT_API_BASE'],
  stripe: ['STRIPE_API_KEY', 'STRIPE_API_BASE'],
  identity: ['OIDC_ISSUER', 'OIDC_AUDIENCE'],
};

/** Everything in one process, with a stand-in for each system that the environment says nothing of. */
await runProcess(async () => {
  const log = createLog('customer-graph', process.env.LOG_LEVEL || 'info');
  const missing = standIns.filter((name) => own[name].every((variable) => !process.env[variable]));
  if (missing.length > 0 && process.env.STRIPE_API_KEY?.includes('_live_')) {
    throw new ConfigurationError([`STRIPE_API_KEY: is a live key, and ${missing.join(', ')} would be a sandbox: live and test are not mixed`]);
  }
  // What is wrong is said before anything listens: stand-ins bring their own variables, whatever their ports.
  parseSingleProcess(withPlaceholders(missing));
  const sandbox = missing.length > 0 ? await startSandbox({ ...readVariables(process.env), only: missing }) : undefined;
  const environment: Environment = { ...sandbox?.environment, ...given() };
  const service = await startSingleProcess({ environment, log });
  greet(service.url, sandbox);
  return {
    async [Symbol.asyncDispose]() {
      await disposeAll([service, sandbox]);
    },
  };
});

/** An empty variable is an unset one: it must not hide a stand-in's. */
function given(): Environment {
  return Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''));
}

function withPlaceholders(missing: readonly StandInName[]): Environment {
  const placeholders: Record<StandInName, Environment> = {
    hubspot: { HUBSPOT_ACCESS_TOKEN: 'sandbox' },
    stripe: { STRIPE_API_KEY: 'sk_test_sandbox' },
    identity: { OIDC_ISSUER: 'http://127.0.0.1', OIDC_AUDIENCE: 'sandbox' },
  };
  return { ...Object.assign({}, ...missing.map((name) => placeholders[name])), ...given() } as Environment;
}

function greet(url: string, sandbox: Sandbox | undefined): void {
  const lines = [`Customer Graph is ready: ${url}/graphql`];
  if (sandbox) {
    lines.push(`  sandbox control: ${sandbox.urls.control}`);
    if (sandbox.urls.identity) lines.push('  a token: npm run -s token -- --as admin@demo');
  }
  process.stdout.write(`${lines.join('\n')}\n`);
}
