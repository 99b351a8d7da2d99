import { existsSync, readFileSync } from 'node:fs';
import { encodePrivateKey, generateKeys, generateMacKey } from '@customer-graph/protocol/keys';
import { variableOf } from '../../processes/subgraph-process.ts';
import { installPeers } from '../peers/install.ts';
import { root, type ChildOptions } from '../harness/child.ts';

export const engineNames = ['ours', 'signed', 'stock', 'undici', 'hive', 'hiveRust', 'bff', 'limit'] as const;
export type EngineName = (typeof engineNames)[number];

export const engineTitles: Readonly<Record<EngineName, string>> = {
  ours: 'Customer Graph',
  signed: 'Customer Graph, signatures',
  stock: 'Apollo Gateway',
  undici: 'Apollo Gateway, undici fetcher',
  hive: 'Hive Gateway',
  hiveRust: 'Hive Gateway, Rust planner',
  bff: 'hand-written BFF',
  limit: 'limit: precomputed answer',
};

export const isEngineName = (name: string): name is EngineName => engineNames.some((known) => known === name);

/** Files and addresses that engines start with. */
export interface EngineContext {
  /** As it was composed. */
  readonly supergraph: string;
  /** Without the parts that only our gateway understands. */
  readonly plainSupergraph: string;
  readonly query: string;
  /** Written with the first answer of an engine. */
  readonly answer: string;
  readonly auditDirectory: string;
  readonly urls: Readonly<Record<string, string>>;
  /** Variables of our gateway: whose tokens it trusts. */
  readonly environment: Readonly<Record<string, string>>;
  /** The script of the BFF for this view. */
  readonly bff: string;
}

export const probe = ['--import', './bench/harness/probe.ts'];

/** Options of Node that a script of package.json starts its program with, without the file `.env`. */
export function nodeOptionsOf(script: 'start' | 'start:gateway' | 'start:subgraph'): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { scripts: Record<string, string> };
  const [before = ''] = (scripts[script] ?? '').split(/ \S*processes\//);
  return before
    .replace('--import ./tools/load-env.ts', '')
    .split(/\s+/)
    .filter((option) => option !== '' && option !== 'node');
}

/** Quotas that no run uses up: they are counted for each request, but refuse none. */
export const quotas = ['ANONYMOUS', 'CUSTOMER', 'PARTNER', 'STAFF', 'TENANT']
  .map((kind) => `${kind}=1000000000000`)
  .join();

export const gatewayOptions = (context: EngineContext, port: number): ChildOptions => ({
  script: 'processes/gateway.ts',
  nodeOptions: [...nodeOptionsOf('start:gateway'), ...probe],
  environment: {
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    SUPERGRAPH: context.supergraph,
    GATEWAY_PRIVATE_KEY: encodePrivateKey(generateKeys().privateKey),
    AUDIT_DIRECTORY: context.auditDirectory,
    RATE_QUOTAS: quotas,
    // All load comes from one address.
    CONNECTIONS_PER_ADDRESS: '10000',
    SHUTDOWN_DRAIN: '0',
    ...context.environment,
  },
});

/** Shared keys, as docs/operations.md advises where the processes belong to one company. */
const macKeysFor = ({ urls }: EngineContext): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.keys(urls).map((name) => [`MAC_KEY_${variableOf(name)}`, generateMacKey()]));

const peer = (script: string, context: EngineContext, port: number, args: readonly string[] = []): ChildOptions => ({
  script,
  args,
  nodeOptions: probe,
  environment: {
    PORT: String(port),
    SUPERGRAPH: context.plainSupergraph,
    SUBGRAPH_URLS: JSON.stringify(context.urls),
    QUERY: context.query,
    ...(existsSync(context.answer) && { ANSWER: context.answer }),
  },
});

const hive = (context: EngineContext, port: number, args: readonly string[]): ChildOptions => {
  installPeers();
  return peer('bench/peers/hive.ts', context, port, args);
};

/** How the process of each engine is started. */
export const engines: Readonly<Record<EngineName, (context: EngineContext, port: number) => ChildOptions>> = {
  ours: (context, port) => {
    const options = gatewayOptions(context, port);
    return { ...options, environment: { ...options.environment, ...macKeysFor(context) } };
  },
  signed: gatewayOptions,
  stock: (context, port) => peer('bench/engines/stock.ts', context, port),
  undici: (context, port) => peer('bench/engines/stock-undici.ts', context, port),
  hive: (context, port) => hive(context, port, []),
  hiveRust: (context, port) => hive(context, port, ['--rust']),
  bff: (context, port) => peer(context.bff, context, port),
  limit: (context, port) => peer('bench/engines/limit.ts', context, port),
};
