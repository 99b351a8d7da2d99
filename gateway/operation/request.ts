import { createHash } from 'node:crypto';
import { GraphQLError, Kind, validate, type GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { badInput, GraphError } from '@customer-graph/protocol/errors';
import type { TrustedDocuments } from '../documents/manifest.ts';
import type { Identity } from '../identity/identity.ts';
import { asksIntrospection } from '../introspection/introspection.ts';
import { assertVariablesWithinLimits, parseWithinLimits } from '../limits/operation-limits.ts';

export interface OperationRequestsOptions {
  /** The API and its part for partners, of the supergraph in use. Partner null: no part is published. */
  readonly schemas: () => { readonly api: GraphQLSchema; readonly partner: GraphQLSchema | null };
  /** Whether customers and anonymous callers may use introspection. */
  readonly openIntrospection: boolean;
  readonly documents: TrustedDocuments;
  /** Whether customers and anonymous callers may run registered operations only. */
  readonly trustedOnly: boolean;
}

/** The parameters of GraphQL over HTTP, with `documentId` as an alternative to `query`. */
export type RequestParameters = Readonly<Record<string, unknown>>;

/** Checks a request before Apollo Server parses and validates it. */
export interface OperationRequests {
  /**
   * Returns the parameters with the text of the operation as `query`.
   *
   * @throws GraphError or RequestErrors, for the client
   */
  (parameters: RequestParameters, identity: Identity): RequestParameters;
}

/** A request that is refused as a whole, with one error for each reason. */
export class RequestErrors extends Error {
  override readonly name = 'RequestErrors';
  readonly errors: readonly GraphQLError[];
  constructor(errors: readonly GraphQLError[]) {
    super(errors.map(({ message }) => message).join('\n'));
    this.errors = errors;
  }
}

const maxAccepted = 5_000;

/** The id in Apollo's format: `extensions.persistedQuery.sha256Hash`. */
function persistedIdOf(extensions: unknown): unknown {
  const persisted =
    typeof extensions === 'object' && extensions !== null && 'persistedQuery' in extensions
      ? extensions.persistedQuery
      : undefined;
  return typeof persisted === 'object' && persisted !== null && 'sha256Hash' in persisted
    ? persisted.sha256Hash
    : undefined;
}

export function createOperationRequests({
  schemas,
  openIntrospection,
  documents,
  trustedOnly,
}: OperationRequestsOptions): OperationRequests {
  /** Accepted texts by kind of caller. Cleared when the API changes. */
  let accepted = new LRUCache<string, true>({ max: maxAccepted });
  let acceptedBy: GraphQLSchema | undefined;

  function registered(id: unknown): string {
    const text = typeof id === 'string' ? documents.get(id.replace(/^sha256:/, '')) : undefined;
    if (text === undefined) throw badInput('documentId must be the id of a registered operation.');
    return text;
  }

  function check(text: string, { kind }: Identity): void {
    const { api, partner } = schemas();
    const document = parseWithinLimits(text, api);
    // Apollo Server parses it again and reports the syntax error.
    if (document === null) return;
    const mayIntrospect = openIntrospection || kind === 'STAFF' || kind === 'PARTNER';
    if (!mayIntrospect && asksIntrospection(document))
      throw new GraphError('FORBIDDEN', { message: 'Introspection is disabled. Use the published schema.' });
    if (kind !== 'PARTNER') return;
    if (partner === null) throw new GraphError('FORBIDDEN');
    // graphql-js accepts every operation whose root type the schema lacks.
    const withoutRoot = document.definitions.filter(
      (definition) => definition.kind === Kind.OPERATION_DEFINITION && !partner.getRootType(definition.operation),
    );
    if (withoutRoot.length > 0)
      throw new RequestErrors([new GraphQLError('The API for partners has no operations of this type.')]);
    const errors = validate(partner, document);
    if (errors.length > 0) throw new RequestErrors(errors);
  }

  return (parameters, identity) => {
    const { documentId, ...rest } = parameters;
    const id = documentId ?? (parameters.query === undefined ? persistedIdOf(parameters.extensions) : undefined);
    const isTrusted = id !== undefined;
    if (!isTrusted && trustedOnly && (identity.kind === 'CUSTOMER' || identity.kind === 'ANONYMOUS')) {
      throw new GraphError('FORBIDDEN', {
        message: 'Only registered operations are accepted. Send documentId instead of query.',
      });
    }
    if (isTrusted && parameters.query !== undefined) throw badInput('documentId and query must not be sent together.');
    const text = isTrusted ? registered(id) : parameters.query;
    assertVariablesWithinLimits(parameters.variables);
    // Apollo Server refuses a query that is missing or is not a text.
    if (typeof text !== 'string') return parameters;
    const { api } = schemas();
    if (acceptedBy !== api) accepted = new LRUCache({ max: maxAccepted });
    acceptedBy = api;
    const key = `${identity.kind} ${createHash('sha256').update(text).digest('base64')}`;
    if (!accepted.has(key)) {
      check(text, identity);
      accepted.set(key, true);
    }
    if (!isTrusted) return parameters;
    const { extensions: _persisted, ...given } = rest;
    return { ...given, query: text };
  };
}
