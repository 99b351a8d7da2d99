import { composeServices } from '@apollo/composition';
import { defaultPrintOptions, orderPrintedDefinitions, printSchema, Supergraph } from '@apollo/federation-internals';
import { parse } from 'graphql';
import type { SubgraphSdl } from './subgraphs.ts';

export interface Composition {
  /** What the gateway runs. */
  readonly supergraph: string;
  /** What clients see. */
  readonly api: string;
  readonly hints: readonly { readonly code: string; readonly message: string }[];
}

/** The subgraphs as one graph. Throws with every reason why they are none. */
export function compose(subgraphs: readonly SubgraphSdl[]): Composition {
  const result = composeServices(subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })));
  if (result.errors) throw new Error(`The subgraphs do not compose:\n${result.errors.map(({ message }) => `  ${message}`).join('\n')}`);
  const { supergraphSdl } = result;
  const api = Supergraph.build(supergraphSdl, { supportedFeatures: null }).apiSchema();
  return {
    supergraph: `${supergraphSdl.trim()}\n`,
    api: `${printSchema(api, orderPrintedDefinitions(defaultPrintOptions)).trim()}\n`,
    hints: result.hints.map(({ definition, message }) => ({ code: definition.code, message })),
  };
}
