import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  OperationTypeNode,
  typeFromAST,
  visit,
  type GraphQLCompositeType,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Denied } from './decision.ts';
import { auditMarkerField, outcomeMarkerField, typeMarkerField, typenameField } from './markers.ts';

export interface PruneOptions {
  readonly schema: GraphQLSchema;
  /** With fragments inlined. */
  readonly operation: OperationDefinitionNode;
  readonly denied: Denied;
  /** Whether the audit must know which accounts were read. */
  readonly marksAccounts: boolean;
  /** Whether `fillDenied` will complete the answer. */
  readonly marksTypes: boolean;
}

type ParentType = GraphQLCompositeType | undefined;

const compositeOf = (type: GraphQLNamedType | undefined): ParentType => (isCompositeType(type) ? type : undefined);

/**
 * The operation without its denied fields, and with markers. An emptied selection set gets `__typename`, so that the
 * answer still shows whether the parent exists.
 */
export function pruneDenied({
  schema,
  operation,
  denied,
  marksAccounts,
  marksTypes,
}: PruneOptions): OperationDefinitionNode {
  const root = schema.getRootType(operation.operation) ?? undefined;
  const pruned = pruneSet(operation.selectionSet, root, true);
  const isMutation = operation.operation === OperationTypeNode.MUTATION;
  const selectionSet = isMutation ? markOutcomes(pruned, root) : pruned;
  const used = new Set<string>();
  visit(selectionSet, { Variable: ({ name }) => void used.add(name.value) });
  const variableDefinitions = (operation.variableDefinitions ?? []).filter(({ variable }) =>
    used.has(variable.name.value),
  );
  return { ...operation, variableDefinitions, selectionSet };

  /** `isObject`: the set belongs to a field or the root rather than to an inline fragment. */
  function pruneSet(set: SelectionSetNode, type: ParentType, isObject: boolean): SelectionSetNode {
    const selections = set.selections.flatMap((selection) => prune(selection, type));
    if (isObject && type && marksTypes && isAbstractType(type)) selections.push(typeMarkerField);
    // A second field for the id would multiply the possible plans: every subgraph can answer it.
    if (isObject && marksAccounts && type?.name === 'Account' && !selections.some(isPlainId))
      selections.push(auditMarkerField);
    return { ...set, selections: selections.length > 0 ? selections : [typenameField] };
  }

  function prune(selection: SelectionNode, type: ParentType): SelectionNode[] {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [selection];
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const narrowed = selection.typeCondition ? compositeOf(typeFromAST(schema, selection.typeCondition)) : type;
      return [{ ...selection, selectionSet: pruneSet(selection.selectionSet, narrowed, false) }];
    }
    if (denied.has(selection)) return [];
    if (!selection.selectionSet) return [selection];
    const fieldType = compositeOf(fieldTypeOf(type, selection.name.value));
    return [{ ...selection, selectionSet: pruneSet(selection.selectionSet, fieldType, true) }];
  }
}

const isPlainId = (selection: SelectionNode): boolean =>
  selection.kind === Kind.FIELD && selection.name.value === 'id' && !selection.directives?.length;

function fieldTypeOf(type: ParentType, name: string): GraphQLNamedType | undefined {
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
  return field && getNamedType(field.type);
}

/** Adds the outcome marker to each mutation whose payload has user errors. */
function markOutcomes(set: SelectionSetNode, root: ParentType): SelectionSetNode {
  const selections = set.selections.map((selection): SelectionNode => {
    if (selection.kind === Kind.FRAGMENT_SPREAD || !selection.selectionSet) return selection;
    if (selection.kind === Kind.INLINE_FRAGMENT)
      return { ...selection, selectionSet: markOutcomes(selection.selectionSet, root) };
    const payload = fieldTypeOf(root, selection.name.value);
    if (!isObjectType(payload) || !payload.getFields().userErrors) return selection;
    const own = selection.selectionSet;
    return { ...selection, selectionSet: { ...own, selections: [...own.selections, outcomeMarkerField] } };
  });
  return { ...set, selections };
}
