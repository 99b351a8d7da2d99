import { executeQueryPlan } from '@apollo/gateway';
import type { QueryPlan } from '@apollo/query-planner';
import { Kind, type DocumentNode, type FragmentDefinitionNode, type OperationDefinitionNode } from 'graphql';
import type { SubgraphAnswer } from '@customer-graph/compiled-executor/compiled-operation';
import type { TestGraph } from './graph.ts';

/** @param request subgraph, request and path, for comparison */
export type StockFetch = (
  subgraph: string,
  text: string,
  document: DocumentNode,
  variables: object,
  request: readonly unknown[],
) => Promise<SubgraphAnswer>;

/** Executes a plan with @apollo/gateway. */
export function executeWithStock(
  graph: TestGraph,
  { definitions }: DocumentNode,
  plan: QueryPlan,
  variables: Readonly<Record<string, unknown>>,
  fetch: StockFetch,
): ReturnType<typeof executeQueryPlan> {
  const service = (name: string) => ({
    process: ({ request, document, pathInIncomingRequest }: ProcessOptions) =>
      fetch(name, request.query, document, request.variables, [name, request, pathInIncomingRequest]),
  });
  const fragments = definitions.filter(
    (node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION,
  );
  return executeQueryPlan(
    plan,
    Object.fromEntries([...graph.subgraphs.keys()].map((name) => [name, service(name)])) as never,
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
}

interface ProcessOptions {
  readonly request: { readonly query: string; readonly variables: object; readonly operationName?: string };
  readonly document: DocumentNode;
  readonly pathInIncomingRequest: unknown;
}
