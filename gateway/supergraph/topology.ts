import { GraphError } from '@customer-graph/protocol/errors';
import { noPermissions, type SubgraphEntry, type SubgraphPermissions } from '@customer-graph/protocol/subgraph-entry';
import type { SubgraphEntries } from './entries.ts';
import { SupergraphError } from './supergraph-error.ts';

/** The subgraphs of the supergraph in use, found by their permissions. */
export interface Topology {
  /** Replaces the entries when a new supergraph is in use. */
  update(entries: SubgraphEntries): void;
  permissionsOf(name: string): SubgraphPermissions;
  directory(): SubgraphEntry;
  /** Null: no subgraph verifies this vendor's webhooks. */
  webhookReceiver(vendor: string): SubgraphEntry | null;
  /** Throws NOT_FOUND where no subgraph accepts uploads. */
  uploadReceiver(): SubgraphEntry;
  /** Throws NOT_FOUND where no subgraph serves downloads. */
  downloadServer(): SubgraphEntry;
  /** Null: no subgraph processes events. */
  eventReceiver(): SubgraphEntry | null;
}

/** Throws if two subgraphs have a permission that only one may have, or if none is the directory. */
export function assertUsable(entries: SubgraphEntries): void {
  const all = [...entries.values()];
  const problems: string[] = [];
  const holders = (duty: string, has: (permissions: SubgraphPermissions) => boolean): string[] => {
    const names = all.filter(({ permissions }) => has(permissions)).map(({ name }) => name);
    if (names.length > 1) problems.push(`${names.join(' and ')} both have ${duty}`);
    return names;
  };
  if (holders('directory', ({ directory }) => directory).length === 0)
    problems.push('no subgraph is the directory (x-customer-graph: directory: true)');
  holders('uploads', ({ uploads }) => uploads);
  holders('downloads', ({ downloads }) => downloads);
  holders('receivesEvents', ({ receivesEvents }) => receivesEvents);
  for (const vendor of new Set(all.flatMap(({ permissions }) => permissions.webhooks)))
    holders(`webhooks of ${vendor}`, ({ webhooks }) => webhooks.includes(vendor));
  if (problems.length > 0) throw new SupergraphError(`The supergraph cannot be used: ${problems.join('; ')}`);
}

export function createTopology(): Topology {
  let entries: SubgraphEntries = new Map();
  const find = (has: (permissions: SubgraphPermissions) => boolean): SubgraphEntry | null =>
    [...entries.values()].find(({ permissions }) => has(permissions)) ?? null;
  return {
    update: (given) => void (entries = given),
    permissionsOf: (name) => entries.get(name)?.permissions ?? noPermissions,
    directory() {
      const found = find(({ directory }) => directory);
      if (!found) throw new SupergraphError('no subgraph is the directory');
      return found;
    },
    webhookReceiver: (vendor) => find(({ webhooks }) => webhooks.includes(vendor)),
    uploadReceiver: () => required(find(({ uploads }) => uploads)),
    downloadServer: () => required(find(({ downloads }) => downloads)),
    eventReceiver: () => find(({ receivesEvents }) => receivesEvents),
  };
}

function required(entry: SubgraphEntry | null): SubgraphEntry {
  if (!entry) throw new GraphError('NOT_FOUND');
  return entry;
}
