import {
  getArgumentValues,
  getDirectiveValues,
  GraphQLError,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  type FieldNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { accountOfMutation } from '@customer-graph/authorization/shield';
import type { Access } from '../access/access.ts';
import type { Decision, Denied } from '../authorization/decision.ts';
import type { PreparedOperation } from '../authorization/prepared-operation.ts';
import { responseKey } from '../authorization/inline.ts';

/** One mutation of an operation, as the audit trail names it. */
export interface RequestedMutation {
  /** `Mutation.field`. */
  readonly action: string;
  /** The account's current id; null where the input names none. */
  readonly accountId: string | null;
  /** The response key of its result. */
  readonly key: string;
}

/** Errors of denied mutations. One denied mutation refuses all of them before any runs: the answer is null either way. */
export function deniedMutations(operation: OperationDefinitionNode, denied: Denied): GraphQLError[] {
  return rootFields(operation.selectionSet).flatMap((field) => {
    const error = denied.get(field);
    if (!error) return [];
    const { message, extensions } = error;
    return [new GraphQLError(message, { path: [responseKey(field)], extensions, originalError: error })];
  });
}

/** The mutations that will run, with the accounts that they change. */
export async function requestedMutations(
  { operation, rootAccounts, counterparts }: PreparedOperation,
  { variables }: Decision,
  access: Access,
): Promise<RequestedMutation[]> {
  const included = new Set(includedFields(operation.selectionSet, variables));
  const mutations = rootAccounts.filter(
    ({ coordinate, node }) =>
      coordinate.startsWith('Mutation.') && !coordinate.includes('__') && included.has(counterparts.get(node) ?? node),
  );
  // Fields with the same response key are one mutation.
  const once = new Map(mutations.map((mutation) => [responseKey(mutation.node), mutation]));
  return Promise.all(
    [...once.values()].map(async ({ coordinate, node, field }) => {
      const given = accountOfMutation(getArgumentValues(field, node, variables));
      return {
        action: coordinate,
        accountId: given === null ? null : ((await access.account(given))?.id ?? given),
        key: responseKey(node),
      };
    }),
  );
}

/** Root fields that `@skip` and `@include` keep, on the fields and on the fragments around them. */
const includedFields = (set: SelectionSetNode, variables: Record<string, unknown>): FieldNode[] =>
  set.selections.flatMap((selection) => {
    if (
      selection.kind === Kind.FRAGMENT_SPREAD ||
      getDirectiveValues(GraphQLSkipDirective, selection, variables)?.if === true ||
      getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.if === false
    )
      return [];
    return selection.kind === Kind.FIELD ? [selection] : includedFields(selection.selectionSet, variables);
  });

const rootFields = (set: SelectionSetNode): FieldNode[] =>
  set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    return selection.kind === Kind.INLINE_FRAGMENT ? rootFields(selection.selectionSet) : [];
  });
