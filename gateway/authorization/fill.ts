import {
  getNullableType,
  getVariableValues,
  GraphQLError,
  isAbstractType,
  isListType,
  isNonNullType,
  isObjectType,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { GraphError } from '@customer-graph/protocol/errors';
import { createCollectFields } from './collect-fields.ts';
import type { Denied } from './decision.ts';
import { typeMarker } from './markers.ts';

export interface FillOptions {
  readonly schema: GraphQLSchema;
  /** The client's operation with fragments inlined; `denied` refers to its nodes. */
  readonly operation: OperationDefinitionNode;
  readonly variables: Record<string, unknown> | undefined;
  /** The data of the pruned operation. */
  readonly data: Record<string, unknown> | null;
  readonly denied: Denied;
}

export interface FilledAnswer {
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly GraphQLError[];
}

type Path = readonly (string | number)[];
type Data = Record<string, unknown>;

/** Null at a non-null type: the nearest nullable parent becomes null. */
const nullParent = Symbol('nullParent');

/**
 * Completes the data of a pruned operation: each denied field becomes null, with one error per field of the operation, at
 * the first element of a list. Fields below a null parent get no error, because it would tell that the parent exists.
 */
export function fillDenied({ schema, operation, variables, data, denied }: FillOptions): FilledAnswer {
  const errors: GraphQLError[] = [];
  const reported = new Set<FieldNode>();
  const values = getVariableValues(schema, operation.variableDefinitions ?? [], variables ?? {}).coerced ?? {};
  const collectFields = createCollectFields(schema, values);

  const report = (node: FieldNode, error: GraphError, path: Path): void => {
    if (reported.has(node)) return;
    reported.add(node);
    const { message, extensions } = error;
    errors.push(new GraphQLError(message, { path, extensions, originalError: error }));
  };

  const root = schema.getRootType(operation.operation);
  if (!root || data === null) return { data, errors };
  const filled = fillObject(root, [operation.selectionSet], data, []);
  return { data: filled === nullParent ? null : filled, errors };

  function fillObject(
    type: GraphQLObjectType,
    sets: readonly SelectionSetNode[],
    value: Data,
    path: Path,
  ): Data | typeof nullParent {
    const result = Object.create(null) as Data;
    for (const [key, nodes] of collectFields(type, sets)) {
      const fieldPath = [...path, key];
      const [node] = nodes;
      const field = node && type.getFields()[node.name.value];
      const refusal = denialOf(nodes, denied);
      if (refusal) {
        report(...refusal, fieldPath);
        if (field && isNonNullType(field.type)) return nullParent;
        result[key] = null;
        continue;
      }
      const completed = field ? complete(field.type, nodes, value[key] ?? null, fieldPath) : value[key];
      if (completed === nullParent) return nullParent;
      result[key] = completed;
    }
    return result;
  }

  function complete(type: GraphQLOutputType, nodes: readonly FieldNode[], value: unknown, path: Path): unknown {
    if (value === null) return null;
    const result = completeNonNull(getNullableType(type), nodes, value, path);
    return result === nullParent && !isNonNullType(type) ? null : result;
  }

  function completeNonNull(type: GraphQLOutputType, nodes: readonly FieldNode[], value: unknown, path: Path): unknown {
    if (isListType(type)) {
      const items = (value as unknown[]).map((item, index) => complete(type.ofType, nodes, item, [...path, index]));
      return items.includes(nullParent) ? nullParent : items;
    }
    if (!isObjectType(type) && !isAbstractType(type)) return value;
    const runtimeType = runtimeTypeOf(schema, type, value as Data);
    // Without its type, denied fields of the object are unknown, so the object is not shown.
    if (!runtimeType) return nullParent;
    const sets = nodes.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : []));
    return fillObject(runtimeType, sets, value as Data, path);
  }
}

/** Nodes of one response key stand for one field: it is denied only if all of them are. */
function denialOf(nodes: readonly FieldNode[], denied: Denied): readonly [FieldNode, GraphError] | undefined {
  const [first] = nodes;
  const error = first && nodes.every((node) => denied.has(node)) ? denied.get(first) : undefined;
  return first && error && [first, error];
}

function runtimeTypeOf(schema: GraphQLSchema, type: GraphQLOutputType, value: Data): GraphQLObjectType | undefined {
  if (isObjectType(type)) return type;
  const name = isAbstractType(type) ? value[typeMarker] : undefined;
  const runtimeType = typeof name === 'string' ? schema.getType(name) : undefined;
  return isObjectType(runtimeType) ? runtimeType : undefined;
}
