import { beforeDeadline } from '../../subgraphs/shared/before-deadline.ts';
import { GraphError } from '../../subgraphs/shared/errors.ts';
import type { Subgraph, SubgraphResponse } from '../../subgraphs/shared/subgraph.ts';
import { subgraphGraceMs } from './deadline.ts';
import type { Transport } from './transport.ts';

/** A subgraph in the same process: the same requests, checked by the same code, without the network. */
export function createDirectTransport(subgraph: Subgraph): Transport {
  const within = (deadline: number, answer: Promise<SubgraphResponse>): Promise<SubgraphResponse> =>
    beforeDeadline(deadline + subgraphGraceMs, answer, () => new GraphError('UPSTREAM_TIMEOUT'));
  return {
    query: (request, deadline) => within(deadline, subgraph.query(request)),
    command: (name, request, deadline) => within(deadline, subgraph.command(name, request)),
  };
}
