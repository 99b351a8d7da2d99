import { Kind, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';

export interface ExpandedSize {
  /** All selections, with fragments expanded. */
  readonly selections: number;
  /** Fields of the set itself, with fragments expanded. */
  readonly fields: number;
}

/**
 * Measures selection sets as if their fragments were expanded, without expanding them: fragments that spread fragments
 * twice double the size with each level.
 */
export function createExpandedSize(fragments: ReadonlyMap<string, FragmentDefinitionNode>) {
  const sizeByFragment = new Map<string, ExpandedSize>();

  const measure = (set: SelectionSetNode | undefined): ExpandedSize => {
    let selections = 0;
    let fields = 0;
    for (const selection of set?.selections ?? []) {
      selections += 1;
      if (selection.kind === Kind.FIELD) {
        fields += 1;
        selections += measure(selection.selectionSet).selections;
        continue;
      }
      const inner =
        selection.kind === Kind.INLINE_FRAGMENT
          ? measure(selection.selectionSet)
          : measureFragment(selection.name.value);
      selections += inner.selections;
      fields += inner.fields;
    }
    return { selections, fields };
  };

  const measureFragment = (name: string): ExpandedSize => {
    const known = sizeByFragment.get(name);
    if (known) return known;
    // Ends a cycle of fragments. Validation refuses such a document later.
    sizeByFragment.set(name, { selections: 0, fields: 0 });
    const size = measure(fragments.get(name)?.selectionSet);
    sizeByFragment.set(name, size);
    return size;
  };

  return measure;
}
