import {
  getOperationAST,
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { withMalformedInput } from './malformed-input.ts';

/** A document that may be executed; null with the reasons against it. */
export type ReadDocument =
  | { readonly document: DocumentNode; readonly errors?: undefined }
  | { readonly document: null; readonly errors: readonly GraphQLError[] };

/** Total length of the texts of remembered documents, in characters. Their syntax trees take about 30 times as much memory. */
const maxCharacters = 1_000_000;

/** Parses and validates documents. The gateway sends the same texts again and again, so valid ones are remembered. */
export function createDocuments(schema: GraphQLSchema): { read(query: string): ReadDocument } {
  const known = new LRUCache<string, ReadDocument>({
    maxSize: maxCharacters,
    sizeCalculation: (_read, query) => query.length,
  });
  const rules = [...specifiedRules, NoSchemaIntrospectionCustomRule];

  function readNew(query: string): ReadDocument {
    let document: DocumentNode;
    try {
      document = parse(query, { noLocation: true });
    } catch (error) {
      return { document: null, errors: [error instanceof GraphQLError ? error : new GraphQLError(String(error))] };
    }
    const isMutation = getOperationAST(document)?.operation === OperationTypeNode.MUTATION;
    const errors = withMalformedInput(isMutation, () => validate(schema, document, rules));
    return errors.length > 0 ? { document: null, errors } : { document };
  }

  return {
    read(query) {
      const found = known.get(query) ?? readNew(query);
      if (found.document) known.set(query, found);
      return found;
    },
  };
}
