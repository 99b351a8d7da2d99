import type { SubgraphContext } from '@customer-graph/subgraph-kit/context';

/** This subgraph has no loaders: it owns no facts. */
export type Loaders = null;

export type Context = SubgraphContext<Loaders>;
