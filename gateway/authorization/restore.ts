import {
  getDirectiveValues,
  getNullableType,
  getVariableValues,
  GraphQLError,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLOutputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { responseKey } from './cut.ts';
import type { Denied } from './probe.ts';

export interface RestoreOptions {
  readonly schema: GraphQLSchema;
  /** As the client sent it, fragments inlined. */
  readonly operation: OperationDefinitionNode;
  readonly variables: Record<string, unknown> | undefined;
  /** What came of the operation without what is denied. */
  readonly data: Record<string, unknown> | null;
  readonly denied: Denied;
}

export interface Restored {
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly GraphQLError[];
}

/** A null where the schema allows none: it takes its parent along. */
const bubble = Symbol('bubble');

/**
 * The answer in the shape that was asked for: null where something was cut out, and one error for each place in the operation, at
 * the first element where it stands in a list. Nothing is said beneath a parent that is null: that would tell that it is there.
 */
export function restoreDenied({ schema, operation, variables, data, denied }: RestoreOptions): Restored {
  const errors: GraphQLError[] = [];
  const told = new Set<string>();
  const values = getVariableValues(schema, operation.variableDefinitions ?? [], variables ?? {}).coerced ?? {};

  const isIncluded = (node: Parameters<typeof getDirectiveValues>[1]): boolean =>
    getDirectiveValues(GraphQLSkipDirective, node, values)?.if !== true &&
    getDirectiveValues(GraphQLIncludeDirective, node, values)?.if !== false;

  const collect = (sets: readonly SelectionSetNode[], fields = new Map<string, FieldNode[]>()): Map<string, FieldNode[]> => {
    for (const selection of sets.flatMap((set) => set.selections)) {
      if (!isIncluded(selection)) continue;
      if (selection.kind === Kind.INLINE_FRAGMENT) collect([selection.selectionSet], fields);
      if (selection.kind !== Kind.FIELD) continue;
      const key = responseKey(selection);
      fields.set(key, [...(fields.get(key) ?? []), selection]);
    }
    return fields;
  };

  const object = (
    type: GraphQLObjectType,
    sets: readonly SelectionSetNode[],
    value: Record<string, unknown>,
    path: string,
    place: readonly (string | number)[],
  ): Record<string, unknown> | typeof bubble => {
    const result = Object.create(null) as Record<string, unknown>;
    for (const [key, nodes] of collect(sets)) {
      const own = path === '' ? key : `${path}.${key}`;
      const ownPlace = [...place, key];
      const [node] = nodes;
      const field = node && type.getFields()[node.name.value];
      const error = denied.get(own);
      if (error) {
        if (!told.has(own)) errors.push(new GraphQLError(error.message, { path: ownPlace, extensions: error.extensions, originalError: error }));
        told.add(own);
        if (field && isNonNullType(field.type)) return bubble;
        result[key] = null;
        continue;
      }
      const completed = field ? complete(field.type, nodes, value[key] ?? null, own, ownPlace) : value[key];
      if (completed === bubble) return bubble;
      result[key] = completed;
    }
    return result;
  };

  const complete = (
    type: GraphQLOutputType,
    nodes: readonly FieldNode[],
    value: unknown,
    path: string,
    place: readonly (string | number)[],
  ): unknown => {
    if (value === null) return null;
    const inner = getNullableType(type);
    let result: unknown;
    if (isListType(inner)) {
      const items = (value as unknown[]).map((item, index) => complete(inner.ofType, nodes, item, path, [...place, index]));
      result = items.includes(bubble) ? bubble : items;
    } else if (isObjectType(inner)) {
      const sets = nodes.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : []));
      result = object(inner, sets, value as Record<string, unknown>, path, place);
    } else {
      result = value;
    }
    return result === bubble && !isNonNullType(type) ? null : result;
  };

  const root = schema.getRootType(operation.operation);
  if (!root || data === null) return { data, errors };
  const restored = object(root, [operation.selectionSet], data, '', []);
  return { data: restored === bubble ? null : restored, errors };
}
