import { beforeDeadline } from '@customer-graph/process/before-deadline';
import { GraphError } from './errors.ts';
import type { Subgraph } from './messages.ts';
import { subgraphGraceMs } from './deadline.ts';
import type { Transport } from './transport.ts';

const within = <T>(deadline: number, response: Promise<T>): Promise<T> =>
  beforeDeadline(deadline + subgraphGraceMs, response, () => new GraphError('UPSTREAM_TIMEOUT'));

/** A transport to a subgraph in the same process. Requests are signed and verified as over HTTP. */
export const createDirectTransport = (subgraph: Subgraph): Transport => ({
  query: (request, deadline, left) => within(deadline, subgraph.query(request, left)),
  upload: (request, content, deadline) => within(deadline, subgraph.upload(request, content)),
  download: (request, deadline, left) => within(deadline, subgraph.download(request, left)),
  command: (name, request, deadline) => within(deadline, subgraph.command(name, request)),
});

/** A transport for the gateway of the same process, which passes its queries as objects. */
export const createLocalTransport = (subgraph: Subgraph): Transport => {
  const queryLocal = subgraph.queryLocal?.bind(subgraph);
  return {
    ...createDirectTransport(subgraph),
    ...(queryLocal && {
      queryLocal: (request, assertion, left) => within(assertion.deadline, queryLocal(request, assertion, left)),
    }),
  };
};
