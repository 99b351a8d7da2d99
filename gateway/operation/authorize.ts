import type { GraphQLError } from 'graphql';
import { refusedAccounts, refusedFields } from '../audit/refusals.ts';
import type { Audit } from '../audit/audit.ts';
import type { Decision } from '../authorization/decision.ts';
import { asBadInput, supergraphReplaced } from './errors.ts';
import { deniedMutations } from './mutations.ts';
import { prepareWith } from './prepare.ts';
import type { OperationRun, OperationServices, Prepared } from './run.ts';

export interface Authorized extends Prepared {
  readonly decision: Decision;
  /** Accounts of the caller that the operation reaches. */
  readonly accountIds: readonly string[];
  /** Audit events of denied fields and accounts. */
  readonly refusals: Parameters<Audit['record']>[0];
  /** Errors of denied mutations: with any, nothing runs. */
  readonly deniedMutations: readonly GraphQLError[];
}

/** Decides which fields the caller may read or run. Errors: the input is invalid, or the supergraph no longer fits. */
export async function authorizeOperation(
  run: OperationRun,
  first: Prepared,
  { authorizer }: OperationServices,
): Promise<Authorized | { readonly errors: readonly GraphQLError[] }> {
  const { context, variables, isMutation, request } = run;
  const { access, actor } = context;
  let current = first;
  let decision = await current.rules.authorize(current.prepared, variables, access);
  // A decision by one supergraph's rules does not hold for another that came into use meanwhile.
  while (authorizer() !== current.rules) {
    const rules = authorizer();
    const again = rules.knows(request.document) ? prepareWith(run, rules) : null;
    if (!again) return { errors: [supergraphReplaced()] };
    current = again;
    decision = await rules.authorize(again.prepared, variables, access);
  }
  if (decision.invalid.length > 0) return { errors: decision.invalid.map(asBadInput) };

  context.assertion = access.assertion();
  const accountIds = [...new Set(Object.values(context.assertion.accounts).map(({ id }) => id))];
  const { denied } = decision;
  const { coordinates, operation } = current.prepared;
  // A mutation in a foreign account is recorded once, under the mutation's own name.
  const refusals = isMutation
    ? refusedFields(actor, denied, coordinates, [...accountIds, ...access.refused()])
    : [...refusedFields(actor, denied, coordinates, accountIds), ...refusedAccounts(actor, access.refused())];
  return {
    ...current,
    decision,
    accountIds,
    refusals,
    deniedMutations: isMutation ? deniedMutations(operation, denied) : [],
  };
}
