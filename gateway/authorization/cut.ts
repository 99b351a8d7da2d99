import {
  Kind,
  visit,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Denied } from './probe.ts';

export const responseKey = (field: FieldNode): string => field.alias?.value ?? field.name.value;

const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/** The operation with its fragments written out in place, so that a path names one node: two accounts may differ in what is denied. */
export function inlineFragments(document: DocumentNode, operation: OperationDefinitionNode): OperationDefinitionNode {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const inlineSet = (set: SelectionSetNode): SelectionSetNode => ({ ...set, selections: set.selections.map(inline) });
  const inline = (selection: SelectionNode): SelectionNode => {
    if (selection.kind !== Kind.FRAGMENT_SPREAD) {
      return selection.selectionSet ? { ...selection, selectionSet: inlineSet(selection.selectionSet) } : selection;
    }
    const fragment = fragments.get(selection.name.value);
    if (!fragment) throw new Error('validation lets no unknown fragment through');
    return {
      kind: Kind.INLINE_FRAGMENT,
      typeCondition: fragment.typeCondition,
      ...(selection.directives && { directives: selection.directives }),
      selectionSet: inlineSet(fragment.selectionSet),
    };
  };
  return { ...operation, selectionSet: inlineSet(operation.selectionSet) };
}

/** The operation without what is denied. An emptied selection asks `__typename`: whether the parent is there is still to be learnt. */
export function cutDenied(operation: OperationDefinitionNode, denied: Denied): OperationDefinitionNode {
  const cutSet = (set: SelectionSetNode, path: string): SelectionSetNode => {
    const selections = set.selections.flatMap((selection): SelectionNode[] => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return [selection];
      if (selection.kind === Kind.INLINE_FRAGMENT) return [{ ...selection, selectionSet: cutSet(selection.selectionSet, path) }];
      const own = path === '' ? responseKey(selection) : `${path}.${responseKey(selection)}`;
      if (denied.has(own)) return [];
      return [selection.selectionSet ? { ...selection, selectionSet: cutSet(selection.selectionSet, own) } : selection];
    });
    return { ...set, selections: selections.length > 0 ? selections : [typename] };
  };
  const selectionSet = cutSet(operation.selectionSet, '');
  const used = new Set<string>();
  visit(selectionSet, { Variable: ({ name }) => void used.add(name.value) });
  const variableDefinitions = (operation.variableDefinitions ?? []).filter(({ variable }) => used.has(variable.name.value));
  return { ...operation, variableDefinitions, selectionSet };
}
