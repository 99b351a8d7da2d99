import type { DocumentNode } from 'graphql';
import { parseJson } from '@customer-graph/process/parse-json';
import type { AssertionSigner } from '@customer-graph/protocol/assertion';
import type { LocalResponse } from '@customer-graph/protocol/messages';
import type { Assertion } from '@customer-graph/protocol/principal';
import type { Transport } from '@customer-graph/protocol/transport';

/** The GraphQL request of one fetch of a query plan. */
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

/** Sends a fetch to a subgraph: as objects within the process, else as JSON with a signed assertion. */
export const createQuery =
  ({ name, transport, signer }: QueryOptions) =>
  async (
    { document, query, variables }: Fetched,
    assertion: Assertion,
    left: AbortSignal | undefined,
  ): Promise<LocalResponse> => {
    if (transport.queryLocal) return transport.queryLocal({ query, variables }, assertion, left);
    const body = `{"query":${queryJson(document, query)},"variables":${JSON.stringify(variables)}}`;
    const token = signer.sign(assertion, name, body);
    const response = await transport.query({ body, assertion: token }, assertion.deadline, left);
    return { ...response, answer: response.status === 401 ? refused : parseJson(response.body) };
  };
