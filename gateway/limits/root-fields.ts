import { Kind, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';

/**
 * The names of an operation's root fields, with fragments expanded. Takes time in proportion to the expanded size, so limit
 * that first.
 */
export const rootFieldNames = (
  set: SelectionSetNode | undefined,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  around: readonly string[] = [],
): string[] =>
  (set?.selections ?? []).flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection.name.value];
    if (selection.kind === Kind.INLINE_FRAGMENT) return rootFieldNames(selection.selectionSet, fragments, around);
    const { value: name } = selection.name;
    // Validation refuses a cycle of fragments later.
    return around.includes(name) ? [] : rootFieldNames(fragments.get(name)?.selectionSet, fragments, [...around, name]);
  });

/** How often the most frequent name occurs. */
export function mostRepeated(names: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}
