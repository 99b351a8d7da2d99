import { beforeDeadline } from '../before-deadline.ts';
import { GraphError } from '../errors.ts';
import type { Subgraph, SubgraphResponse } from '../subgraph.ts';
import { subgraphGraceMs } from './deadline.ts';
import type { Transport } from './transport.ts';

/** A subgraph in the same process: the same requests, checked by the same code, without the network. */
export function createDirectTransport(subgraph: Subgraph): Transport {
  const within = (deadline: number, answer: Promise<SubgraphResponse>): Promise<SubgraphResponse> =>
    beforeDeadline(deadline + subgraphGraceMs, answer, () => new GraphError('UPSTREAM_TIMEOUT'));
  return {
    query: (request, deadline) => within(deadline, subgraph.query(request)),
    upload: (request, content, deadline) => within(deadline, subgraph.upload(request, content)),
    command: (name, request, deadline) => within(deadline, subgraph.command(name, request)),
  };
}
