import { createHash } from 'node:crypto';
import { GraphQLError, Kind, validate, type GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { badInput, GraphError } from '../subgraphs/shared/errors.ts';
import type { TrustedDocuments } from './documents/manifest.ts';
import type { Identity } from './identity/identity.ts';
import { asksIntrospection } from './introspection/introspection.ts';
import { assertVariablesWithinLimits, parseWithinLimits } from './limits/shape.ts';

export interface PreflightOptions {
  /** The API, and what of it partners see; as they are now. */
  readonly schemas: () => { readonly api: GraphQLSchema; readonly partner: GraphQLSchema | null };
  /** Whether customers, and whoever brings no token, may ask what there is to ask. */
  readonly openIntrospection: boolean;
  readonly documents: TrustedDocuments;
  /** Whether customers may ask nothing but registered documents. */
  readonly trustedOnly: boolean;
}

/** What a client sent: the parameters of GraphQL over HTTP, and `documentId` in the place of `query`. */
export type Parameters = Readonly<Record<string, unknown>>;

/** Looks at a request before it is parsed, validated or looked up by anybody else. */
export interface Preflight {
  /** The parameters with the text of the operation in them. Throws what the client is to be told. */
  (parameters: Parameters, identity: Identity): Parameters;
}

/** Why a request cannot be answered at all: one error for each reason. */
export class RequestErrors extends Error {
  override readonly name = 'RequestErrors';
  readonly errors: readonly GraphQLError[];
  constructor(errors: readonly GraphQLError[]) {
    super(errors.map(({ message }) => message).join('\n'));
    this.errors = errors;
  }
}

const maxKept = 5_000;

/** Apollo's name for the same: `extensions.persistedQuery.sha256Hash`. */
function persistedIdOf(extensions: unknown): unknown {
  const persisted =
    typeof extensions === 'object' && extensions !== null && 'persistedQuery' in extensions
      ? extensions.persistedQuery
      : undefined;
  return typeof persisted === 'object' && persisted !== null && 'sha256Hash' in persisted
    ? persisted.sha256Hash
    : undefined;
}

export function createPreflight({ schemas, openIntrospection, documents, trustedOnly }: PreflightOptions): Preflight {
  /** Texts that were looked at and found good, for whom; for as long as the API stays as it is. */
  let good = new LRUCache<string, true>({ max: maxKept });
  let lookedAtFor: GraphQLSchema | undefined;

  function registered(id: unknown): string {
    const text = typeof id === 'string' ? documents.get(id.replace(/^sha256:/, '')) : undefined;
    if (text === undefined) throw badInput('documentId names no registered operation.');
    return text;
  }

  function examine(text: string, { kind }: Identity): void {
    const { api, partner } = schemas();
    const document = parseWithinLimits(text, api);
    // Whoever parses it next says what is wrong with it.
    if (document === null) return;
    const mayIntrospect = openIntrospection || kind === 'STAFF' || kind === 'PARTNER';
    if (!mayIntrospect && asksIntrospection(document))
      throw new GraphError('FORBIDDEN', { message: 'Introspection is not offered here.' });
    if (kind !== 'PARTNER') return;
    if (partner === null) throw new GraphError('FORBIDDEN');
    // graphql-js validates no operation of a kind that the schema has not: it passes.
    const unknown = document.definitions.filter(
      (definition) => definition.kind === Kind.OPERATION_DEFINITION && !partner.getRootType(definition.operation),
    );
    if (unknown.length > 0) throw new RequestErrors([new GraphQLError('The API for partners has no mutations.')]);
    const errors = validate(partner, document);
    if (errors.length > 0) throw new RequestErrors(errors);
  }

  return (parameters, identity) => {
    const { documentId, ...rest } = parameters;
    const id = documentId ?? (parameters.query === undefined ? persistedIdOf(parameters.extensions) : undefined);
    const isTrusted = id !== undefined;
    if (!isTrusted && trustedOnly && (identity.kind === 'CUSTOMER' || identity.kind === 'ANONYMOUS')) {
      throw new GraphError('FORBIDDEN', { message: 'Only registered operations are answered here: send documentId.' });
    }
    if (isTrusted && parameters.query !== undefined) throw badInput('documentId stands in the place of query.');
    const text = isTrusted ? registered(id) : parameters.query;
    assertVariablesWithinLimits(parameters.variables);
    // What is no text at all, Apollo Server refuses.
    if (typeof text !== 'string') return parameters;
    const { api } = schemas();
    if (lookedAtFor !== api) good = new LRUCache({ max: maxKept });
    lookedAtFor = api;
    const key = `${identity.kind} ${createHash('sha256').update(text).digest('base64')}`;
    if (!good.has(key)) {
      examine(text, identity);
      good.set(key, true);
    }
    if (!isTrusted) return parameters;
    const { extensions: _persisted, ...given } = rest;
    return { ...given, query: text };
  };
}
