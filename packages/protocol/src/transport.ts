import type { Readable } from 'node:stream';
import type { GraphQLRequest, LocalResponse, SubgraphDownload, SubgraphRequest, SubgraphResponse } from './messages.ts';
import type { Assertion } from './principal.ts';

/**
 * Sends requests to one subgraph, in this process or over HTTP. Rejects with a `GraphError` if it does not respond before the
 * deadline (milliseconds since the epoch).
 */
export interface Transport {
  /**
   * Sends a GraphQL request.
   *
   * @param left aborted once nobody waits for the response; only for queries, because a mutation must not stop halfway
   */
  query(request: SubgraphRequest, deadline: number, left?: AbortSignal): Promise<SubgraphResponse>;
  /**
   * Sends a GraphQL request as objects, without a signature. Only a transport within the process has it.
   *
   * @param left as for `query`
   */
  queryLocal?(request: GraphQLRequest, assertion: Assertion, left?: AbortSignal): Promise<LocalResponse>;
  /** Sends a file as a stream. */
  upload(request: SubgraphRequest, content: Readable, deadline: number): Promise<SubgraphResponse>;
  /**
   * Opens a file as a stream.
   *
   * @param left aborted once nobody waits for the file
   */
  download(request: SubgraphRequest, deadline: number, left?: AbortSignal): Promise<SubgraphDownload>;
  /** Makes an unpublished call. */
  command(name: string, request: SubgraphRequest, deadline: number): Promise<SubgraphResponse>;
}
