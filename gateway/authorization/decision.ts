import type { DocumentNode, FieldNode, GraphQLError, OperationDefinitionNode } from 'graphql';
import type { GraphError } from '@customer-graph/protocol/errors';

/** Denied fields with the reason, by their node in the inlined operation. */
export type Denied = ReadonlyMap<FieldNode, GraphError>;

/** An operation in the form that is planned and fetched. */
export interface SentOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** The key of the plan cache. Two operations with one key would run the same plan. */
  readonly queryHash: string;
  /** The values of its variables, from those of the client's operation. */
  readonly variablesOf: (values: Readonly<Record<string, unknown>>) => Record<string, unknown>;
}

/** An authorization decision without the values of the variables: it may be reused for other values. */
export interface ReusableDecision {
  readonly denied: Denied;
  /** The allowed fields without introspection. Null: nothing is left to fetch. */
  readonly sent: SentOperation | null;
  /** Errors of the variables. If there are any, the operation does not run. */
  readonly invalid: readonly GraphQLError[];
}

/** An authorization decision for one request, with its variables coerced by the schema. */
export interface Decision extends ReusableDecision {
  readonly variables: Record<string, unknown>;
}
