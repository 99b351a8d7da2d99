import { execute, GraphQLError, Kind, type FieldNode, type GraphQLSchema } from 'graphql';
import { GraphError } from '@customer-graph/protocol/errors';
import type { Access } from '../access/access.ts';
import { fieldsAt } from './coordinates.ts';
import type { Denied } from './decision.ts';
import type { PreparedOperation } from './prepared-operation.ts';
import type { Placeholder, ProbeContext } from './probe-context.ts';

export interface ProbeResult {
  readonly denied: Denied;
  /** Errors of the variables. */
  readonly invalid: readonly GraphQLError[];
}

/**
 * Executes an operation over the shielded placeholder schema: each error belongs to a denied field. Throws INTERNAL for
 * an error that belongs to no field, because ignoring it could allow a denied field.
 */
export async function probe(
  shieldedPlaceholders: GraphQLSchema,
  { unconditional, counterparts }: PreparedOperation,
  variables: Record<string, unknown>,
  access: Access,
): Promise<ProbeResult> {
  const { errors = [] } = await execute({
    schema: shieldedPlaceholders,
    document: { kind: Kind.DOCUMENT, definitions: [unconditional] },
    variableValues: variables,
    rootValue: { scopes: access.scopes } satisfies Placeholder,
    contextValue: { access } satisfies ProbeContext,
  });

  const counterpartsOf = (fields: readonly FieldNode[]): FieldNode[] =>
    fields.flatMap((field) => counterparts.get(field) ?? []);

  const denied = new Map<FieldNode, GraphError>();
  for (const error of errors) {
    const { path, nodes = [] } = error;
    if (!path) continue;
    // A rule's error refers to fields. graphql-js refers to the value of a bad argument instead, so the path is used.
    const named = counterpartsOf(nodes.filter((node): node is FieldNode => node.kind === Kind.FIELD));
    const refused = named.length > 0 ? named : counterpartsOf(fieldsAt([unconditional.selectionSet], path));
    if (refused.length === 0) throw new GraphError('INTERNAL', { cause: error });
    for (const field of refused) denied.set(field, toGraphError(error));
  }
  return { denied, invalid: errors.filter(({ path }) => !path) };
}

/** The rule's own error, or BAD_USER_INPUT for an argument that graphql-js refused. In that case the rule never ran, so the field is denied. */
function toGraphError(error: GraphQLError): GraphError {
  let cause: Error = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  if (cause instanceof GraphError) return cause;
  return cause instanceof GraphQLError
    ? new GraphError('BAD_USER_INPUT', { message: cause.message })
    : new GraphError('INTERNAL', { cause });
}
