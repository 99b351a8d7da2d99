import { Kind, type DocumentNode, type FragmentDefinitionNode, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';

/** The most selections that an operation may have once its fragments are written out. A customer view has about a hundred. */
export const maxSelections = 10_000;

/**
 * How many selections the operation has once its fragments are written out: fragments that spread fragments twice double with each level, so
 * this is counted, fragment by fragment, before anything is written out.
 */
export function expandedSelections(document: DocumentNode, operation: OperationDefinitionNode): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const counted = new Map<string, number>();
  const count = (set: SelectionSetNode | undefined): number =>
    (set?.selections ?? []).reduce((sum, selection) => {
      if (selection.kind !== Kind.FRAGMENT_SPREAD) return sum + 1 + count(selection.selectionSet);
      const name = selection.name.value;
      const known = counted.get(name) ?? count(fragments.get(name)?.selectionSet);
      counted.set(name, known);
      return sum + 1 + known;
    }, 0);
  return count(operation.selectionSet);
}
