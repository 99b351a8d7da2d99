import { Kind, type FieldNode, type GraphQLField, type OperationDefinitionNode } from 'graphql';

/** The API's largest page. Lists without `first` and without `@listSize` are assumed to have this length. */
export const maxPageSize = 100;

/** The value of a field's `first` argument; null: the field has no such argument. */
export type PageSize = (field: GraphQLField<unknown, unknown>, node: FieldNode) => number | null;

/** @param variables as the client sent them */
export function createPageSize(
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): PageSize {
  const defaults = new Map(
    variableDefinitions.map(({ variable, defaultValue }) => [variable.name.value, defaultValue]),
  );
  return (field, node) => {
    const definition = field.args.find(({ name }) => name === 'first');
    if (!definition) return null;
    const value = node.arguments?.find(({ name }) => name.value === 'first')?.value;
    const literal = value?.kind === Kind.VARIABLE ? defaults.get(value.name.value) : value;
    const passed = value?.kind === Kind.VARIABLE ? variables[value.name.value] : undefined;
    const first = passed ?? (literal?.kind === Kind.INT ? Number(literal.value) : definition.defaultValue);
    // A value out of range is an error of the field, which makes no calls.
    return typeof first === 'number' && first >= 1 && first <= maxPageSize ? first : maxPageSize;
  };
}
