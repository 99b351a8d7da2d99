import { composeServices } from '@apollo/composition';
import { defaultPrintOptions, orderPrintedDefinitions, printSchema, Supergraph } from '@apollo/federation-internals';
import { lexicographicSortSchema, parse, printSchema as printGraphQLSchema } from 'graphql';
import { contractApi, partnerTag } from '../gateway/partners/contract.ts';
import { printMatrix, rowsOf } from './matrix.ts';
import { embedPermissions } from './permissions.ts';
import type { SubgraphSdl } from './subgraphs.ts';

/** The result of a composition. */
export interface Composition {
  /** The supergraph, with the subgraphs' permissions. */
  readonly supergraph: string;
  /** The API that clients see. */
  readonly api: string;
  /** The part of the API that partners see. */
  readonly partner: string;
  /** The matrix of roles and fields. */
  readonly matrix: string;
  readonly hints: readonly { readonly code: string; readonly message: string }[];
}

/**
 * Composes the subgraphs.
 *
 * @throws an error that lists every composition error
 */
export function compose(subgraphs: readonly SubgraphSdl[]): Composition {
  const result = composeServices(subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })));
  if (result.errors)
    throw new Error(`The subgraphs do not compose:\n${result.errors.map(({ message }) => `  ${message}`).join('\n')}`);
  const { supergraphSdl } = result;
  const api = Supergraph.build(supergraphSdl, { supportedFeatures: null }).apiSchema();
  const schema = api.toGraphQLJSSchema();
  return {
    supergraph: embedPermissions(supergraphSdl, subgraphs),
    api: `${printSchema(api, orderPrintedDefinitions(defaultPrintOptions)).trim()}\n`,
    partner: partnerOf(supergraphSdl),
    matrix: printMatrix(rowsOf(parse(supergraphSdl), schema), schema),
    hints: result.hints.map(({ definition, message }) => ({ code: definition.code, message })),
  };
}

/** Returns the partners' API; empty if no query has the partner tag. */
function partnerOf(supergraph: string): string {
  const api = contractApi(parse(supergraph), partnerTag);
  return api ? `${printGraphQLSchema(lexicographicSortSchema(api)).trim()}\n` : '';
}
