import {
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

export const responseKey = (field: FieldNode): string => field.alias?.value ?? field.name.value;

/** The fragments of a document, by name. */
export const fragmentsOf = (document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> =>
  new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
    ),
  );

export interface InlinedOperation {
  /** With its fragments written out in place: each field node stands at one place and no other, so that a verdict on it is a verdict on that place. */
  readonly operation: OperationDefinitionNode;
  /** The same without `@skip` and `@include`: what is denied is denied whether or not it would be left out this time. */
  readonly unconditional: OperationDefinitionNode;
  /** From a field of `unconditional` to its counterpart in `operation`. */
  readonly counterparts: ReadonlyMap<FieldNode, FieldNode>;
}

const conditions: ReadonlySet<string> = new Set(['skip', 'include']);

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
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection
        : (fragments.get(selection.name.value) ?? missing(selection.name.value));
    const [set, bareSet] = inlineSet(selectionSet);
    const shell = { kind: Kind.INLINE_FRAGMENT, ...(typeCondition && { typeCondition }) } as const;
    return [
      { ...shell, directives: selection.directives ?? [], selectionSet: set },
      { ...shell, selectionSet: bareSet },
    ];
  }

  const [conditional, unconditional] = inlineSet(operation.selectionSet);
  return {
    operation: { ...operation, selectionSet: conditional },
    unconditional: { ...operation, selectionSet: unconditional },
    counterparts,
  };
}

function missing(name: string): never {
  throw new Error(`validation lets no unknown fragment through: ${name}`);
}
