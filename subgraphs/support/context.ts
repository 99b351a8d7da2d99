import type { SubgraphContext } from '@customer-graph/subgraph-kit/context';
import type { Loaders } from './loaders.ts';

export type Context = SubgraphContext<Loaders>;
