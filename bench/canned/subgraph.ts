import { Supergraph } from '@apollo/federation-internals';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse, validate, type GraphQLSchema } from 'graphql';
import { prepareSupergraph } from '../../gateway/supergraph/prepare.ts';
import type { CannedResolvers } from './data.ts';

/** Answers a request body with the response body. The same text is executed once. */
export type CannedSubgraph = (body: string) => Promise<Buffer>;

/** The subgraphs that a supergraph consists of, as executable schemas by name. */
export function subgraphSchemas(supergraph: string): ReadonlyMap<string, GraphQLSchema> {
  const { sdl } = prepareSupergraph(supergraph);
  return new Map(
    [...Supergraph.build(sdl).subgraphs()].map((subgraph) => [
      subgraph.name,
      buildSubgraphSchema(parse(subgraph.toString())),
    ]),
  );
}

export function createCannedSubgraph(name: string, schema: GraphQLSchema, resolvers: CannedResolvers): CannedSubgraph {
  const answers = new Map<string, Promise<Buffer>>();
  const answer = async (body: string): Promise<Buffer> => {
    const { query, variables, operationName } = JSON.parse(body) as {
      query: string;
      variables?: Record<string, unknown> | null;
      operationName?: string | null;
    };
    const document = parse(query);
    const problems = validate(schema, document);
    const result =
      problems.length > 0
        ? { errors: problems }
        : await execute({
            schema,
            document,
            variableValues: variables ?? {},
            operationName: operationName ?? undefined,
            ...resolvers,
          });
    // An engine's mistake must not pass for an answer that is only short.
    if (result.errors) throw new Error(`canned ${name}: ${result.errors.map(String).join('; ')}\n${query}`);
    return Buffer.from(JSON.stringify(result));
  };
  return (body) => {
    const known = answers.get(body);
    if (known) return known;
    const first = answer(body);
    answers.set(body, first);
    return first;
  };
}
