import { badInput, GraphError } from '@customer-graph/protocol/errors';
import type { TrustedDocuments } from '../documents/manifest.ts';
import type { PersistedQueries } from '../documents/persisted-queries.ts';
import { assertHashOf, persistedHashOf } from '../documents/persisted-query.ts';
import type { Identity } from '../identity/identity.ts';
import { assertVariablesWithinLimits } from '../limits/operation-limits.ts';
import { checkDocument, type CheckDocumentOptions } from './check-document.ts';
import type { KnownOperation, KnownOperations } from './known-operations.ts';

export interface OperationRequestsOptions extends Pick<CheckDocumentOptions, 'openIntrospection'> {
  /** The API and its part for partners, of the supergraph in use. */
  readonly schemas: () => Pick<CheckDocumentOptions, 'api' | 'partner'>;
  readonly known: KnownOperations;
  readonly documents: TrustedDocuments;
  readonly persistedQueries: PersistedQueries;
  /** Whether customers and anonymous callers may run registered operations only. */
  readonly trustedOnly: boolean;
}

/** The parameters of GraphQL over HTTP, with `documentId` as an alternative to `query`. */
export type RequestParameters = Readonly<Record<string, unknown>>;

export interface OperationRequest {
  /** The parameters for Apollo Server, with the text of the operation as `query`. It refuses one that is missing or no text. */
  readonly parameters: RequestParameters;
  /** The operation and its variables, if Apollo Server has read the text before. */
  readonly known?: KnownOperation | undefined;
  /** Stores the text for later requests by hash alone, if the client wants that. Call it once the operation has run. */
  readonly persist: () => void;
}

/** Checks a request before Apollo Server parses and validates it. Throws GraphError or RequestErrors, for the client. */
export type OperationRequests = (parameters: RequestParameters, identity: Identity) => Promise<OperationRequest>;

const persistNothing = (): void => undefined;

export function createOperationRequests({
  schemas,
  openIntrospection,
  known,
  documents,
  persistedQueries,
  trustedOnly,
}: OperationRequestsOptions): OperationRequests {
  /** The text of a registered operation, or for a hash, one that this kind of caller has sent before. */
  async function find(documentId: unknown, hash: string | undefined, isLimited: boolean, kind: Identity['kind']) {
    const id = documentId ?? hash;
    const text = typeof id === 'string' ? documents.get(id.replace(/^sha256:/, '')) : undefined;
    if (text !== undefined) return text;
    if (documentId !== undefined || hash === undefined || isLimited)
      throw badInput('documentId must be the id of a registered operation.');
    const persisted = await persistedQueries.get(kind, hash);
    if (persisted === undefined) throw new GraphError('PERSISTED_QUERY_NOT_FOUND');
    return persisted;
  }

  function check(text: string, identity: Identity): void {
    const { api, partner } = schemas();
    if (known.isAccepted(text, identity.kind, api)) return;
    checkDocument(text, identity, { api, partner, openIntrospection });
    known.accept(text, identity.kind, api);
  }

  return async (parameters, identity) => {
    const { kind } = identity;
    const { documentId, query, extensions, ...rest } = parameters;
    const hash = persistedHashOf(extensions);
    const hasId = documentId !== undefined || (query === undefined && hash !== undefined);
    const isLimited = trustedOnly && (kind === 'CUSTOMER' || kind === 'ANONYMOUS');
    if (!hasId && isLimited) {
      throw new GraphError('FORBIDDEN', {
        message: 'Only registered operations are accepted. Send documentId instead of query.',
      });
    }
    if (hasId && query !== undefined) throw badInput('documentId and query must not be sent together.');
    const text = hasId ? await find(documentId, hash, isLimited, kind) : query;
    assertVariablesWithinLimits(parameters.variables);
    // Apollo Server gets no extensions: it reads none but persisted queries, and would refuse those.
    if (typeof text !== 'string') return { parameters: { ...rest, query: text }, persist: persistNothing };
    if (hash !== undefined && !hasId) assertHashOf(text, hash);
    check(text, identity);
    return {
      parameters: { ...rest, query: text },
      known: isPlain(rest) ? known.find(text, nameIn(rest), kind) : undefined,
      persist: hash === undefined || hasId ? persistNothing : () => persistedQueries.set(kind, hash, text),
    };
  };
}

/** Whether the parameters have the types of GraphQL over HTTP. Apollo Server refuses others. */
const isPlain = ({ operationName, variables }: RequestParameters): boolean =>
  (operationName === undefined || typeof operationName === 'string') &&
  (variables === undefined || (typeof variables === 'object' && !Array.isArray(variables)));

const nameIn = ({ operationName }: RequestParameters): string | undefined =>
  typeof operationName === 'string' ? operationName : undefined;
