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

export const responseKey = (field: FieldNode): string => field.alias?.value ?? field.name.value;

/** The fields of a selection set, with those of its inline fragments. Fragment spreads are left out. */
export const fieldsOf = (set: SelectionSetNode): FieldNode[] =>
  set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    return selection.kind === Kind.INLINE_FRAGMENT ? fieldsOf(selection.selectionSet) : [];
  });

/** The fragments of a document, by name. */
export const fragmentsOf = (document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> =>
  new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
    ),
  );

export interface InlinedOperation {
  /** The operation with fragment spreads as inline fragments. A field node then stands for one place in the answer. */
  readonly operation: OperationDefinitionNode;
  /** The same without `@skip` and `@include`: a denied field is denied even where a variable leaves it out. */
  readonly unconditional: OperationDefinitionNode;
  /** From a field of `unconditional` to the same field in `operation`. */
  readonly counterparts: ReadonlyMap<FieldNode, FieldNode>;
}

const conditions: ReadonlySet<string> = new Set(['skip', 'include']);

/** Inlines the fragments of a validated operation. Throws for a fragment that the document lacks. */
export function inlineOperation(document: DocumentNode, operation: OperationDefinitionNode): InlinedOperation {
  const fragments = fragmentsOf(document);
  const counterparts = new Map<FieldNode, FieldNode>();
  type Pair<Node> = readonly [conditional: Node, unconditional: Node];

  const withoutConditions = <Node extends SelectionNode>(node: Node): Node => ({
    ...node,
    directives: (node.directives ?? []).filter(({ name }) => !conditions.has(name.value)),
  });

  function inlineSet(set: SelectionSetNode): Pair<SelectionSetNode> {
    const pairs = set.selections.map(inline);
    return [
      { ...set, selections: pairs.map(([conditional]) => conditional) },
      { ...set, selections: pairs.map(([, unconditional]) => unconditional) },
    ];
  }

  function inline(selection: SelectionNode): Pair<SelectionNode> {
    if (selection.kind === Kind.FIELD) {
      const [set, bareSet] = selection.selectionSet ? inlineSet(selection.selectionSet) : [undefined, undefined];
      const field: FieldNode = { ...selection, ...(set && { selectionSet: set }) };
      const bare: FieldNode = { ...withoutConditions(selection), ...(bareSet && { selectionSet: bareSet }) };
      counterparts.set(bare, field);
      return [field, bare];
    }
    const { typeCondition, selectionSet } =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : fragmentNamed(selection.name.value);
    const [set, bareSet] = inlineSet(selectionSet);
    const fragment = { kind: Kind.INLINE_FRAGMENT, ...(typeCondition && { typeCondition }) } as const;
    return [
      { ...fragment, directives: selection.directives ?? [], selectionSet: set },
      { ...fragment, selectionSet: bareSet },
    ];
  }

  function fragmentNamed(name: string): FragmentDefinitionNode {
    const fragment = fragments.get(name);
    if (!fragment) throw new Error(`unknown fragment in a validated document: ${name}`);
    return fragment;
  }

  const [conditional, unconditional] = inlineSet(operation.selectionSet);
  return {
    operation: { ...operation, selectionSet: conditional },
    unconditional: { ...operation, selectionSet: unconditional },
    counterparts,
  };
}

/** The variables in `@skip` and `@include`. */
export function conditionVariables(operation: OperationDefinitionNode): ReadonlySet<string> {
  const names = new Set<string>();
  visit(operation, {
    Directive({ name, arguments: given = [] }) {
      if (!conditions.has(name.value)) return;
      for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return names;
}
