import { createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import {
  baseUrl,
  hostName,
  parseEnvironment,
  parseTogether,
  portNumber,
  type Environment,
} from '@customer-graph/process/configuration';
import { drainTime, drainTimeOf } from '@customer-graph/process/health';
import { macKeyVariable, privateKeyVariable, publicKeyVariable, type KeyPair } from '@customer-graph/protocol/keys';
import type { ListedSubgraph } from './subgraph-list.ts';

/** The part of a variable that names a subgraph: `PRODUCT_NEWS` for `product-news`. */
export const variableOf = (name: string): string => name.toUpperCase().replaceAll('-', '_');

export interface SubgraphProcessConfig {
  readonly port: number;
  readonly host: string;
  /** How long a stop keeps taking requests, in milliseconds. */
  readonly drainMs: number;
  readonly gatewayKey: readonly KeyObject[];
  /** Of each caller, one key or two. */
  readonly callerKeys: readonly (readonly KeyObject[])[];
  readonly linksKey: readonly KeyObject[];
  readonly linksKeys: KeyPair | null;
  /** Signs calls; null: it makes none. */
  readonly callKey: KeyObject | null;
  /** GraphQL endpoints of the subgraphs that it may call. */
  readonly urls: ReadonlyMap<string, string>;
}

/** Configuration of one subgraph as a process of its own: port, keys, and the URLs of the subgraphs that it calls. */
export function parseSubgraphProcess(
  { name, entry }: ListedSubgraph,
  list: readonly ListedSubgraph[],
  environment: Environment,
): SubgraphProcessConfig {
  const { calls, directory } = entry.permissions;
  const callers = list.filter(({ entry: other }) => other.permissions.calls.includes(name));
  const targets = list.filter((other) => calls.includes(other.name));
  const defaultPort = Number(new URL(entry.url).port) || 80;

  const macVariable = `MAC_KEY_${variableOf(name)}`;
  const ownKey = `${variableOf(name)}_PRIVATE_KEY`;
  const own = parseTogether({
    own: () =>
      parseEnvironment(environment, {
        PORT: portNumber.default(defaultPort),
        HOST: hostName,
        SHUTDOWN_DRAIN: drainTime,
        NODE_ENV: z.string().optional(),
        GATEWAY_PUBLIC_KEY: publicKeyVariable,
      }),
    mac: () => parseEnvironment(environment, { [macVariable]: z.optional(macKeyVariable) })[macVariable] ?? [],
    links: () => parseLinksKeys(directory, environment),
    callerKeys: () => parseEnvironment(environment, publicKeysOf(callers)),
    callKey: () => (calls.length > 0 ? parseEnvironment(environment, { [ownKey]: privateKeyVariable })[ownKey] : null),
    urls: () => urlsOf(targets, environment),
  });
  return {
    port: own.own.PORT,
    host: own.own.HOST,
    drainMs: drainTimeOf(own.own.SHUTDOWN_DRAIN, own.own.NODE_ENV),
    gatewayKey: [...own.own.GATEWAY_PUBLIC_KEY, ...own.mac],
    callerKeys: Object.values(own.callerKeys),
    ...own.links,
    callKey: own.callKey ?? null,
    urls: own.urls,
  };
}

const publicKeysOf = (callers: readonly ListedSubgraph[]) =>
  Object.fromEntries(callers.map(({ name }) => [`${variableOf(name)}_PUBLIC_KEY`, publicKeyVariable]));

/** Only the directory has the private key of signed links. It also accepts links of its replicas with another key. */
function parseLinksKeys(
  isDirectory: boolean,
  environment: Environment,
): Pick<SubgraphProcessConfig, 'linksKey' | 'linksKeys'> {
  if (!isDirectory)
    return {
      linksKey: parseEnvironment(environment, { LINKS_PUBLIC_KEY: publicKeyVariable }).LINKS_PUBLIC_KEY,
      linksKeys: null,
    };
  const { LINKS_PRIVATE_KEY: privateKey, LINKS_PUBLIC_KEY: others } = parseEnvironment(environment, {
    LINKS_PRIVATE_KEY: privateKeyVariable,
    LINKS_PUBLIC_KEY: publicKeyVariable.optional(),
  });
  const publicKey = createPublicKey(privateKey);
  return { linksKey: [publicKey, ...(others ?? [])], linksKeys: { privateKey, publicKey } };
}

function urlsOf(targets: readonly ListedSubgraph[], environment: Environment): ReadonlyMap<string, string> {
  const variables = new Map(targets.map((target) => [`SUBGRAPH_URL_${variableOf(target.name)}`, target]));
  const given: Readonly<Record<string, string | undefined>> = parseEnvironment(
    environment,
    Object.fromEntries([...variables.keys()].map((name) => [name, z.optional(baseUrl)])),
  );
  return new Map([...variables].map(([variable, { name, entry }]) => [name, given[variable] ?? entry.url]));
}
