import type { DocumentNode, GraphQLError, OperationTypeNode } from 'graphql';
import type { UncoveredReason } from './not-covered.ts';

/** Names and aliases of fields, and indexes of lists. */
export type ResponsePath = readonly (string | number)[];

/** One fetch of a plan. The same object for each run, so that callers can prepare a request for it once (`WeakMap`). */
export interface PlannedFetch {
  readonly subgraph: string;
  /** The text that is sent to the subgraph. */
  readonly operation: string;
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly kind: OperationTypeNode;
}

/** An error as a subgraph reports it. */
export interface SubgraphError {
  readonly message?: string;
  readonly path?: ResponsePath | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** A subgraph's answer. The executor changes `data`. */
export interface SubgraphAnswer {
  readonly data?: Record<string, unknown> | null | undefined;
  readonly errors?: readonly SubgraphError[] | undefined;
}

/** @param path where the plan places the result; `@` stands for every element of a list */
export type Fetch = (
  planned: PlannedFetch,
  variables: Record<string, unknown>,
  path: ResponsePath,
) => Promise<SubgraphAnswer>;

export interface Run {
  /** As the client sent them, and valid for the operation. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly fetch: Fetch;
}

/** As `executeQueryPlan` of @apollo/gateway returns it. `data` is missing if an answer could not be completed. */
export interface ExecutionResult {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly (GraphQLError | Error)[];
  readonly extensions?: { readonly valueCompletion: readonly GraphQLError[] };
}

export interface CompiledOperation {
  /**
   * Starts a run, or returns a reason if the operation is not covered for these values of its variables. Rejects as
   * `executeQueryPlan` does: where an answer has a list in place of an object on the way to an entity, or the reverse.
   */
  run(run: Run): Promise<ExecutionResult> | UncoveredReason;
  readonly fetches: readonly PlannedFetch[];
  /** Estimated memory of the compiled operation, in bytes. */
  readonly size: number;
}
