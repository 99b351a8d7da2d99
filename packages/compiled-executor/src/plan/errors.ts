import { errorCodeDef, ERRORS } from '@apollo/federation-internals';
import { generateHydratedPaths } from '@apollo/gateway/dist/executeQueryPlan.js';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { ResponsePath, SubgraphError } from '../compiled-operation.ts';

/** The place of a fetch in the answer. */
export interface Place {
  readonly path: ResponsePath;
  readonly isEntityFetch: boolean;
  /** The data that has been fetched so far, from the root. */
  readonly root: Record<string, unknown>;
}

/** A subgraph's errors as @apollo/gateway reports them: with the subgraph's name, and paths of the whole answer. */
export function relocateErrors(errors: readonly SubgraphError[], subgraph: string, place: Place): GraphQLError[] {
  let positions: (string | number)[][] | undefined;
  const pathOf = (path: ResponsePath | undefined): ResponsePath | undefined => {
    const index = path?.[1];
    if (!place.isEntityFetch || typeof index !== 'number') return path && [...place.path, ...path];
    if (!positions) {
      positions = [];
      generateHydratedPaths([], [...place.path], place.root, positions);
    }
    return [...(positions[index] ?? []), ...(path ?? []).slice(2)];
  };
  return errors.map((error) => relocate(error, subgraph, pathOf(error.path)));
}

function relocate(error: SubgraphError, subgraph: string, path: ResponsePath | undefined): GraphQLError {
  const { extensions } = error;
  const message = error.message || `Error while fetching subquery from service "${subgraph}"`;
  const options = {
    originalError: error as Error,
    path,
    extensions: { ...extensions, serviceName: subgraph },
  };
  const known = errorCodeDef(error as GraphQLFormattedError);
  if (!known && extensions?.code) return new GraphQLError(message, options);
  return (known ?? ERRORS.DOWNSTREAM_SERVICE_ERROR).err(message, options);
}
