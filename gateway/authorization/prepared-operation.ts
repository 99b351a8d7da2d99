import type { DocumentNode, FieldNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { splitIntrospection } from '../introspection/introspection.ts';
import { coordinatesOf } from './coordinates.ts';
import { createDecisionCache, type DecisionCache } from './decision-cache.ts';
import { conditionVariables, inlineOperation, type InlinedOperation } from './inline.ts';
import { findRootAccounts, type RootAccount } from './root-accounts.ts';

/** An operation with the results of its analysis, which do not depend on the request. */
export interface PreparedOperation extends InlinedOperation {
  /** `Type.field` of each field. */
  readonly coordinates: ReadonlyMap<FieldNode, string>;
  /** Coordinates whose reads the audit records. */
  readonly audited: ReadonlySet<string>;
  /** The introspection part; null: none. */
  readonly introspection: OperationDefinitionNode | null;
  /** The operation without introspection; null: nothing is left. */
  readonly rest: OperationDefinitionNode | null;
  /** Variables that decide about `@skip` and `@include`. */
  readonly conditions: ReadonlySet<string>;
  /** The root accounts of `unconditional`. */
  readonly rootAccounts: readonly RootAccount[];
  readonly decisions: DecisionCache;
}

export type PrepareOperation = (document: DocumentNode, operation: OperationDefinitionNode) => PreparedOperation;

/** Prepares each operation once. The results are freed with their documents. */
export function createPrepareOperation(
  placeholders: GraphQLSchema,
  auditedFields: ReadonlySet<string>,
): PrepareOperation {
  const preparedOperations = new WeakMap<OperationDefinitionNode, PreparedOperation>();
  return (document, operation) => {
    const known = preparedOperations.get(operation);
    if (known) return known;
    const inlined = inlineOperation(document, operation);
    const coordinates = coordinatesOf(placeholders, inlined.operation);
    const prepared: PreparedOperation = {
      ...inlined,
      ...splitIntrospection(inlined.operation),
      coordinates,
      audited: new Set([...coordinates.values()].filter((coordinate) => auditedFields.has(coordinate))),
      conditions: conditionVariables(inlined.operation),
      rootAccounts: findRootAccounts(placeholders, inlined.unconditional),
      decisions: createDecisionCache(),
    };
    preparedOperations.set(operation, prepared);
    return prepared;
  };
}
