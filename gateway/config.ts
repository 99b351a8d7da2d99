import { z } from 'zod';
import { privateKeyVariable } from '@customer-graph/protocol/keys';
import {
  baseUrl,
  hostName,
  commaSeparated,
  milliseconds,
  origins,
  parseEnvironment,
  portNumber,
  type Environment,
} from '@customer-graph/process/configuration';

const claim = z.string().min(1);

/** Parses a text such as "a=1,b=2". Missing names keep their default; a name without a default is invalid. */
const numbers = <Name extends string>(defaults: Readonly<Record<Name, number>>) =>
  z
    .string()
    .prefault('')
    .transform((text, context): Readonly<Record<Name, number>> => {
      const given: Partial<Record<string, number>> = {};
      for (const entry of text.split(',').filter(Boolean)) {
        const [name = '', value = ''] = entry.split('=').map((part) => part.trim());
        if (!Object.hasOwn(defaults, name) || !/^\d+$/.test(value)) {
          context.addIssue({
            code: 'custom',
            message: `must be name=number pairs separated by commas, of ${Object.keys(defaults).join(', ')}`,
          });
          return z.NEVER;
        }
        given[name] = Number(value);
      }
      return { ...defaults, ...given };
    });

const auditVariables = {
  AUDIT_DIRECTORY: z.string().default('.data/audit'),
  AUDIT_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres URL' }).optional(),
  AUDIT_KEY: z.string().min(16, 'must have 16 characters at least').optional(),
  AUDIT_RETENTION_DAYS: z.coerce
    .number('must be a number of days')
    .int()
    .positive('must be a number of days')
    .default(400),
} as const;

export interface AuditConfig {
  readonly directory: string;
  readonly databaseUrl: string | null;
  /** The key of the hashes; null: hashes without a key. */
  readonly key: string | null;
  readonly retentionDays: number;
}

/** Configuration of the audit trail, for the gateway and for the commands that verify it. */
export function parseAuditConfig(environment: Environment): AuditConfig {
  const given = parseEnvironment(environment, auditVariables);
  return {
    directory: given.AUDIT_DIRECTORY,
    databaseUrl: given.AUDIT_DATABASE_URL ?? null,
    key: given.AUDIT_KEY ?? null,
    retentionDays: given.AUDIT_RETENTION_DAYS,
  };
}

export type GatewayConfig = ReturnType<typeof parseGatewayConfig>;

/** The registered operations of this repository's clients. */
const ownManifest = new URL('../clients/documents.json', import.meta.url);

export function parseGatewayConfig(environment: Environment) {
  const given = parseEnvironment(environment, {
    PORT: portNumber.default(4000),
    HOST: hostName,
    OIDC_ISSUER: z.url({ protocol: /^https?$/, error: 'must be the issuer URL of the identity provider' }),
    OIDC_AUDIENCE: z.string(),
    OIDC_CLAIM_STAFF_ROLES: claim.default('staff_roles'),
    OIDC_CLAIM_PARTNER_ACCOUNTS: claim.default('partner_accounts'),
    OIDC_CLAIM_ACCOUNT: claim.default('account_id'),
    OIDC_TOKEN_TYPES: z
      .string()
      .prefault('at+jwt,jwt')
      .transform((text) =>
        text
          .toLowerCase()
          .split(',')
          .map((type) => type.trim()),
      ),
    OIDC_CLIENTS: commaSeparated,
    COST_BUDGETS: numbers({ ANONYMOUS: 200, CUSTOMER: 1_000, PARTNER: 2_000, STAFF: 20_000 }),
    RATE_QUOTAS: numbers({ ANONYMOUS: 6_000, CUSTOMER: 60_000, PARTNER: 60_000, STAFF: 240_000, TENANT: 120_000 }),
    REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'must be a redis URL' }).optional(),
    CORS_ORIGINS: origins,
    TRUSTED_PROXIES: commaSeparated,
    PUBLIC_URL: baseUrl.optional(),
    TRUSTED_DOCUMENTS: z.enum(['optional', 'only'], { error: 'must be optional or only' }).default('optional'),
    TRUSTED_DOCUMENTS_MANIFEST: z.string().optional(),
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
      tokenTypes: given.OIDC_TOKEN_TYPES,
      clients: given.OIDC_CLIENTS,
      claims: {
        staffRoles: given.OIDC_CLAIM_STAFF_ROLES,
        partnerAccounts: given.OIDC_CLAIM_PARTNER_ACCOUNTS,
        account: given.OIDC_CLAIM_ACCOUNT,
      },
    },
    timeoutMs: given.REQUEST_TIMEOUT,
    graceMs: given.MEMBERSHIP_GRACE,
    openSchema: given.NODE_ENV !== 'production',
    budgets: given.COST_BUDGETS,
    quotas: given.RATE_QUOTAS,
    redisUrl: given.REDIS_URL ?? null,
    corsOrigins: given.CORS_ORIGINS,
    trustedProxies: given.TRUSTED_PROXIES,
    publicUrl: given.PUBLIC_URL ?? null,
    documents: {
      trustedOnly: given.TRUSTED_DOCUMENTS === 'only',
      manifest: given.TRUSTED_DOCUMENTS_MANIFEST ?? ownManifest,
    },
    audit: parseAuditConfig(environment),
  };
}

const urlPrefix = 'SUBGRAPH_URL_';

/** `SUBGRAPH_URL_<NAME>`: GraphQL endpoints that replace those of the supergraph. Names are upper case, `-` written as `_`. */
function parseSubgraphUrls(environment: Environment): ReadonlyMap<string, string> {
  const names = Object.keys(environment).filter((name) => name.startsWith(urlPrefix) && environment[name]);
  const given = parseEnvironment(environment, Object.fromEntries(names.map((name) => [name, baseUrl])));
  return new Map(Object.entries(given).map(([name, url]) => [subgraphNameOf(name.slice(urlPrefix.length)), url]));
}

const subgraphNameOf = (text: string): string => text.toLowerCase().replaceAll('_', '-');

/** Configuration of the gateway as a process of its own. */
export function parseGatewayProcess(environment: Environment) {
  const given = parseEnvironment(environment, {
    GATEWAY_PRIVATE_KEY: privateKeyVariable,
    SUPERGRAPH: z.string().optional(),
    SUPERGRAPH_POLL: milliseconds.default(5_000),
  });
  return {
    signingKey: given.GATEWAY_PRIVATE_KEY,
    subgraphUrls: parseSubgraphUrls(environment),
    supergraph: { location: given.SUPERGRAPH ?? null, everyMs: given.SUPERGRAPH_POLL },
  };
}
