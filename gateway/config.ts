import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { macKeyVariable, privateKeyVariable } from '@customer-graph/protocol/keys';
import {
  baseUrl,
  hostName,
  commaSeparated,
  milliseconds,
  origins,
  parseEnvironment,
  parseTogether,
  portNumber,
  type Environment,
} from '@customer-graph/process/configuration';
import { drainTime, drainTimeOf } from '@customer-graph/process/health';
import { parseAuditConfig } from './audit/config.ts';
import { parseIdentityConfig } from './identity/config.ts';

const positive = z.coerce
  .number('must be a number')
  .int('must be a whole number')
  .positive('must be a positive number');

const headerNames = commaSeparated.refine((names) => names.every((name) => /^[\w-]+$/.test(name)), {
  error: 'must be names of headers separated by commas, such as x-tenant',
});

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

export type GatewayConfig = ReturnType<typeof parseGatewayConfig>;

/** The registered operations of this repository's clients. */
const ownManifest = new URL('../clients/documents.json', import.meta.url);

export function parseGatewayConfig(environment: Environment) {
  const { given, identityProviders, audit } = parseTogether({
    given: () => parseOwnVariables(environment),
    identityProviders: () => parseIdentityConfig(environment),
    audit: () => parseAuditConfig(environment),
  });
  return {
    port: given.PORT,
    host: given.HOST,
    identityProviders,
    timeoutMs: given.REQUEST_TIMEOUT,
    graceMs: given.MEMBERSHIP_GRACE,
    drainMs: drainTimeOf(given.SHUTDOWN_DRAIN, given.NODE_ENV),
    openSchema: given.NODE_ENV !== 'production',
    budgets: given.COST_BUDGETS,
    quotas: given.RATE_QUOTAS,
    redisUrl: given.REDIS_URL ?? null,
    corsOrigins: given.CORS_ORIGINS,
    corsHeaders: given.CORS_HEADERS,
    trustedProxies: given.TRUSTED_PROXIES,
    connectionLimits: { total: given.CONNECTIONS, perAddress: given.CONNECTIONS_PER_ADDRESS },
    publicUrl: given.PUBLIC_URL ?? null,
    /** Program and arguments; empty: files are not scanned. */
    scanCommand: given.UPLOAD_SCAN_COMMAND,
    documents: {
      trustedOnly: given.TRUSTED_DOCUMENTS === 'only',
      manifest: given.TRUSTED_DOCUMENTS_MANIFEST ?? ownManifest,
    },
    audit,
  };
}

const parseOwnVariables = (environment: Environment) =>
  parseEnvironment(environment, {
    PORT: portNumber.default(4000),
    HOST: hostName,
    COST_BUDGETS: numbers({ ANONYMOUS: 200, CUSTOMER: 1_000, PARTNER: 2_000, STAFF: 20_000 }),
    RATE_QUOTAS: numbers({ ANONYMOUS: 6_000, CUSTOMER: 60_000, PARTNER: 60_000, STAFF: 240_000, TENANT: 120_000 }),
    REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'must be a redis URL' }).optional(),
    CORS_ORIGINS: origins,
    CORS_HEADERS: headerNames,
    TRUSTED_PROXIES: commaSeparated,
    CONNECTIONS: positive.default(10_000),
    CONNECTIONS_PER_ADDRESS: positive.default(250),
    PUBLIC_URL: baseUrl.optional(),
    UPLOAD_SCAN_COMMAND: z
      .string()
      .prefault('')
      .transform((text) => text.split(/\s+/).filter(Boolean)),
    TRUSTED_DOCUMENTS: z.enum(['optional', 'only'], { error: 'must be optional or only' }).default('optional'),
    TRUSTED_DOCUMENTS_MANIFEST: z.string().optional(),
    REQUEST_TIMEOUT: milliseconds.default(10_000),
    MEMBERSHIP_GRACE: milliseconds.default(300_000),
    SHUTDOWN_DRAIN: drainTime,
    NODE_ENV: z.string().optional(),
  });

const urlPrefix = 'SUBGRAPH_URL_';

/** `SUBGRAPH_URL_<NAME>`: GraphQL endpoints that replace those of the supergraph. Names are upper case, `-` written as `_`. */
function parseSubgraphUrls(environment: Environment): ReadonlyMap<string, string> {
  const names = Object.keys(environment).filter((name) => name.startsWith(urlPrefix) && environment[name]);
  const given = parseEnvironment(environment, Object.fromEntries(names.map((name) => [name, baseUrl])));
  return new Map(Object.entries(given).map(([name, url]) => [subgraphNameOf(name.slice(urlPrefix.length)), url]));
}

const macPrefix = 'MAC_KEY_';

/** `MAC_KEY_<NAME>`: keys that the gateway shares with one subgraph each. */
function parseMacKeys(environment: Environment): ReadonlyMap<string, KeyObject> {
  const names = Object.keys(environment)
    .filter((name) => name.startsWith(macPrefix) && environment[name])
    .map((name) => name.replace(/_FILE$/, ''));
  const given = parseEnvironment(environment, Object.fromEntries(names.map((name) => [name, macKeyVariable])));
  return new Map(Object.entries(given).map(([name, [key]]) => [subgraphNameOf(name.slice(macPrefix.length)), key]));
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
    macKeys: parseMacKeys(environment),
    subgraphUrls: parseSubgraphUrls(environment),
    supergraph: { location: given.SUPERGRAPH ?? null, everyMs: given.SUPERGRAPH_POLL },
  };
}
