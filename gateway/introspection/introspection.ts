import {
  execute,
  Kind,
  visit,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** Root fields of introspection. */
export const introspectionFields: ReadonlySet<string> = new Set(['__schema', '__type']);

const isIntrospection = (selection: SelectionNode): selection is FieldNode =>
  selection.kind === Kind.FIELD && introspectionFields.has(selection.name.value);

/** Whether a document has an introspection field anywhere. */
export function asksIntrospection(document: DocumentNode): boolean {
  let isFound = false;
  visit(document, {
    Field(node) {
      isFound ||= isIntrospection(node);
    },
  });
  return isFound;
}

/** Splits an operation with inlined fragments into introspection and other fields. Null: that part is empty. */
export function splitIntrospection(operation: OperationDefinitionNode): {
  readonly introspection: OperationDefinitionNode | null;
  readonly rest: OperationDefinitionNode | null;
} {
  const select = (set: SelectionSetNode, ofIntrospection: boolean): SelectionSetNode | null => {
    const selections = set.selections.flatMap((selection): SelectionNode[] => {
      if (selection.kind !== Kind.INLINE_FRAGMENT)
        return isIntrospection(selection) === ofIntrospection ? [selection] : [];
      const inner = select(selection.selectionSet, ofIntrospection);
      return inner ? [{ ...selection, selectionSet: inner }] : [];
    });
    return selections.length > 0 ? { ...set, selections } : null;
  };
  const part = (ofIntrospection: boolean): OperationDefinitionNode | null => {
    const selectionSet = select(operation.selectionSet, ofIntrospection);
    return selectionSet && { ...operation, variableDefinitions: usedVariables(selectionSet, operation), selectionSet };
  };
  return { introspection: part(true), rest: part(false) };
}

function usedVariables(set: SelectionSetNode, { variableDefinitions = [] }: OperationDefinitionNode) {
  const used = new Set<string>();
  visit(set, { Variable: ({ name }) => void used.add(name.value) });
  return variableDefinitions.filter(({ variable }) => used.has(variable.name.value));
}

/** The data of an introspection operation; empty where its execution fails. */
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
