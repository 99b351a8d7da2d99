import { Kind, parse, type FieldDefinitionNode, type SelectionSetNode, type TypeNode } from 'graphql';
import type { SubgraphSdl } from '../subgraphs.ts';

/** The definitions of a field, by "Type.field", in every subgraph. */
type Definitions = ReadonlyMap<string, readonly FieldDefinitionNode[]>;

interface Requirement {
  /** The field that requires others: "Type.field". */
  readonly by: string;
  readonly type: string;
  readonly fields: SelectionSetNode;
}

const namedType = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type));

const has = ({ directives = [] }: FieldDefinitionNode, name: string): boolean =>
  directives.some((directive) => directive.name.value === name);

/** The fields of every object and interface of an SDL, each with its type's name. */
const fieldsOf = (sdl: string): { readonly type: string; readonly field: FieldDefinitionNode }[] =>
  parse(sdl).definitions.flatMap((definition) =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION ||
    definition.kind === Kind.OBJECT_TYPE_EXTENSION ||
    definition.kind === Kind.INTERFACE_TYPE_DEFINITION ||
    definition.kind === Kind.INTERFACE_TYPE_EXTENSION
      ? (definition.fields ?? []).map((field) => ({ type: definition.name.value, field }))
      : [],
  );

function requirementOf(type: string, { name, directives = [] }: FieldDefinitionNode): Requirement[] {
  const requires = directives.find((directive) => directive.name.value === 'requires');
  const value = requires?.arguments?.find((argument) => argument.name.value === 'fields')?.value;
  if (value?.kind !== Kind.STRING) return [];
  const [operation] = parse(`{ ${value.value} }`).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return [];
  return [{ by: `${type}.${name.value}`, type, fields: operation.selectionSet }];
}

/** The fields with arguments in a selection, as "Type.field". */
function fieldsWithArguments(type: string, set: SelectionSetNode, definitions: Definitions): string[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
    if (selection.kind === Kind.INLINE_FRAGMENT)
      return fieldsWithArguments(selection.typeCondition?.name.value ?? type, selection.selectionSet, definitions);
    const coordinate = `${type}.${selection.name.value}`;
    const defined = definitions.get(coordinate) ?? [];
    const [first] = defined;
    const isRefused =
      defined.some((field) => (field.arguments ?? []).length > 0) &&
      !defined.some((field) => has(field, 'inaccessible'));
    return [
      ...(isRefused ? [coordinate] : []),
      ...(first && selection.selectionSet
        ? fieldsWithArguments(namedType(first.type), selection.selectionSet, definitions)
        : []),
    ];
  });
}

/**
 * Returns a problem for each required field that clients can request with arguments. The plan fetches such a field once,
 * with the arguments of either the client or the requirement, so that the other one silently gets wrong values.
 */
export function requiredArguments(subgraphs: readonly SubgraphSdl[]): string[] {
  const definitions = new Map<string, FieldDefinitionNode[]>();
  for (const { type, field } of subgraphs.flatMap(({ sdl }) => fieldsOf(sdl))) {
    const coordinate = `${type}.${field.name.value}`;
    definitions.set(coordinate, [...(definitions.get(coordinate) ?? []), field]);
  }
  return subgraphs.flatMap(({ name, sdl }) =>
    fieldsOf(sdl)
      .flatMap(({ type, field }) => requirementOf(type, field))
      .flatMap(({ by, type, fields }) =>
        fieldsWithArguments(type, fields, definitions).map(
          (required) =>
            `${name}: ${by} must not require ${required}, which clients can request with arguments: add an @inaccessible field without arguments to ${type}`,
        ),
      ),
  );
}
