import type { Schema } from '@apollo/federation-internals';
import type { GraphQLDataSource } from '@apollo/gateway';
import { GraphQLDataSourceRequestKind } from '@apollo/gateway/dist/datasources/types.js';
import type { QueryPlan } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { compileOperation } from '@customer-graph/compiled-executor/compile';
import type { CompiledOperation, Fetch } from '@customer-graph/compiled-executor/compiled-operation';
import type { GatewayContext } from '../operation/context.ts';
import type { ExecutionRequest, ExecutionResult, Executor } from '../operation/execution.ts';
import type { Plans } from '../planning/plans.ts';

/** The schemas of the supergraph in use. */
export interface ExecutionSchemas {
  readonly apiSchema: Schema;
  readonly supergraphSchema: GraphQLSchema;
}

export interface CompiledExecutionOptions {
  readonly plans: Pick<Plans, 'cache'>;
  readonly schemas: () => ExecutionSchemas;
  /** The data source of a subgraph in use. */
  readonly dataSource: (subgraph: string) => GraphQLDataSource<GatewayContext> | undefined;
  /** Executes what is not compiled. */
  readonly stock: Executor;
  /** Receives a reason for each operation, or answer, that the stock executor handles. */
  readonly onFallback: (reason: string) => void;
  readonly onQueryPlan?: ((plan: QueryPlan) => void) | undefined;
}

interface Compiled {
  readonly plan: QueryPlan;
  readonly operation: CompiledOperation | string;
}

/** Bytes of compiled operations, by their own estimate. */
const maxSize = 24 * 1024 * 1024;
/** An operation that is not covered. */
const leastSize = 1_024;

/**
 * Executes planned operations with code that is generated once for each. It neither parses an operation nor validates its
 * variables: authorization has done both. Operations without a plan, and what is not covered, go to the stock executor.
 */
export function createCompiledExecutor(options: CompiledExecutionOptions): Executor {
  const { plans, schemas, dataSource, stock, onFallback, onQueryPlan } = options;
  const operations = new LRUCache<string, Compiled>({ maxSize });
  let compiledFor: Schema | undefined;

  async function compile({ queryHash, document }: ExecutionRequest): Promise<Compiled | null> {
    const plan = await plans.cache.get(queryHash);
    const { apiSchema, supergraphSchema } = schemas();
    // Another supergraph came into use meanwhile.
    if (!plan || apiSchema !== compiledFor) return null;
    const operation = compileOperation({
      plan,
      document,
      apiSchema,
      supergraphSchema,
      onStockCompletion: () => onFallback('COMPLETION'),
    });
    const compiled = { plan, operation };
    const size = typeof operation === 'string' ? 0 : operation.size;
    operations.set(queryHash, compiled, { size: leastSize + size });
    return compiled;
  }

  return async (request) => {
    const { apiSchema } = schemas();
    if (apiSchema !== compiledFor) operations.clear();
    compiledFor = apiSchema;
    const { queryHash, metrics } = request;
    const fallBack = (reason: string) => {
      onFallback(reason);
      return stock(request);
    };
    // Traces of subgraphs are part of stock execution only, and so is the choice of one of several operations.
    if (metrics.captureTraces === true || request.request.operationName) return fallBack('UNSUPPORTED_REQUEST');
    const compiled = operations.get(queryHash) ?? (await compile(request));
    if (!compiled) return fallBack('NO_PLAN');
    const { plan, operation } = compiled;
    if (typeof operation === 'string') return fallBack(operation);
    const running = operation.run({
      variables: request.request.variables ?? {},
      fetch: fetchFor(request),
    });
    if (typeof running === 'string') return fallBack(running);
    onQueryPlan?.(plan);
    return (await running) as ExecutionResult;
  };

  function fetchFor(request: ExecutionRequest): Fetch {
    return (planned, variables, path) => {
      const source = dataSource(planned.subgraph);
      if (!source) throw new Error(`Couldn't find service with name "${planned.subgraph}"`);
      const { operation: query, operationName, document } = planned;
      return source.process({
        kind: GraphQLDataSourceRequestKind.INCOMING_OPERATION,
        request: { query, variables, operationName },
        incomingRequestContext: request,
        context: request.context,
        document,
        pathInIncomingRequest: [...path],
      } as never);
    };
  }
}
