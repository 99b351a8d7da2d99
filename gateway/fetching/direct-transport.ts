import { setTimeout as delay } from 'node:timers/promises';
import type { Subgraph, SubgraphResponse } from '../../subgraphs/shared/subgraph.ts';
import { GraphError } from '../../subgraphs/shared/errors.ts';
import { subgraphGraceMs } from './deadline.ts';
import type { Transport } from './transport.ts';

/** A subgraph in the same process: the same requests, checked by the same code, without the network. */
export function createDirectTransport(subgraph: Subgraph): Transport {
  const within = async (deadline: number, answer: Promise<SubgraphResponse>): Promise<SubgraphResponse> => {
    const timer = new AbortController();
    try {
      return await Promise.race([
        answer,
        delay(Math.max(0, deadline + subgraphGraceMs - Date.now()), undefined, { signal: timer.signal }).then(() => {
          throw new GraphError('UPSTREAM_TIMEOUT');
        }),
      ]);
    } finally {
      timer.abort();
    }
  };
  return {
    query: (request, deadline) => within(deadline, subgraph.query(request)),
    command: (name, request, deadline) => within(deadline, subgraph.command(name, request)),
  };
}
