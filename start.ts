import { startSingleProcess, parseSingleProcess } from './gateway/single-process.ts';
import { identities as knownIdentities } from './sandbox/identity/identities.ts';
import { startSandbox, standIns, type Sandbox, type StandInName } from './sandbox/sandbox.ts';
import { readVariables, VariablesError, type SandboxVariables } from './sandbox/variables.ts';
import { ConfigurationError, parseTogether, type Environment } from './subgraphs/shared/configuration.ts';
import { disposeAll } from './subgraphs/shared/dispose.ts';
import { createLog, parseLogLevel } from './subgraphs/shared/log.ts';
import { runProcess } from './subgraphs/shared/process.ts';

/** Variables that say where a system is: with any of them set, it is the real one. */
const own: Record<StandInName, readonly string[]> = {
  hubspot: ['HUBSPOT_ACCESS_TOKEN', 'HUBSPOT_API_BASE'],
  stripe: ['STRIPE_API_KEY', 'STRIPE_API_BASE'],
  zendesk: ['ZENDESK_BASE', 'ZENDESK_EMAIL', 'ZENDESK_API_TOKEN'],
  product: ['PRODUCT_DATABASE_URL'],
  identity: ['OIDC_ISSUER', 'OIDC_AUDIENCE'],
};

/** Everything in one process, with a stand-in for each system that the environment says nothing of. */
await runProcess(async () => {
  const missing = standIns.filter((name) => own[name].every((variable) => !process.env[variable]));
  // What is wrong is said before anything listens: stand-ins bring their own variables, whatever their ports.
  const { level, variables } = parseTogether({
    level: () => parseLogLevel(process.env),
    program: () => parseSingleProcess(withPlaceholders(missing)),
    variables: sandboxVariables,
    mixed: () => refuseMixed(missing),
  });
  const log = createLog('customer-graph', level);
  const sandbox = missing.length > 0 ? await startSandbox({ ...variables, only: missing }) : undefined;
  // Beside a sandbox, whose tokens anybody can have, nobody else on the network is let in unless that is asked for.
  // What is promised to stand-ins ends with them; and they, like vendors, tell of what happens.
  const publicUrl = `http://127.0.0.1:${process.env.PORT || '4000'}`;
  const environment: Environment = {
    ...(sandbox && { HOST: '127.0.0.1', JOURNAL_DIRECTORY: 'memory', PUBLIC_URL: publicUrl }),
    ...sandbox?.environment,
    ...given(),
  };
  const identities = sandbox?.urls.identity
    ? { names: Object.keys(knownIdentities), token: (name: string) => sandbox.token(name) }
    : undefined;
  const service = await startSingleProcess({ environment, log, isDriving: true, ...(identities && { identities }) });
  sandbox?.webhooks.setTarget(process.env.PUBLIC_URL ?? publicUrl);
  greet(service.url, sandbox);
  return {
    async [Symbol.asyncDispose]() {
      await disposeAll([service, sandbox]);
    },
  };
});

function sandboxVariables(): SandboxVariables {
  try {
    return readVariables(process.env);
  } catch (error) {
    throw error instanceof VariablesError ? new ConfigurationError(error.problems) : error;
  }
}

/** Invented customers and real ones do not meet: least of all may tokens that anybody can have open a real CRM. */
function refuseMixed(missing: readonly StandInName[]): void {
  const { STRIPE_API_KEY: stripeKey, HUBSPOT_ACCESS_TOKEN: hubspotToken, HUBSPOT_API_BASE: hubspotBase } = process.env;
  const problems: string[] = [];
  if (missing.length > 0 && stripeKey?.includes('_live_')) {
    problems.push(
      `STRIPE_API_KEY: is a live key, and ${missing.join(', ')} would be a sandbox: live and test are not mixed`,
    );
  }
  const isRealCrm = hubspotToken && (!hubspotBase || !/^https?:\/\/(127\.|localhost|\[::1\])/.test(hubspotBase));
  if (missing.includes('identity') && isRealCrm) {
    problems.push(
      'OIDC_ISSUER: is missing: HUBSPOT_ACCESS_TOKEN is a real portal, and the sandbox gives everybody tokens for it',
    );
  }
  if (problems.length > 0) throw new ConfigurationError(problems);
}

/** An empty variable is an unset one: it must not hide a stand-in's. */
function given(): Environment {
  return Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''));
}

function withPlaceholders(missing: readonly StandInName[]): Environment {
  const placeholders: Record<StandInName, Environment> = {
    hubspot: { HUBSPOT_ACCESS_TOKEN: 'sandbox' },
    stripe: { STRIPE_API_KEY: 'sk_test_sandbox' },
    zendesk: {
      ZENDESK_BASE: 'http://127.0.0.1',
      ZENDESK_EMAIL: 'sandbox@sandbox.example',
      ZENDESK_API_TOKEN: 'sandbox',
    },
    product: { PRODUCT_DATABASE_URL: 'postgres://127.0.0.1' },
    identity: { OIDC_ISSUER: 'http://127.0.0.1', OIDC_AUDIENCE: 'sandbox' },
  };
  return { ...Object.assign({}, ...missing.map((name) => placeholders[name])), ...given() } as Environment;
}

function greet(url: string, sandbox: Sandbox | undefined): void {
  const lines = [`Customer Graph is ready: ${url}/graphql`];
  if (process.env.NODE_ENV !== 'production') lines.push(`  in the browser: ${url}/`);
  if (sandbox) {
    lines.push(`  sandbox control: ${sandbox.urls.control}`);
    if (sandbox.urls.identity) lines.push('  a token: npm run -s token -- --as admin@demo');
  }
  process.stdout.write(`${lines.join('\n')}\n`);
}
