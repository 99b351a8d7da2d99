import type { DocumentNode } from 'graphql';
import { parseJson } from '@customer-graph/process/parse-json';
import type { AssertionSigner } from '@customer-graph/protocol/assertion';
import type { LocalResponse, SubgraphResponse } from '@customer-graph/protocol/messages';
import type { Assertion } from '@customer-graph/protocol/principal';
import type { Transport } from '@customer-graph/protocol/transport';

/** What one fetch of a query plan asks. */
export interface Fetched {
  readonly document: DocumentNode;
  /** The document's text. */
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

export interface QueryOptions {
  /** The subgraph's name in the supergraph: the audience of its assertions. */
  readonly name: string;
  readonly transport: Transport;
  readonly signer: AssertionSigner;
}

/** The answer of a subgraph that does not accept the assertion. */
export const refused = Symbol('refused');

/** The texts of fetches as JSON: those of query plans stay the same for many requests. */
const queryTexts = new WeakMap<DocumentNode, string>();

function queryJson(document: DocumentNode, query: string): string {
  const known = queryTexts.get(document);
  if (known !== undefined) return known;
  const text = JSON.stringify(query);
  queryTexts.set(document, text);
  return text;
}

/** Open fetches of each request. */
const open = new WeakMap<object, Map<string, Promise<SubgraphResponse>>>();

/**
 * Shares an open fetch that asks the same of the same subgraph: plans ask so for parts of an operation that meet. Each reads an
 * answer of its own from the text, because answers are merged into what others fetched.
 *
 * @param request the request that both belong to
 */
function shareOpen(request: object, key: string, send: () => Promise<SubgraphResponse>): Promise<SubgraphResponse> {
  const fetches = open.get(request) ?? new Map<string, Promise<SubgraphResponse>>();
  open.set(request, fetches);
  const known = fetches.get(key);
  // Its calls were counted once.
  if (known) return known.then((response) => ({ ...response, calls: 0 }));
  const sent = send().finally(() => fetches.delete(key));
  fetches.set(key, sent);
  return sent;
}

/**
 * Sends a fetch to a subgraph: as objects within the process, else as JSON with a signed assertion.
 * `request`: its open fetches may be shared; null: this one changes something.
 */
export const createQuery =
  ({ name, transport, signer }: QueryOptions) =>
  async (
    { document, query, variables }: Fetched,
    assertion: Assertion,
    left: AbortSignal | undefined,
    request: object | null,
  ): Promise<LocalResponse> => {
    if (transport.queryLocal) return transport.queryLocal({ query, variables }, assertion, left);
    const body = `{"query":${queryJson(document, query)},"variables":${JSON.stringify(variables)}}`;
    const send = (): Promise<SubgraphResponse> =>
      transport.query({ body, assertion: signer.sign(assertion, name, body) }, assertion.deadline, left);
    const response = await (request ? shareOpen(request, `${name} ${body}`, send) : send());
    return { ...response, answer: response.status === 401 ? refused : parseJson(response.body) };
  };
