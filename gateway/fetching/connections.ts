import { disposeAll } from '@customer-graph/process/dispose';
import { createHttpTransport } from '@customer-graph/protocol/http-transport';
import type { MutualTls } from '@customer-graph/process/mutual-tls';
import type { SubgraphEntry } from '@customer-graph/protocol/subgraph-entry';
import type { Transport } from '@customer-graph/protocol/transport';

/** The connections to subgraphs, opened when a supergraph first names them. */
export interface Connections extends AsyncDisposable {
  to(subgraph: Pick<SubgraphEntry, 'name' | 'url'>): Transport;
}

export interface ConnectionsOptions {
  /** Subgraphs in this process, by name. */
  readonly local?: ReadonlyMap<string, Transport>;
  /** GraphQL endpoints that replace those of the supergraph, by name. */
  readonly urls?: ReadonlyMap<string, string>;
  /** For connections to other processes. Default: without TLS, unless a URL is https. */
  readonly tls?: MutualTls | null;
}

export function createConnections({
  local = new Map(),
  urls = new Map(),
  tls = null,
}: ConnectionsOptions): Connections {
  const remote = new Map<string, Transport & AsyncDisposable>();
  return {
    to({ name, url: composed }) {
      const inProcess = local.get(name);
      if (inProcess) return inProcess;
      const url = urls.get(name) ?? composed;
      const open = remote.get(url) ?? createHttpTransport(url, tls);
      remote.set(url, open);
      return open;
    },
    [Symbol.asyncDispose]: () => disposeAll([...remote.values()]),
  };
}
