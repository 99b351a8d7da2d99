import { readSdl } from '../subgraphs/shared/sdl.ts';

/** The subgraphs that are composed. The address is a name: where each one is, the gateway's environment says. */
export const subgraphs = ['accounts', 'billing', 'usage', 'support', 'consistency'].map((name) => ({
  name,
  url: `http://${name}.subgraph/graphql`,
  sdl: readSdl(new URL(`../subgraphs/${name}/schema.graphql`, import.meta.url)),
}));

export type SubgraphSdl = (typeof subgraphs)[number];
