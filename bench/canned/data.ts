import type { GraphQLFieldResolver, GraphQLTypeResolver } from 'graphql';

/** A recorded object, with its `__typename`. */
export type Recorded = Readonly<Record<string, unknown>>;

/** The recorded data as resolvers: one set for all subgraphs. */
export interface CannedResolvers {
  readonly fieldResolver: GraphQLFieldResolver<unknown, unknown>;
  readonly typeResolver: GraphQLTypeResolver<unknown, unknown>;
}

const keyFields = ['id', 'upc'] as const;

const isRecorded = (value: unknown): value is Recorded =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The names under which an object can be found: entities are asked for by type and key. */
const namesOf = (type: string, source: Recorded): string[] =>
  keyFields.flatMap((key) => {
    const value = source[key];
    return typeof value === 'string' ? [`${type}.${key}:${value}`] : [];
  });

/**
 * Answers every field from recorded data, whatever the arguments are. An object that lacks a field is completed from the
 * other records of the same entity, so that representations and references resolve as well.
 */
export function createCannedResolvers(roots: Recorded): CannedResolvers {
  const entities = new Map<string, Recorded>();
  const collect = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(collect);
    if (!isRecorded(value)) return;
    if (typeof value.__typename === 'string')
      for (const name of namesOf(value.__typename, value)) entities.set(name, { ...entities.get(name), ...value });
    Object.values(value).forEach(collect);
  };
  collect(roots);

  const read = (type: string, source: Recorded, field: string): unknown => {
    if (Object.hasOwn(source, field)) return source[field];
    return namesOf(type, source)
      .map((name) => entities.get(name)?.[field])
      .find((value) => value !== undefined);
  };
  return {
    fieldResolver(source, _arguments, _context, { fieldName, parentType, schema }) {
      if (parentType === schema.getQueryType()) return roots[fieldName] ?? null;
      return isRecorded(source) ? (read(parentType.name, source, fieldName) ?? null) : null;
    },
    typeResolver: (value) => (isRecorded(value) && typeof value.__typename === 'string' ? value.__typename : undefined),
  };
}
