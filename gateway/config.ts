import { z } from 'zod';
import { privateKeyVariable } from '../subgraphs/shared/assertion/keys.ts';
import { baseUrl, hostName, milliseconds, parseEnvironment, portNumber, type Environment } from '../subgraphs/shared/configuration.ts';

const claim = z.string().min(1);

export function parseGatewayConfig(environment: Environment) {
  const given = parseEnvironment(environment, {
    PORT: portNumber.default(4000),
    HOST: hostName,
    OIDC_ISSUER: z.url({ protocol: /^https?$/, error: 'must be the issuer URL of the identity provider' }),
    OIDC_AUDIENCE: z.string(),
    OIDC_CLAIM_STAFF_ROLES: claim.default('staff_roles'),
    OIDC_CLAIM_PARTNER_ACCOUNTS: claim.default('partner_accounts'),
    OIDC_CLAIM_ACCOUNT: claim.default('account_id'),
    REQUEST_TIMEOUT: milliseconds.default(10_000),
    MEMBERSHIP_GRACE: milliseconds.default(300_000),
    NODE_ENV: z.string().optional(),
  });
  return {
    port: given.PORT,
    host: given.HOST,
    oidc: {
      issuer: given.OIDC_ISSUER,
      audience: given.OIDC_AUDIENCE,
      claims: {
        staffRoles: given.OIDC_CLAIM_STAFF_ROLES,
        partnerAccounts: given.OIDC_CLAIM_PARTNER_ACCOUNTS,
        account: given.OIDC_CLAIM_ACCOUNT,
      },
    },
    timeoutMs: given.REQUEST_TIMEOUT,
    graceMs: given.MEMBERSHIP_GRACE,
    introspection: given.NODE_ENV !== 'production',
  };
}

/** What the gateway needs besides when the subgraphs are processes of their own. */
export function parseGatewayProcess(environment: Environment) {
  const given = parseEnvironment(environment, {
    GATEWAY_PRIVATE_KEY: privateKeyVariable,
    ACCOUNTS_URL: baseUrl.default('http://127.0.0.1:4001'),
    BILLING_URL: baseUrl.default('http://127.0.0.1:4002'),
    USAGE_URL: baseUrl.default('http://127.0.0.1:4003'),
    SUPPORT_URL: baseUrl.default('http://127.0.0.1:4004'),
    SUPERGRAPH: z.string().optional(),
    SUPERGRAPH_POLL: milliseconds.default(5_000),
  });
  return {
    signingKey: given.GATEWAY_PRIVATE_KEY,
    subgraphs: { accounts: given.ACCOUNTS_URL, billing: given.BILLING_URL, usage: given.USAGE_URL, support: given.SUPPORT_URL },
    supergraph: { location: given.SUPERGRAPH ?? null, everyMs: given.SUPERGRAPH_POLL },
  };
}
