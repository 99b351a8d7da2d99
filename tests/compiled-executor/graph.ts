import { operationFromDocument, Supergraph, type Schema } from '@apollo/federation-internals';
import { QueryPlanner, type QueryPlan } from '@apollo/query-planner';
import type { DocumentNode, GraphQLSchema } from 'graphql';

/** A supergraph with everything that planning, executing and answering needs. */
export interface TestGraph {
  readonly api: GraphQLSchema;
  readonly apiSchema: Schema;
  readonly supergraphSchema: GraphQLSchema;
  readonly subgraphs: ReadonlyMap<string, GraphQLSchema>;
  plan(document: DocumentNode): QueryPlan;
}

export function loadGraph(sdl: string): TestGraph {
  const supergraph = Supergraph.build(sdl);
  const planner = new QueryPlanner(supergraph, {
    exposeDocumentNodeInFetchNode: true,
    debug: { maxEvaluatedPlans: 20 },
  });
  const apiSchema = supergraph.apiSchema();
  return {
    api: apiSchema.toGraphQLJSSchema(),
    apiSchema,
    supergraphSchema: supergraph.schema.toGraphQLJSSchema(),
    subgraphs: new Map(
      supergraph
        .subgraphs()
        .values()
        .map(({ name, schema }) => [name, schema.toGraphQLJSSchema()]),
    ),
    plan: (document) => planner.buildQueryPlan(operationFromDocument(apiSchema, document)),
  };
}
