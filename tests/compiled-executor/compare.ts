import { executeQueryPlan } from '@apollo/gateway';
import type { QueryPlan } from '@apollo/query-planner';
import {
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
} from 'graphql';
import { compileOperation } from '@customer-graph/compiled-executor/compile';
import type { CompiledOperation, SubgraphAnswer } from '@customer-graph/compiled-executor/compiled-operation';
import { cannedAnswer, type Faults } from './canned.ts';
import type { TestGraph } from './graph.ts';
import { seedOf } from './random.ts';

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
  let completedByStock = false;
  const compiled = compileOperation({
    plan,
    document,
    apiSchema: graph.apiSchema,
    supergraphSchema: graph.supergraphSchema,
    onStockCompletion: () => void (completedByStock = true),
  });

  return async (variables: Variables, faults: Faults, seed: number): Promise<Comparison> => {
    const stock = await runStock(graph, document, plan, variables, answers(graph, faults, seed));
    if (typeof compiled === 'string') return { stock, compiled: null, way: `not covered: ${compiled}` };
    completedByStock = false;
    const outcome = await runCompiled(compiled, variables, answers(graph, faults, seed));
    if (typeof outcome === 'string') return { stock, compiled: null, way: `not covered: ${outcome}` };
    return { stock, compiled: outcome, way: completedByStock ? 'completed by stock' : 'compiled' };
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
    return { result: JSON.stringify({ ...rest, errors: (errors as Error[] | undefined)?.map(describe) }), isRejected: false, requests };
  } catch (error) {
    return { result: `rejected: ${String(error)}`, isRejected: true, requests };
  }
}

const describe = (error: Error): object => {
  const { path, extensions } = error as { path?: unknown; extensions?: unknown };
  return { name: error.name, message: error.message, path, extensions };
};

const runStock = (graph: TestGraph, document: DocumentNode, plan: QueryPlan, variables: Variables, answer: Answer) =>
  outcomeOf((requests) => {
    const process = ({ request, document: fetched, pathInIncomingRequest }: ProcessOptions, subgraph: string) => {
      requests.push(JSON.stringify([subgraph, request, pathInIncomingRequest]));
      return answer(subgraph, request.query, fetched, request.variables);
    };
    const services = [...graph.subgraphs.keys()].map((name) => [
      name,
      { process: (options: ProcessOptions) => process(options, name) },
    ]);
    const definitions = document.definitions;
    const fragments = definitions.filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION);
    return executeQueryPlan(
      plan,
      Object.fromEntries(services) as never,
      { request: { variables }, metrics: {}, logger: console } as never,
      {
        schema: graph.api,
        operation: definitions.find((node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION),
        fragments: Object.fromEntries(fragments.map((node) => [node.name.value, node])),
      } as never,
      graph.supergraphSchema,
      graph.apiSchema,
      undefined,
    );
  });

interface ProcessOptions {
  readonly request: { readonly query: string; readonly variables: object; readonly operationName?: string };
  readonly document: DocumentNode;
  readonly pathInIncomingRequest: unknown;
}

async function runCompiled(compiled: CompiledOperation, variables: Variables, answer: Answer): Promise<Outcome | string> {
  let reason: string | null = null;
  const outcome = await outcomeOf(async (requests) => {
    const running = compiled.run({
      variables,
      fetch({ subgraph, operation: query, operationName, document }, values, path) {
        requests.push(JSON.stringify([subgraph, { query, variables: values, operationName }, path]));
        return answer(subgraph, query, document, values);
      },
    });
    if (typeof running !== 'string') return running;
    reason = running;
    return {};
  });
  return reason ?? outcome;
}
