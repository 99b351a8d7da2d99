import {
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type FieldNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { fieldsOf, responseKey } from './inline.ts';

/** The schema coordinate of each field, `Type.field`. */
export function coordinatesOf(schema: GraphQLSchema, operation: OperationDefinitionNode): Map<FieldNode, string> {
  const coordinates = new Map<FieldNode, string>();
  const types = new TypeInfo(schema);
  visit(
    operation,
    visitWithTypeInfo(types, {
      Field: (node) => void coordinates.set(node, `${types.getParentType()?.name ?? ''}.${node.name.value}`),
    }),
  );
  return coordinates;
}

/** The schema coordinate of the field at a path of the answer; null where the operation has no such field. */
export function coordinateAt(
  {
    operation,
    coordinates,
  }: {
    readonly operation: OperationDefinitionNode;
    readonly coordinates: ReadonlyMap<FieldNode, string>;
  },
  path: readonly (string | number)[],
): string | null {
  const [field] = fieldsAt([operation.selectionSet], path);
  return (field && coordinates.get(field)) ?? null;
}

/** The fields at a path of the answer. */
export function fieldsAt(sets: readonly SelectionSetNode[], path: readonly (string | number)[]): FieldNode[] {
  const [key, ...rest] = path.filter((element) => typeof element === 'string');
  const found = sets.flatMap(fieldsOf).filter((field) => responseKey(field) === key);
  return rest.length === 0
    ? found
    : fieldsAt(
        found.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : [])),
        rest,
      );
}

/** The fields that an operation requests of the object at a path of the answer. */
export const fieldsBelow = (operation: OperationDefinitionNode, path: readonly (string | number)[]): FieldNode[] =>
  path.some((element) => typeof element === 'string')
    ? fieldsAt([operation.selectionSet], path).flatMap(({ selectionSet }) =>
        selectionSet ? fieldsOf(selectionSet) : [],
      )
    : fieldsOf(operation.selectionSet);
