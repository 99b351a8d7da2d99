import { parseTogether, type Environment } from '@customer-graph/process/configuration';
import type { RunningSubgraph, SubgraphModule, SubgraphServices } from '@customer-graph/subgraph-kit/module';
import type { ListedSubgraph } from './subgraph-list.ts';

/** A subgraph whose code is here. */
export type LocalSubgraph = ListedSubgraph & { readonly folder: URL };

export const isLocal = (subgraph: ListedSubgraph): subgraph is LocalSubgraph => subgraph.folder !== null;

export interface LoadedSubgraph extends LocalSubgraph {
  readonly module: SubgraphModule<unknown>;
}

/** A subgraph whose configuration was parsed. */
export interface ConfiguredSubgraph extends LocalSubgraph {
  readonly create: (services: SubgraphServices) => Promise<RunningSubgraph>;
}

export async function loadSubgraph(subgraph: LocalSubgraph): Promise<LoadedSubgraph> {
  const file = new URL('index.ts', subgraph.folder);
  const { default: module } = (await import(file.href)) as { readonly default?: SubgraphModule<unknown> };
  if (!module) throw new Error(`${file.pathname} has no default export`);
  return { ...subgraph, module };
}

/** Loads one after another: jest's module loader fails on concurrent imports that share dependencies. */
export async function loadSubgraphs(list: readonly ListedSubgraph[]): Promise<LoadedSubgraph[]> {
  const loaded: LoadedSubgraph[] = [];
  for (const subgraph of list.filter(isLocal)) loaded.push(await loadSubgraph(subgraph));
  return loaded;
}

const configure = (subgraph: LoadedSubgraph, environment: Environment): ConfiguredSubgraph => {
  const config = subgraph.module.parseConfig(environment);
  return { ...subgraph, create: (services) => subgraph.module.create(config, services) };
};

/** Parses the configuration of all subgraphs. Throws one `ConfigurationError` with the problems of all of them. */
export const configureSubgraphs = (
  subgraphs: readonly LoadedSubgraph[],
  environment: Environment,
): readonly ConfiguredSubgraph[] =>
  Object.values(
    parseTogether(Object.fromEntries(subgraphs.map((each) => [each.name, () => configure(each, environment)]))),
  );
