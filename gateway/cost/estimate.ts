import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isListType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { responseKey } from '../authorization/inline.ts';
import type { CostModel, UpstreamReads } from './model.ts';
import { createPageSize, maxPageSize } from './page-size.ts';

/** Objects at one place of the answer. */
interface Objects {
  readonly path: string;
  /** The largest possible number. */
  readonly count: number;
}

interface Scope {
  readonly objects: Objects;
  /** The nearest objects of each type on the way from the root. */
  readonly byType: ReadonlyMap<string, Objects>;
  /** `first` of the parent field: it limits the `edges` and `nodes` of a connection. */
  readonly parentFirst: number | null;
}

interface Read {
  readonly count: number;
  readonly calls: number;
  readonly batch: number;
}

/**
 * The largest number of upstream calls that an operation may need: full pages, nothing skipped, without retries.
 *
 * @param operation with its fragments inlined
 * @param variables as the client sent them
 */
export function estimateCalls(
  schema: GraphQLSchema,
  model: CostModel,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): number {
  const reads = new Map<string, Read>();
  const pageSizeOf = createPageSize(operation, variables);

  function visitSet(type: GraphQLObjectType, set: SelectionSetNode, scope: Scope): void {
    for (const selection of set.selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const name = selection.typeCondition?.name.value;
        const condition = name === undefined ? type : schema.getType(name);
        if (condition === type || (isAbstractType(condition) && schema.isSubType(condition, type)))
          visitSet(type, selection.selectionSet, scope);
      }
      if (selection.kind !== Kind.FIELD) continue;
      const field = type.getFields()[selection.name.value];
      if (field) visitField(type, field, selection, scope);
    }
  }

  function visitField(
    type: GraphQLObjectType,
    field: GraphQLField<unknown, unknown>,
    node: FieldNode,
    scope: Scope,
  ): void {
    const coordinate = `${type.name}.${field.name}`;
    const path = `${scope.objects.path}.${responseKey(node)}`;
    for (const read of model.reads.get(coordinate) ?? []) addRead(read, path, scope);
    if (!node.selectionSet) return;
    const first = pageSizeOf(field, node);
    const isList = isListType(getNullableType(field.type));
    const size = isList ? (model.sizes.get(coordinate) ?? first ?? scope.parentFirst ?? maxPageSize) : 1;
    const objects = { path, count: scope.objects.count * size };
    const named = getNamedType(field.type);
    const types = isObjectType(named) ? [named] : isAbstractType(named) ? schema.getPossibleTypes(named) : [];
    for (const possibleType of types)
      visitSet(possibleType, node.selectionSet, {
        objects,
        byType: new Map(scope.byType).set(possibleType.name, objects),
        parentFirst: isList ? null : first,
      });
  }

  /** Fields that share a read are counted once, for the most parents that any of them has. */
  function addRead({ reads: name, per, calls, batch }: UpstreamReads, path: string, scope: Scope): void {
    const parents = per === null ? scope.objects : (scope.byType.get(per) ?? scope.objects);
    const key = `${name === null ? path : `${parents.path} ${name}`} ${calls}`;
    reads.set(key, { count: Math.max(reads.get(key)?.count ?? 0, parents.count), calls, batch });
  }

  const root = schema.getRootType(operation.operation);
  if (!root) return 0;
  const objects = { path: '', count: 1 };
  // `per: "Query"` means once per operation, in mutations too.
  const byType = new Map([
    ['Query', objects],
    [root.name, objects],
  ]);
  visitSet(root, operation.selectionSet, { objects, byType, parentFirst: null });
  return [...reads.values()].reduce((sum, { count, calls, batch }) => sum + Math.ceil(count / batch) * calls, 0);
}
