import {
  getDirectiveValues,
  getNullableType,
  getVariableValues,
  GraphQLError,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  typeFromAST,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { GraphError } from '../../subgraphs/shared/errors.ts';
import type { Denied } from './authorizer.ts';
import { typeMarker } from './cut.ts';
import { responseKey } from './inline.ts';

export interface RestoreOptions {
  readonly schema: GraphQLSchema;
  /** As the client sent it, fragments inlined: the nodes that the verdict speaks of. */
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
  const told = new Set<FieldNode>();
  const values = getVariableValues(schema, operation.variableDefinitions ?? [], variables ?? {}).coerced ?? {};

  const isIncluded = (node: FieldNode | InlineFragmentNode): boolean =>
    getDirectiveValues(GraphQLSkipDirective, node, values)?.if !== true &&
    getDirectiveValues(GraphQLIncludeDirective, node, values)?.if !== false;

  const appliesTo = (type: GraphQLObjectType, { typeCondition }: InlineFragmentNode): boolean => {
    const condition = typeCondition && typeFromAST(schema, typeCondition);
    return !condition || condition === type || (isAbstractType(condition) && schema.isSubType(condition, type));
  };

  const collect = (
    type: GraphQLObjectType,
    sets: readonly SelectionSetNode[],
    fields = new Map<string, FieldNode[]>(),
  ): Map<string, FieldNode[]> => {
    for (const selection of sets.flatMap((set) => set.selections)) {
      if (selection.kind === Kind.FRAGMENT_SPREAD || !isIncluded(selection)) continue;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (appliesTo(type, selection)) collect(type, [selection.selectionSet], fields);
        continue;
      }
      const key = responseKey(selection);
      fields.set(key, [...(fields.get(key) ?? []), selection]);
    }
    return fields;
  };

  const deniedAt = (nodes: readonly FieldNode[]): readonly [FieldNode, GraphError] | undefined => {
    // Two nodes of one key stand for one field. Where one of them was let through, its value is here.
    const [first] = nodes;
    const error = first && nodes.every((node) => denied.has(node)) ? denied.get(first) : undefined;
    return first && error && [first, error];
  };

  const object = (
    type: GraphQLObjectType,
    sets: readonly SelectionSetNode[],
    value: Record<string, unknown>,
    place: readonly (string | number)[],
  ): Record<string, unknown> | typeof bubble => {
    const result = Object.create(null) as Record<string, unknown>;
    for (const [key, nodes] of collect(type, sets)) {
      const own = [...place, key];
      const [node] = nodes;
      const field = node && type.getFields()[node.name.value];
      const refused = deniedAt(nodes);
      if (refused) {
        const [at, error] = refused;
        if (!told.has(at))
          errors.push(
            new GraphQLError(error.message, { path: own, extensions: error.extensions, originalError: error }),
          );
        told.add(at);
        if (field && isNonNullType(field.type)) return bubble;
        result[key] = null;
        continue;
      }
      const completed = field ? complete(field.type, nodes, value[key] ?? null, own) : value[key];
      if (completed === bubble) return bubble;
      result[key] = completed;
    }
    return result;
  };

  const typeOf = (type: GraphQLOutputType, value: Record<string, unknown>): GraphQLObjectType | undefined => {
    if (isObjectType(type)) return type;
    const name = isAbstractType(type) ? value[typeMarker] : undefined;
    const runtime = typeof name === 'string' ? schema.getType(name) : undefined;
    return isObjectType(runtime) ? runtime : undefined;
  };

  const complete = (
    type: GraphQLOutputType,
    nodes: readonly FieldNode[],
    value: unknown,
    place: readonly (string | number)[],
  ): unknown => {
    if (value === null) return null;
    const inner = getNullableType(type);
    let result: unknown;
    if (isListType(inner)) {
      const items = (value as unknown[]).map((item, index) => complete(inner.ofType, nodes, item, [...place, index]));
      result = items.includes(bubble) ? bubble : items;
    } else if (isObjectType(inner) || isAbstractType(inner)) {
      const runtime = typeOf(inner, value as Record<string, unknown>);
      const sets = nodes.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : []));
      // An object of a type that nobody can name is none that may be shown.
      result = runtime ? object(runtime, sets, value as Record<string, unknown>, place) : bubble;
    } else {
      result = value;
    }
    return result === bubble && !isNonNullType(type) ? null : result;
  };

  const root = schema.getRootType(operation.operation);
  if (!root || data === null) return { data, errors };
  const restored = object(root, [operation.selectionSet], data, []);
  return { data: restored === bubble ? null : restored, errors };
}
