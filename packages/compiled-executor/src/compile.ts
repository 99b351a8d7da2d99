import { operationFromDocument, type Operation, type Schema } from '@apollo/federation-internals';
import type { QueryPlan } from '@apollo/query-planner';
import { GraphQLError, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { CompiledOperation, ExecutionResult } from './compiled-operation.ts';
import type { Complete } from './completion/compile.ts';
import { completeByStock } from './completion/stock.ts';
import { createVariants, maxVariants } from './completion/variants.ts';
import { compileConditions } from './conditions.ts';
import { NotCovered, type UncoveredReason } from './not-covered.ts';
import { compilePlan } from './plan/compile-plan.ts';
import type { PlanRun } from './plan/step.ts';

export interface CompileOptions {
  readonly plan: QueryPlan;
  /** The planned operation with its fragments, and no other operation. Valid for the API schema. */
  readonly document: DocumentNode;
  /** The API schema of the supergraph (`Supergraph.apiSchema`). */
  readonly apiSchema: Schema;
  readonly supergraphSchema: GraphQLSchema;
  /** Called for each answer that @apollo/gateway's own function completes, because it is not as the schema promises. */
  readonly onStockCompletion?: () => void;
}

/** Estimated bytes for each character of a fetch: its generated code, as source and compiled. */
const bytesOfCharacter = 40;

/**
 * Compiles an operation and its plan to code that answers as `executeQueryPlan` of @apollo/gateway does. The result
 * may be used for any number of runs, also at the same time.
 *
 * @returns a reason if the operation is not covered: then `executeQueryPlan` must execute it
 * @example
 * const compiled = compileOperation({ plan, document, apiSchema, supergraphSchema });
 * const fetch = ({ subgraph, operation }, variables) => post(subgraph, { query: operation, variables });
 * const result = typeof compiled === 'string' ? compiled : compiled.run({ variables: {}, fetch });
 * return typeof result === 'string' ? executeWithStock() : result;
 */
export function compileOperation(options: CompileOptions): CompiledOperation | UncoveredReason {
  try {
    return compile(options);
  } catch (error) {
    if (error instanceof NotCovered) return error.reason;
    if (error instanceof GraphQLError) return 'INVALID_OPERATION';
    throw error;
  }
}

function compile(options: CompileOptions): CompiledOperation | UncoveredReason {
  const { plan, document, apiSchema, supergraphSchema, onStockCompletion } = options;
  const operation = operationFromDocument(apiSchema, document, { validate: false });
  const { step, fetches, conditions } = compilePlan(plan, supergraphSchema);
  const readConditions = compileConditions(operation, conditions);
  let parsed: Operation | undefined = operation;
  // Parsed again when needed: it takes many times the memory of the document.
  const variantOf = createVariants(() => parsed ?? operationFromDocument(apiSchema, document, { validate: false }));
  const unconditional = readConditions({});
  if (unconditional) {
    const variant = variantOf(unconditional);
    if (typeof variant === 'string') return variant;
  }
  parsed = undefined;

  const characters = fetches.reduce((sum, { operation: text }) => sum + text.length, 0);
  return {
    fetches,
    size: characters * bytesOfCharacter * (unconditional ? 1 : maxVariants),
    run({ variables, fetch }) {
      const read = readConditions(variables);
      if (!read) return 'CONDITION_VALUE';
      const variant = variantOf(read);
      if (typeof variant === 'string') return variant;
      const state: PlanRun = { variables, fetch, data: {}, errors: [], conditions: read.values };
      return execute(state, variant.complete);
    },
  };

  async function execute(state: PlanRun, completeFetched: Complete): Promise<ExecutionResult> {
    await step(state, state.data, []);
    const { errors, data: fetched } = state;
    const completion = { isIncomplete: false };
    try {
      const data = completeFetched(fetched, completion);
      // With an error of a subgraph, @apollo/gateway reports no missing values.
      if (errors.length > 0) return { errors, data };
      if (!completion.isIncomplete) return { data };
    } catch {
      // The stock function reports what is wrong with the data.
    }
    onStockCompletion?.();
    return completeByStock(operationFromDocument(apiSchema, document, { validate: false }), state);
  }
}
