import { privateKeyVariable, publicKeyVariable } from '../shared/assertion/keys.ts';
import {
  baseUrl,
  hostName,
  milliseconds,
  parseEnvironment,
  portNumber,
  type Environment,
} from '../shared/configuration.ts';

/** How it works; what it keeps is the journal's to say. */
export const parseConsistencyConfig = (environment: Environment) => {
  const given = parseEnvironment(environment, {
    RECONCILE_INTERVAL: milliseconds.default(300_000),
  });
  return { sweepMs: given.RECONCILE_INTERVAL };
};

/** What it needs besides when it runs as a process of its own. */
export const parseConsistencyProcess = (environment: Environment) =>
  parseEnvironment(environment, {
    PORT: portNumber.default(4005),
    HOST: hostName,
    GATEWAY_PUBLIC_KEY: publicKeyVariable,
    LINKS_PUBLIC_KEY: publicKeyVariable,
    CONSISTENCY_PRIVATE_KEY: privateKeyVariable,
    ACCOUNTS_URL: baseUrl.default('http://127.0.0.1:4001'),
    BILLING_URL: baseUrl.default('http://127.0.0.1:4002'),
    USAGE_URL: baseUrl.default('http://127.0.0.1:4003'),
    SUPPORT_URL: baseUrl.default('http://127.0.0.1:4004'),
  });
