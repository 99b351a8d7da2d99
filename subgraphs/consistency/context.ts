import type { SubgraphContext } from '../shared/subgraph.ts';

/** Nothing is loaded here: every fact is its owner's. */
export type Loaders = null;

export type Context = SubgraphContext<Loaders>;
