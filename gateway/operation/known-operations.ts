import type { ApolloServerPlugin } from '@apollo/server';
import { getOperationAST, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Identity } from '../identity/identity.ts';
import type { GatewayContext } from './context.ts';

/** An operation whose document Apollo Server has parsed and found valid for the API in use. */
export interface KnownOperation {
  readonly text: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly schema: GraphQLSchema;
}

/** Operations by their text, so that each text is parsed and checked once. A change of the API clears them. */
export interface KnownOperations {
  /** Whether this kind of caller may send the text. */
  isAccepted(text: string, kind: Identity['kind'], api: GraphQLSchema): boolean;
  accept(text: string, kind: Identity['kind'], api: GraphQLSchema): void;
  /** Undefined: Apollo Server has to read the text first, or it has no such operation. */
  find(text: string, operationName: string | undefined, kind: Identity['kind']): KnownOperation | undefined;
  /** Learns from Apollo Server. */
  readonly plugin: ApolloServerPlugin<GatewayContext>;
}

interface Entry {
  readonly kinds: Set<Identity['kind']>;
  valid?: { readonly document: DocumentNode; readonly schema: GraphQLSchema };
}

/** Characters of all texts. Their syntax trees and what is prepared from them take about a hundred times as many bytes. */
const maxCharacters = 1_000_000;
/** Characters that a short text counts as. */
const leastCharacters = 100;

export function createKnownOperations(): KnownOperations {
  const entries = new LRUCache<string, Entry>({
    maxSize: maxCharacters,
    sizeCalculation: (_entry, text) => Math.max(text.length, leastCharacters),
  });
  let api: GraphQLSchema | undefined;
  /** The schema by which Apollo Server validates now. */
  let validating: GraphQLSchema | undefined;

  /** Another API: nothing that is known holds. */
  function use(next: GraphQLSchema): void {
    if (api === next) return;
    entries.clear();
    api = next;
  }

  return {
    isAccepted(text, kind, next) {
      use(next);
      return entries.get(text)?.kinds.has(kind) ?? false;
    },
    accept(text, kind, next) {
      use(next);
      const known = entries.get(text);
      if (known) known.kinds.add(kind);
      else entries.set(text, { kinds: new Set([kind]) });
    },
    find(text, operationName, kind) {
      const entry = entries.get(text);
      if (!entry?.valid || entry.valid.schema !== validating || !entry.kinds.has(kind)) return undefined;
      const operation = getOperationAST(entry.valid.document, operationName);
      return operation ? { text, operation, ...entry.valid } : undefined;
    },
    plugin: {
      serverWillStart: async () => ({
        schemaDidLoadOrUpdate({ apiSchema }) {
          validating = apiSchema;
        },
      }),
      requestDidStart: async () => ({
        async didResolveOperation({ source, document, schema }) {
          const entry = entries.get(source);
          if (entry) entry.valid = { document, schema };
        },
      }),
    },
  };
}
