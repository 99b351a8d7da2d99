import { composeServices } from '@apollo/composition';
import { defaultPrintOptions, orderPrintedDefinitions, printSchema, Supergraph } from '@apollo/federation-internals';
import { lexicographicSortSchema, parse, printSchema as printGraphQLSchema } from 'graphql';
import { contractApi, partnerTag } from '../gateway/partners/contract.ts';
import { printMatrix, rowsOf } from './matrix.ts';
import type { SubgraphSdl } from './subgraphs.ts';

export interface Composition {
  /** What the gateway runs. */
  readonly supergraph: string;
  /** What clients see. */
  readonly api: string;
  /** What partners see of it. */
  readonly partner: string;
  /** Who may read what of it. */
  readonly matrix: string;
  readonly hints: readonly { readonly code: string; readonly message: string }[];
}

/** The subgraphs as one graph. Throws with every reason why they are none. */
export function compose(subgraphs: readonly SubgraphSdl[]): Composition {
  const result = composeServices(subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })));
  if (result.errors)
    throw new Error(`The subgraphs do not compose:\n${result.errors.map(({ message }) => `  ${message}`).join('\n')}`);
  const { supergraphSdl } = result;
  const api = Supergraph.build(supergraphSdl, { supportedFeatures: null }).apiSchema();
  const schema = api.toGraphQLJSSchema();
  return {
    supergraph: `${supergraphSdl.trim()}\n`,
    api: `${printSchema(api, orderPrintedDefinitions(defaultPrintOptions)).trim()}\n`,
    partner: partnerOf(supergraphSdl),
    matrix: printMatrix(rowsOf(parse(supergraphSdl), schema), schema),
    hints: result.hints.map(({ definition, message }) => ({ code: definition.code, message })),
  };
}

/** Empty where no query is tagged for them. */
function partnerOf(supergraph: string): string {
  const api = contractApi(parse(supergraph), partnerTag);
  return api ? `${printGraphQLSchema(lexicographicSortSchema(api)).trim()}\n` : '';
}
