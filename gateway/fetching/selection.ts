import {
  Kind,
  valueFromASTUntyped,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** Reads what one fetch asks of a subgraph. */
export interface FetchedSelection {
  readonly root: SelectionSetNode | undefined;
  /** The fields of a selection set, fragments inlined, without those that `@skip` and `@include` exclude. */
  readonly fieldsOf: (set: SelectionSetNode | undefined) => Generator<FieldNode>;
  readonly argument: (node: FieldNode | DirectiveNode, name: string) => unknown;
}

export const fetchedKey = (field: FieldNode): string => field.alias?.value ?? field.name.value;

/** Values of variables that the client left out: the operation's defaults. */
const defaultsOf = (operation: OperationDefinitionNode | undefined): Record<string, unknown> =>
  Object.fromEntries(
    (operation?.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
    ),
  );

export function readSelection(document: DocumentNode, given: Readonly<Record<string, unknown>>): FetchedSelection {
  const fragments = new Map(
    document.definitions
      .filter((definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const variables = { ...defaultsOf(operation), ...given };
  const argument = (node: FieldNode | DirectiveNode, name: string): unknown => {
    const value = node.arguments?.find((argument) => argument.name.value === name)?.value;
    return value && valueFromASTUntyped(value, variables);
  };
  const isIncluded = (node: SelectionNode): boolean =>
    (node.directives ?? []).every((directive) => {
      const condition = argument(directive, 'if');
      return directive.name.value === 'skip'
        ? condition !== true
        : directive.name.value !== 'include' || condition !== false;
    });
  function* fieldsOf(set: SelectionSetNode | undefined): Generator<FieldNode> {
    for (const selection of (set?.selections ?? []).filter(isIncluded)) {
      if (selection.kind === Kind.FIELD) yield selection;
      else if (selection.kind === Kind.INLINE_FRAGMENT) yield* fieldsOf(selection.selectionSet);
      else yield* fieldsOf(fragments.get(selection.name.value)?.selectionSet);
    }
  }
  return { root: operation?.selectionSet, fieldsOf, argument };
}
