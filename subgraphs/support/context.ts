import type { SubgraphContext } from '../shared/subgraph.ts';
import type { Loaders } from './loaders.ts';

export type Context = SubgraphContext<Loaders>;
