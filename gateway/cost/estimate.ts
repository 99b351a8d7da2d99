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
import type { CostModel } from './model.ts';

/** A list is this long where neither an argument nor `@listSize` says otherwise: no page is longer. */
const longestPage = 100;

/** Where an object stands in the answer, and how many of it there may be. */
interface Place {
  readonly path: string;
  readonly count: number;
}

interface Counted {
  readonly count: number;
  readonly calls: number;
  readonly batch: number;
}

/**
 * How many calls to the systems behind the graph an operation costs at worst, before anything of it has run: every list as long as it may be, every page full, nothing
 * skipped. Retries of failed calls come on top.
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
  const counted = new Map<string, Counted>();
  const defaults = new Map(
    (operation.variableDefinitions ?? []).map(({ variable, defaultValue }) => [variable.name.value, defaultValue]),
  );

  const firstOf = (field: GraphQLField<unknown, unknown>, node: FieldNode): number | null => {
    const definition = field.args.find(({ name }) => name === 'first');
    if (!definition) return null;
    const value = node.arguments?.find(({ name }) => name.value === 'first')?.value;
    const literal = value?.kind === Kind.VARIABLE ? defaults.get(value.name.value) : value;
    const given = value?.kind === Kind.VARIABLE ? variables[value.name.value] : undefined;
    const first = given ?? (literal?.kind === Kind.INT ? Number(literal.value) : definition.defaultValue);
    // What is out of bounds is refused where it stands, and costs nothing.
    return typeof first === 'number' && first >= 1 && first <= longestPage ? first : longestPage;
  };

  function walk(
    type: GraphQLObjectType,
    set: SelectionSetNode,
    place: Place,
    anchors: ReadonlyMap<string, Place>,
    parentFirst: number | null,
  ): void {
    for (const selection of set.selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const name = selection.typeCondition?.name.value;
        const condition = name === undefined ? type : schema.getType(name);
        if (condition === type || (isAbstractType(condition) && schema.isSubType(condition, type)))
          walk(type, selection.selectionSet, place, anchors, parentFirst);
      }
      if (selection.kind !== Kind.FIELD) continue;
      const field = type.getFields()[selection.name.value];
      if (field) count(type, field, selection, place, anchors, parentFirst);
    }
  }

  function count(
    type: GraphQLObjectType,
    field: GraphQLField<unknown, unknown>,
    node: FieldNode,
    place: Place,
    anchors: ReadonlyMap<string, Place>,
    parentFirst: number | null,
  ): void {
    const coordinate = `${type.name}.${field.name}`;
    const path = `${place.path}.${responseKey(node)}`;
    for (const { reads, per, calls, batch } of model.reads.get(coordinate) ?? []) {
      const anchor = per === null ? place : (anchors.get(per) ?? place);
      const key = reads === null ? path : `${anchor.path} ${reads}`;
      const known = counted.get(`${key} ${calls}`);
      counted.set(`${key} ${calls}`, { count: Math.max(known?.count ?? 0, anchor.count), calls, batch });
    }
    if (!node.selectionSet) return;
    const first = firstOf(field, node);
    const isList = isListType(getNullableType(field.type));
    const size = isList ? (model.sizes.get(coordinate) ?? first ?? parentFirst ?? longestPage) : 1;
    const named = getNamedType(field.type);
    const types = isObjectType(named) ? [named] : isAbstractType(named) ? schema.getPossibleTypes(named) : [];
    for (const each of types) {
      const inner = { path, count: place.count * size };
      walk(each, node.selectionSet, inner, new Map(anchors).set(each.name, inner), isList ? null : first);
    }
  }

  const root = schema.getRootType(operation.operation);
  if (root) {
    const place = { path: '', count: 1 };
    // What is read once for the whole operation is said to be read once per Query, in mutations too.
    walk(
      root,
      operation.selectionSet,
      place,
      new Map([
        ['Query', place],
        [root.name, place],
      ]),
      null,
    );
  }
  return [...counted.values()].reduce(
    (sum, { count: parents, calls, batch }) => sum + Math.ceil(parents / batch) * calls,
    0,
  );
}
