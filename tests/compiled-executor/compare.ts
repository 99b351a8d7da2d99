import type { QueryPlan } from '@apollo/query-planner';
import type { DocumentNode } from 'graphql';
import { compileOperation } from '@customer-graph/compiled-executor/compile';
import type { CompiledOperation, SubgraphAnswer } from '@customer-graph/compiled-executor/compiled-operation';
import { cannedAnswer, type Faults } from './canned.ts';
import type { TestGraph } from './graph.ts';
import { seedOf } from './random.ts';
import { executeWithStock } from './stock.ts';

/** An executor's result as text, with everything that it sent to the subgraphs. */
export interface Outcome {
  readonly result: string;
  readonly isRejected: boolean;
  readonly requests: readonly string[];
}

/** How the compiled executor came to its result. */
export type Way = 'compiled' | 'completed by stock' | `not covered: ${string}`;

export interface Comparison {
  readonly stock: Outcome;
  readonly compiled: Outcome | null;
  readonly way: Way;
}

type Answer = (subgraph: string, text: string, document: DocumentNode, variables: object) => Promise<SubgraphAnswer>;
type Variables = Readonly<Record<string, unknown>>;

/** Runs one planned operation with both executors, as often as wanted. */
export function createComparison(graph: TestGraph, document: DocumentNode, plan: QueryPlan) {
  const completed = { count: 0 };
  const compiled = compileOperation({
    plan,
    document,
    apiSchema: graph.apiSchema,
    supergraphSchema: graph.supergraphSchema,
    onStockCompletion: () => void (completed.count += 1),
  });

  return async (variables: Variables, faults: Faults, seed: number): Promise<Comparison> => {
    const stock = await runStock(graph, document, plan, variables, answers(graph, faults, seed));
    if (typeof compiled === 'string') return { stock, compiled: null, way: `not covered: ${compiled}` };
    const before = completed.count;
    const outcome = await runCompiled(compiled, variables, answers(graph, faults, seed));
    if (typeof outcome === 'string') return { stock, compiled: null, way: `not covered: ${outcome}` };
    return { stock, compiled: outcome, way: completed.count > before ? 'completed by stock' : 'compiled' };
  };
}

/** Answers one request after the other, as from a network, some later than others. */
function answers({ subgraphs }: TestGraph, faults: Faults, seed: number): Answer {
  return async (subgraph, text, document, variables) => {
    const own = seedOf(String(seed), subgraph, text, JSON.stringify(variables));
    for (let turns = own % 4; turns >= 0; turns -= 1) await new Promise((resolve) => setImmediate(resolve));
    const schema = subgraphs.get(subgraph);
    if (!schema) throw new Error(`no subgraph ${subgraph}`);
    return cannedAnswer(schema, document, variables as Record<string, unknown>, faults, own);
  };
}

async function outcomeOf(execute: (requests: string[]) => Promise<{ readonly errors?: unknown }>): Promise<Outcome> {
  const requests: string[] = [];
  try {
    const { errors, ...rest } = await execute(requests);
    return {
      result: JSON.stringify({ ...rest, errors: (errors as Error[] | undefined)?.map(describe) }),
      isRejected: false,
      requests,
    };
  } catch (error) {
    return { result: `rejected: ${String(error)}`, isRejected: true, requests };
  }
}

const describe = (error: Error): object => {
  const { path, extensions } = error as { path?: unknown; extensions?: unknown };
  return { name: error.name, message: error.message, path, extensions };
};

const runStock = (graph: TestGraph, document: DocumentNode, plan: QueryPlan, variables: Variables, answer: Answer) =>
  outcomeOf((requests) =>
    executeWithStock(graph, document, plan, variables, (subgraph, text, fetched, values, request) => {
      requests.push(JSON.stringify(request));
      return answer(subgraph, text, fetched, values);
    }),
  );

async function runCompiled(
  compiled: CompiledOperation,
  variables: Variables,
  answer: Answer,
): Promise<Outcome | string> {
  const refused: string[] = [];
  const outcome = await outcomeOf(async (requests) => {
    const running = compiled.run({
      variables,
      fetch({ subgraph, operation: query, operationName, document }, values, path) {
        requests.push(JSON.stringify([subgraph, { query, variables: values, operationName }, path]));
        return answer(subgraph, query, document, values);
      },
    });
    if (typeof running !== 'string') return running;
    refused.push(running);
    return {};
  });
  return refused[0] ?? outcome;
}
