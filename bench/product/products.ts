import { join } from 'node:path';
import { freePort, untilReady } from '../../tests/support/processes.ts';
import { noPace } from '../../tests/support/graph.ts';
import { readSubgraphList } from '../../processes/subgraph-list.ts';
import { variableOf } from '../../processes/subgraph-process.ts';
import { isLocal } from '../../processes/subgraph-module.ts';
import { nodeOptionsOf, probe, quotas } from '../engines/engines.ts';
import { startChild, type Child } from '../harness/child.ts';
import type { Core } from '../harness/placement.ts';
import type { SandboxAddresses } from './sandbox-process.ts';

export const productNames = ['single', 'split', 'bff'] as const;
export type ProductName = (typeof productNames)[number];

export const productTitles: Readonly<Record<ProductName, string>> = {
  single: 'Customer Graph, one process',
  split: 'Customer Graph, processes apart',
  bff: 'hand-written BFF',
};

/** The settings of the compared products. */
export interface ProductContext {
  readonly sandbox: SandboxAddresses;
  /** Of this product alone. */
  readonly folder: string;
  /** The file with the recorded calls. */
  readonly recorded: string;
  readonly core: Core | undefined;
}

export interface RunningProduct {
  readonly url: string;
  readonly processes: readonly Child[];
}

const shared = (folder: string): Readonly<Record<string, string>> => ({
  HOST: '127.0.0.1',
  AUDIT_DIRECTORY: join(folder, 'audit'),
  JOURNAL_DIRECTORY: 'memory',
  RATE_QUOTAS: quotas,
  CONNECTIONS_PER_ADDRESS: '10000',
  // A long list on a busy machine must be slow, not an error.
  REQUEST_TIMEOUT: '60000',
  SHUTDOWN_DRAIN: '0',
  ...noPace,
});

async function ready(child: Child, port: number): Promise<Child> {
  await untilReady({ child: child.process, errors: () => child.errors() }, port);
  return child;
}

async function startSingle({ sandbox, folder, core }: ProductContext): Promise<RunningProduct> {
  const port = await freePort();
  const child = startChild({
    script: 'processes/single.ts',
    nodeOptions: [...nodeOptionsOf('start'), ...probe],
    environment: { ...shared(folder), ...sandbox.environment, PORT: String(port) },
    core,
  });
  return { url: `http://127.0.0.1:${port}/graphql`, processes: [await ready(child, port)] };
}

async function startSplit({ sandbox, folder, core }: ProductContext): Promise<RunningProduct> {
  const names = readSubgraphList()
    .filter(isLocal)
    .map(({ name }) => name);
  const ports = new Map<string, number>();
  for (const name of [...names, 'gateway']) ports.set(name, await freePort());
  const urls = Object.fromEntries(
    names.map((name) => [`SUBGRAPH_URL_${variableOf(name)}`, `http://127.0.0.1:${ports.get(name) ?? 0}/graphql`]),
  );
  const environment = { ...shared(folder), ...sandbox.environment, ...sandbox.keys, ...urls };
  const startOne = (name: string): Promise<Child> => {
    const port = ports.get(name) ?? 0;
    const isGateway = name === 'gateway';
    const child = startChild({
      script: isGateway ? 'processes/gateway.ts' : 'processes/subgraph.ts',
      args: isGateway ? [] : [name],
      nodeOptions: [...nodeOptionsOf(isGateway ? 'start:gateway' : 'start:subgraph'), ...probe],
      environment: { ...environment, PORT: String(port) },
      core,
    });
    return ready(child, port);
  };
  const processes = await Promise.all([...names, 'gateway'].map(startOne));
  return { url: `http://127.0.0.1:${ports.get('gateway') ?? 0}/graphql`, processes };
}

async function startBff({ sandbox, recorded, core }: ProductContext): Promise<RunningProduct> {
  const port = await freePort();
  const child = startChild({
    script: 'bench/product/bff.ts',
    nodeOptions: probe,
    environment: { ...sandbox.environment, RECORDED: recorded, PORT: String(port) },
    core,
  });
  return { url: `http://127.0.0.1:${port}/graphql`, processes: [child] };
}

/** Starts each product. Those with a health check are ready. */
export const startProduct: Readonly<Record<ProductName, (context: ProductContext) => Promise<RunningProduct>>> = {
  single: startSingle,
  split: startSplit,
  bff: startBff,
};
