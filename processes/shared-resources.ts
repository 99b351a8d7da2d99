import { disposeAll } from '@customer-graph/process/dispose';
import type { SubgraphServices } from '@customer-graph/subgraph-kit/module';

/** Resources that the subgraphs of a process share, such as one journal. */
export interface SharedResources extends AsyncDisposable {
  readonly shared: SubgraphServices['shared'];
}

export function createSharedResources(): SharedResources {
  const open = new Map<string, Disposable | AsyncDisposable>();
  return {
    shared<T extends Disposable | AsyncDisposable>(key: string, create: () => T): T {
      const resource = (open.get(key) as T | undefined) ?? create();
      open.set(key, resource);
      return resource;
    },
    [Symbol.asyncDispose]: () => disposeAll([...open.values()].reverse()),
  };
}
