import { createHash } from 'node:crypto';
import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  OperationTypeNode,
  print,
  typeFromAST,
  visit,
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Denied } from './authorizer.ts';

const named = (name: string) => ({ kind: Kind.NAME, value: name }) as const;
const typename: FieldNode = { kind: Kind.FIELD, name: named('__typename') };

/** Which of several types an object has: asked where something was cut and the schema alone does not tell what goes back into which object. */
export const typeMarker = '_graph_type';
/** Whose audited parts an answer holds. */
export const auditMarker = '_graph_account';
/** How a mutation ended. */
export const outcomeMarker = '_graph_outcome';
const marks = new Set([typeMarker, auditMarker, outcomeMarker]);
/** Whether a client's alias is one of ours: it would be taken for ours. */
export const isMarker = (key: string): boolean => marks.has(key);

const markedTypename: FieldNode = { ...typename, alias: named(typeMarker) };
const markedAccount: FieldNode = { kind: Kind.FIELD, alias: named(auditMarker), name: named('id') };
const markedOutcome: FieldNode = {
  kind: Kind.FIELD,
  alias: named(outcomeMarker),
  name: named('userErrors'),
  selectionSet: { kind: Kind.SELECTION_SET, selections: [{ kind: Kind.FIELD, name: named('code') }] },
};

/** An operation as it is planned and fetched. */
export interface SentOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** The plan cache knows operations by it: each needs its own, or another one's plan would run. */
  readonly queryHash: string;
}

/**
 * The operation without what is denied, and with what the audit needs to know of the answer. An emptied selection asks `__typename`: whether the parent is there is still
 * to be learnt.
 *
 * @param marksAccounts whether the audit has to know which accounts answered
 * @param marksTypes whether the answer will be put together anew
 */
export function cutDenied(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  denied: Denied,
  marksAccounts: boolean,
  marksTypes = denied.size > 0,
): SentOperation {
  const fieldOf = (type: GraphQLCompositeType | undefined, name: string) =>
    isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;

  const cutSet = (
    set: SelectionSetNode,
    type: GraphQLCompositeType | undefined,
    isWhole: boolean,
  ): SelectionSetNode => {
    const selections = set.selections.flatMap((selection): SelectionNode[] => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return [selection];
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const narrowed = selection.typeCondition ? typeFromAST(schema, selection.typeCondition) : type;
        return [
          {
            ...selection,
            selectionSet: cutSet(selection.selectionSet, isCompositeType(narrowed) ? narrowed : undefined, false),
          },
        ];
      }
      if (denied.has(selection)) return [];
      if (!selection.selectionSet) return [selection];
      const field = fieldOf(type, selection.name.value);
      const leadsTo = field && getNamedType(field.type);
      return [
        {
          ...selection,
          selectionSet: cutSet(selection.selectionSet, isCompositeType(leadsTo) ? leadsTo : undefined, true),
        },
      ];
    });
    if (isWhole && type && marksTypes && isAbstractType(type)) selections.push(markedTypename);
    if (isWhole && marksAccounts && type?.name === 'Account') selections.push(markedAccount);
    return { ...set, selections: selections.length > 0 ? selections : [typename] };
  };

  const isMutation = operation.operation === OperationTypeNode.MUTATION;
  const root = schema.getRootType(operation.operation) ?? undefined;
  const cut = cutSet(operation.selectionSet, root, true);
  const selectionSet = isMutation ? withOutcomes(cut) : cut;
  const used = new Set<string>();
  visit(selectionSet, { Variable: ({ name }) => void used.add(name.value) });
  const variableDefinitions = (operation.variableDefinitions ?? []).filter(({ variable }) =>
    used.has(variable.name.value),
  );
  const sent: OperationDefinitionNode = { ...operation, variableDefinitions, selectionSet };
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [sent] };
  return { document, operation: sent, queryHash: createHash('sha256').update(print(document)).digest('hex') };

  function withOutcomes(set: SelectionSetNode): SelectionSetNode {
    const selections = set.selections.map((selection): SelectionNode => {
      if (selection.kind === Kind.INLINE_FRAGMENT)
        return { ...selection, selectionSet: withOutcomes(selection.selectionSet) };
      const field = selection.kind === Kind.FIELD ? fieldOf(root, selection.name.value) : undefined;
      const payload = field && getNamedType(field.type);
      if (
        selection.kind !== Kind.FIELD ||
        !selection.selectionSet ||
        !isObjectType(payload) ||
        !payload.getFields().userErrors
      )
        return selection;
      return {
        ...selection,
        selectionSet: { ...selection.selectionSet, selections: [...selection.selectionSet.selections, markedOutcome] },
      };
    });
    return { ...set, selections };
  }
}
