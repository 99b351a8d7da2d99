import { Kind, parse } from 'graphql';
import type { SubgraphSdl } from '../subgraphs.ts';

/** Scalars without the address of a specification: a client could not know how to read their values. */
export const unspecifiedScalars = (subgraphs: readonly SubgraphSdl[]): string[] =>
  subgraphs.flatMap(({ name, sdl }) =>
    parse(sdl).definitions.flatMap((definition) =>
      definition.kind === Kind.SCALAR_TYPE_DEFINITION &&
      !definition.directives?.some((directive) => directive.name.value === 'specifiedBy')
        ? [`${name}: the scalar ${definition.name.value} has no @specifiedBy`]
        : [],
    ),
  );
