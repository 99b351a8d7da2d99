import { z } from 'zod';
import { refusePublishedCredentials } from './published-credentials.ts';
import { loadLocalSubgraphs, parseSingleProcess, startSingleProcess } from './single-process.ts';
import { checkPorts } from '../sandbox/check-ports.ts';
import { identities as knownIdentities } from '../sandbox/identity/identities.ts';
import { startSandbox, standIns, type Sandbox, type StandInName } from '../sandbox/sandbox.ts';
import { readVariables, VariablesError, type SandboxVariables } from '../sandbox/variables.ts';
import {
  ConfigurationError,
  isGiven,
  parseEnvironment,
  parseTogether,
  withDefaults,
  type Environment,
} from '@customer-graph/process/configuration';
import { assertPortFree } from '@customer-graph/process/assert-port-free';
import { disposeAll } from '@customer-graph/process/dispose';
import { createLog, parseLogLevel } from '@customer-graph/process/log';
import { parseNetwork, useNetwork } from '@customer-graph/process/network';
import { runProcess } from '@customer-graph/process/run';

/** Variables that configure a system. With any of them set, the system is real and gets no stand-in. */
const systemVariables: Record<StandInName, readonly string[]> = {
  hubspot: ['HUBSPOT_ACCESS_TOKEN', 'HUBSPOT_REFRESH_TOKEN', 'HUBSPOT_API_BASE'],
  stripe: ['STRIPE_API_KEY', 'STRIPE_API_BASE'],
  zendesk: ['ZENDESK_BASE', 'ZENDESK_CLIENT_ID', 'ZENDESK_CLIENT_SECRET', 'ZENDESK_EMAIL', 'ZENDESK_API_TOKEN'],
  product: ['PRODUCT_DATABASE_URL'],
  identity: ['OIDC_ISSUER', 'OIDC_AUDIENCE', 'IDENTITY_PROVIDERS'],
};

/** A variable that the mix of sandbox and real systems is judged by; its own parser checks its form. */
const text = z.string().optional();

/** `npm start`: everything in one process, with a stand-in for each system that is not configured. */
await runProcess(async () => {
  const missing = standIns.filter((name) => systemVariables[name].every((variable) => !isGiven(process.env, variable)));
  const subgraphs = await loadLocalSubgraphs(process.env);
  // All problems are reported before anything listens. Stand-ins add their variables later, when their ports are known.
  const { level, variables, program, network } = parseTogether({
    level: () => parseLogLevel(process.env),
    program: () => parseSingleProcess(withPlaceholders(missing), subgraphs),
    variables: sandboxVariables,
    mixed: () => refuseMixed(missing),
    published: () => refusePublishedCredentials(process.env),
    network: () => parseNetwork(process.env),
  });
  useNetwork(network);
  const log = createLog('customer-graph', level);
  await assertPortFree(program.gateway.port, missing.length > 0 ? '127.0.0.1' : program.gateway.host);
  if (missing.length > 0) await assertSandboxPortsFree({ ...variables, only: missing });
  const sandbox = missing.length > 0 ? await startSandbox({ ...variables, only: missing }) : undefined;
  // Anyone can get tokens of a sandbox, so the program then listens on this machine alone unless HOST says otherwise.
  // The journal is in memory because the stand-ins forget their data as well.
  const publicUrl = `http://127.0.0.1:${process.env.PORT || '4000'}`;
  const environment = withDefaults(
    {
      ...(sandbox && { HOST: '127.0.0.1', JOURNAL_DIRECTORY: 'memory', PUBLIC_URL: publicUrl }),
      ...sandbox?.environment,
    },
    process.env,
  );
  const identities = sandbox?.urls.identity
    ? { names: Object.keys(knownIdentities), token: (name: string) => sandbox.token(name) }
    : undefined;
  const service = await startSingleProcess({
    environment,
    log,
    isDriving: true,
    ...(identities && { identities }),
    ...(sandbox && { dependencies: sandbox.ready }),
  });
  sandbox?.webhooks.setTarget(process.env.PUBLIC_URL ?? publicUrl);
  greet(service.url, sandbox);
  return {
    drainMs: program.gateway.drainMs,
    async [Symbol.asyncDispose]() {
      await disposeAll([service, sandbox]);
    },
  };
});

/** The sandbox has an error class of its own for unusable variables. */
function asConfigurationError(error: unknown): unknown {
  return error instanceof VariablesError ? new ConfigurationError(error.problems) : error;
}

function sandboxVariables(): SandboxVariables {
  try {
    return readVariables(process.env);
  } catch (error) {
    throw asConfigurationError(error);
  }
}

async function assertSandboxPortsFree(options: Parameters<typeof checkPorts>[0]): Promise<void> {
  try {
    await checkPorts(options);
  } catch (error) {
    throw asConfigurationError(error);
  }
}

/** Sandbox data and real customers must not mix: sandbox tokens, which anyone can get, must not open a real CRM. */
function refuseMixed(missing: readonly StandInName[]): void {
  const {
    STRIPE_API_KEY: stripeKey,
    HUBSPOT_ACCESS_TOKEN: accessToken,
    HUBSPOT_REFRESH_TOKEN: refreshToken,
    HUBSPOT_API_BASE: hubspotBase,
  } = parseEnvironment(process.env, {
    STRIPE_API_KEY: text,
    HUBSPOT_ACCESS_TOKEN: text,
    HUBSPOT_REFRESH_TOKEN: text,
    HUBSPOT_API_BASE: text,
  });
  const problems: string[] = [];
  // Keys of organizations need not say whether they are live.
  if (missing.length > 0 && stripeKey && !stripeKey.includes('_test_')) {
    problems.push(
      `STRIPE_API_KEY: is a live key, but ${missing.join(', ')} would be a sandbox: configure them too, or use a test key`,
    );
  }
  const crmCredential = accessToken ? 'HUBSPOT_ACCESS_TOKEN' : 'HUBSPOT_REFRESH_TOKEN';
  const isRealCrm =
    (accessToken ?? refreshToken) && (!hubspotBase || !/^https?:\/\/(127\.|localhost|\[::1\])/.test(hubspotBase));
  if (missing.includes('identity') && isRealCrm) {
    problems.push(
      `OIDC_ISSUER: is missing: ${crmCredential} is of a real portal, and anyone can get tokens of the sandbox`,
    );
  }
  if (problems.length > 0) throw new ConfigurationError(problems);
}

function withPlaceholders(missing: readonly StandInName[]): Environment {
  const placeholders: Record<StandInName, Environment> = {
    hubspot: { HUBSPOT_ACCESS_TOKEN: 'sandbox' },
    stripe: { STRIPE_API_KEY: 'sk_test_sandbox' },
    zendesk: {
      ZENDESK_BASE: 'http://127.0.0.1',
      ZENDESK_CLIENT_ID: 'sandbox',
      ZENDESK_CLIENT_SECRET: 'sandbox',
    },
    product: { PRODUCT_DATABASE_URL: 'postgres://127.0.0.1' },
    identity: { OIDC_ISSUER: 'http://127.0.0.1', OIDC_AUDIENCE: 'sandbox' },
  };
  return withDefaults(Object.assign({}, ...missing.map((name) => placeholders[name])) as Environment, process.env);
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
