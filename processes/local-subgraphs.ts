import type { KeyObject } from 'node:crypto';
import type { Logger } from 'pino';
import { disposeAll } from '@customer-graph/process/dispose';
import { createAssertionSigner } from '@customer-graph/protocol/assertion';
import { createLocalTransport } from '@customer-graph/protocol/direct-transport';
import { generateKeys, type KeyPair } from '@customer-graph/protocol/keys';
import type { Transport } from '@customer-graph/protocol/transport';
import type { RunningSubgraph, SubgraphServices } from '@customer-graph/subgraph-kit/module';
import { createSharedResources, type SharedResources } from './shared-resources.ts';
import type { ConfiguredSubgraph } from './subgraph-module.ts';

export interface LocalSubgraphsOptions {
  readonly subgraphs: readonly ConfiguredSubgraph[];
  /** Verifies the gateway's assertions. */
  readonly gatewayKey: KeyObject;
  /** Key pairs of callers outside this list, by the names of the subgraphs that they may call. */
  readonly extraCallers?: readonly { readonly calls: readonly string[]; readonly publicKey: KeyObject }[];
  /** Signs links of listed accounts. Default: new keys. */
  readonly linksKeys?: KeyPair;
  /** Key pairs of the subgraphs that call others, by name. Default: new keys. */
  readonly callerKeys?: ReadonlyMap<string, KeyPair>;
  readonly log: Logger;
}

/** Subgraphs in this process. Unless given, the keys between them exist only here. */
export interface LocalSubgraphs extends AsyncDisposable {
  readonly subgraphs: ReadonlyMap<string, RunningSubgraph>;
  readonly transports: ReadonlyMap<string, Transport>;
  readonly shared: SharedResources['shared'];
  /** Starts the background work of all subgraphs. */
  start(): Promise<void>;
  /** Runs one round of background work and returns the number of handled items. */
  sweep(): Promise<number>;
}

const newCallerKeys = (subgraphs: readonly ConfiguredSubgraph[]): ReadonlyMap<string, KeyPair> =>
  new Map(subgraphs.filter(isCaller).map(({ name }) => [name, generateKeys()]));

/** A subgraph that calls others is created after them, and ends before them. */
const isCaller = ({ entry }: ConfiguredSubgraph): boolean => entry.permissions.calls.length > 0;

export async function createLocalSubgraphs({
  subgraphs,
  gatewayKey,
  extraCallers = [],
  linksKeys = generateKeys(),
  callerKeys = newCallerKeys(subgraphs),
  log,
}: LocalSubgraphsOptions): Promise<LocalSubgraphs> {
  const resources = createSharedResources();
  const running = new Map<string, RunningSubgraph>();
  const transports = new Map<string, Transport>();

  const servicesOf = ({ name, entry: { permissions } }: ConfiguredSubgraph): SubgraphServices => {
    const own = callerKeys.get(name);
    const callers = subgraphs.filter(({ entry }) => entry.permissions.calls.includes(name));
    return {
      name,
      processName: 'graph',
      gatewayKey,
      callerKeys: [
        ...callers.flatMap((caller) => callerKeys.get(caller.name)?.publicKey ?? []),
        ...extraCallers.filter(({ calls }) => calls.includes(name)).map(({ publicKey }) => publicKey),
      ],
      linksKey: linksKeys.publicKey,
      linksKeys: permissions.directory ? linksKeys : null,
      callSigner: own ? createAssertionSigner(own.privateKey) : null,
      transportTo(target) {
        const transport = permissions.calls.includes(target) ? transports.get(target) : undefined;
        if (!transport) throw new Error(`supergraph.yaml does not permit ${name} to call ${target}`);
        return transport;
      },
      shared: resources.shared,
      log,
    };
  };

  const create = async (subgraph: ConfiguredSubgraph): Promise<void> => {
    const created = await subgraph.create(servicesOf(subgraph));
    running.set(subgraph.name, created);
    transports.set(subgraph.name, createLocalTransport(created));
  };
  await Promise.all(subgraphs.filter((each) => !isCaller(each)).map(create));
  for (const caller of subgraphs.filter(isCaller)) await create(caller);

  return {
    subgraphs: running,
    transports,
    shared: resources.shared,
    async start() {
      for (const { start } of running.values()) await start?.();
    },
    async sweep() {
      const counts = await Promise.all([...running.values()].map(({ sweep }) => sweep?.() ?? Promise.resolve(0)));
      return counts.reduce((sum, count) => sum + count, 0);
    },
    async [Symbol.asyncDispose]() {
      await disposeAll([...[...running.values()].reverse(), resources]);
    },
  };
}
