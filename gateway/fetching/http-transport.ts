import { Agent } from 'undici';
import { assertionHeader } from '../../subgraphs/shared/assertion/assertion.ts';
import { GraphError } from '../../subgraphs/shared/errors.ts';
import type { SubgraphRequest, SubgraphResponse } from '../../subgraphs/shared/subgraph.ts';
import { readBody } from '../../subgraphs/shared/upstream/read-body.ts';
import { subgraphGraceMs } from './deadline.ts';
import type { Transport } from './transport.ts';

/** The largest answer of a subgraph that is read, in bytes. */
const maxBytes = 32 * 1024 * 1024;

/** A subgraph over HTTP, on connections that are kept. */
export function createHttpTransport(base: string): Transport & AsyncDisposable {
  const agent = new Agent({ connections: 128, keepAliveTimeout: 30_000, pipelining: 1 });

  async function post(path: string, { body, assertion }: SubgraphRequest, deadline: number): Promise<SubgraphResponse> {
    const signal = AbortSignal.timeout(Math.max(1, deadline + subgraphGraceMs - Date.now()));
    try {
      const url = new URL(`${base}${path}`);
      const answer = await agent.request({
        origin: url.origin,
        path: url.pathname,
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(assertion !== undefined && { [assertionHeader]: assertion }) },
        body,
        signal,
      });
      const text = await readBody(answer.body, maxBytes);
      if (text === undefined) throw new GraphError('UPSTREAM_INVALID_RESPONSE');
      return { status: answer.statusCode, body: text };
    } catch (error) {
      if (error instanceof GraphError) throw error;
      throw new GraphError(signal.aborted ? 'UPSTREAM_TIMEOUT' : 'UPSTREAM_UNAVAILABLE', { cause: error });
    }
  }

  return {
    query: (request, deadline) => post('/graphql', request, deadline),
    command: (name, request, deadline) => post(`/commands/${name}`, request, deadline),
    async [Symbol.asyncDispose]() {
      await agent.destroy();
    },
  };
}
