import { beforeDeadline } from '@customer-graph/process/before-deadline';
import { GraphError } from './errors.ts';
import type { Subgraph } from './messages.ts';
import { subgraphGraceMs } from './deadline.ts';
import type { Transport } from './transport.ts';

/** A transport to a subgraph in the same process. Requests are signed and verified as over HTTP. */
export function createDirectTransport(subgraph: Subgraph): Transport {
  const within = <T>(deadline: number, response: Promise<T>): Promise<T> =>
    beforeDeadline(deadline + subgraphGraceMs, response, () => new GraphError('UPSTREAM_TIMEOUT'));
  return {
    query: (request, deadline, left) => within(deadline, subgraph.query(request, left)),
    upload: (request, content, deadline) => within(deadline, subgraph.upload(request, content)),
    download: (request, deadline, left) => within(deadline, subgraph.download(request, left)),
    command: (name, request, deadline) => within(deadline, subgraph.command(name, request)),
  };
}
