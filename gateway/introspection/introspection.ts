import {
  execute,
  Kind,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';

/** Root fields that ask about the schema. */
export const introspective: ReadonlySet<string> = new Set(['__schema', '__type']);

const isIntrospective = (selection: SelectionNode): selection is FieldNode =>
  selection.kind === Kind.FIELD && introspective.has(selection.name.value);

/** Whether a document asks what there is to be asked, anywhere. */
export function asksIntrospection(document: DocumentNode): boolean {
  let asks = false;
  visit(document, {
    Field(node) {
      asks ||= isIntrospective(node);
    },
  });
  return asks;
}

/** The part of an operation that asks about the schema, and the rest; null where there is nothing of it. Fragments are inlined. */
export function splitIntrospection(operation: OperationDefinitionNode): {
  readonly introspection: OperationDefinitionNode | null;
  readonly rest: OperationDefinitionNode | null;
} {
  const only = (set: SelectionSetNode, wanted: boolean): SelectionSetNode | null => {
    const selections = set.selections.flatMap((selection): SelectionNode[] => {
      if (selection.kind !== Kind.INLINE_FRAGMENT) return isIntrospective(selection) === wanted ? [selection] : [];
      const inner = only(selection.selectionSet, wanted);
      return inner ? [{ ...selection, selectionSet: inner }] : [];
    });
    return selections.length > 0 ? { ...set, selections } : null;
  };
  const part = (wanted: boolean): OperationDefinitionNode | null => {
    const selectionSet = only(operation.selectionSet, wanted);
    return selectionSet && { ...operation, variableDefinitions: usedBy(selectionSet, operation), selectionSet };
  };
  return { introspection: part(true), rest: part(false) };
}

function usedBy(set: SelectionSetNode, { variableDefinitions = [] }: OperationDefinitionNode) {
  const used = new Set<string>();
  visit(set, { Variable: ({ name }) => void used.add(name.value) });
  return variableDefinitions.filter(({ variable }) => used.has(variable.name.value));
}

/** What the schema says of itself. */
export async function introspect(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const { data } = await execute({
    schema,
    document: { kind: Kind.DOCUMENT, definitions: [operation] },
    variableValues: variables,
  });
  return data ?? {};
}
