import { describe, expect, test } from '@jest/globals';
import type { QueryPlan } from '@apollo/query-planner';
import { parse } from 'graphql';
import { createCompiledExecutor } from '../../gateway/fetching/compiled.ts';
import type { ExecutionRequest } from '../../gateway/operation/execution.ts';
import { loadGraph } from './graph.ts';
import { composeSubgraphs } from './subgraphs.ts';

const graph = loadGraph(composeSubgraphs());
const document = parse('query ($is: Boolean!) { topCategory { id name @include(if: $is) } }');

/** An executor over one subgraph, and what it did. */
function createExecutor(plan: QueryPlan | undefined) {
  let schemas: Pick<typeof graph, 'apiSchema' | 'supergraphSchema'> = graph;
  const reasons: string[] = [];
  const reads: string[] = [];
  const plans: QueryPlan[] = [];
  const source = {
    process: async () => ({ data: { topCategory: { __typename: 'Category', id: '1', name: 'Books' } } }),
  };
  const execute = createCompiledExecutor({
    plans: { cache: { get: async (key: string) => (reads.push(key), plan) } as never },
    schemas: () => schemas,
    dataSource: (name) => (name === 'catalog' ? source : undefined),
    stock: async () => ({ data: { by: 'stock' } }),
    onFallback: (reason) => reasons.push(reason),
    onQueryPlan: (used) => plans.push(used),
  });
  return {
    reasons,
    reads,
    plans,
    replaceSupergraph: () => void (schemas = loadGraph(composeSubgraphs())),
    run: (variables: object, request: object = {}, metrics: object = {}) =>
      execute({
        document,
        queryHash: 'hash',
        metrics,
        request: { variables, ...request },
      } as unknown as ExecutionRequest),
  };
}

describe('the executor of the gateway', () => {
  test('compiles a planned operation once', async () => {
    const { run, reads, reasons, plans } = createExecutor(graph.plan(document));
    expect(await run({ is: true })).toEqual({ data: { topCategory: { id: '1', name: 'Books' } } });
    expect(await run({ is: false })).toEqual({ data: { topCategory: { id: '1' } } });
    expect(reads).toEqual(['hash']);
    expect(plans).toHaveLength(2);
    expect(reasons).toEqual([]);
  });

  test('compiles it again for another supergraph', async () => {
    const { run, reads, replaceSupergraph } = createExecutor(graph.plan(document));
    await run({ is: true });
    replaceSupergraph();
    await run({ is: true });
    expect(reads).toEqual(['hash', 'hash']);
  });

  test.each([
    ['CONDITION_VALUE', {}, {}, {}],
    ['UNSUPPORTED_REQUEST', { is: true }, { operationName: 'Named' }, {}],
    ['UNSUPPORTED_REQUEST', { is: true }, {}, { captureTraces: true }],
  ])('leaves a request to @apollo/gateway with %s', async (reason, variables, request, metrics) => {
    const { run, reasons } = createExecutor(graph.plan(document));
    expect(await run(variables, request, metrics)).toEqual({ data: { by: 'stock' } });
    expect(reasons).toEqual([reason]);
  });

  test('leaves an operation without a plan to @apollo/gateway', async () => {
    const { run, reasons } = createExecutor(undefined);
    expect(await run({ is: true })).toEqual({ data: { by: 'stock' } });
    expect(reasons).toEqual(['NO_PLAN']);
  });
});
